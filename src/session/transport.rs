//! What travels from one device to another: the answers to one version of a service, and what was frozen of them. Read as a stranger's,
//! since whoever holds the code of a hand-over can have written it.

use forms::{Answers, Json, from_json};
use serde::{Deserialize, Serialize};

use super::{Correction, Draft, Fate, Frozen, State, draft::wire};

/// The header that lets a backend tell one submission from two (draft-ietf-httpapi-idempotency-key-header).
const KEY_HEADER: &str = "idempotency-key";
/// A submission's key: 128 bits in hex.
const KEY: usize = 32;
/// The longest name of a service, of a version and of a counter.
const LONGEST_NAME: usize = 80;

/// A draft on its way to another device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transport {
    format: Format,
    pub service: String,
    pub version: String,
    pub step: String,
    /// When it was last saved, in milliseconds since 1970.
    #[serde(with = "wire::moment")]
    pub saved: f64,
    #[serde(with = "wire::answers")]
    pub answers: Answers,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// What "Kirim" has frozen on the device that it comes from. It is never sent: the reader makes its own and compares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
    /// The counter whose officer helped, which a frozen submission names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assisted: Option<String>,
}

/// The form of what travels; the reader takes no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "loket-handoff-2")]
    Second,
}

impl Transport {
    /// What of a draft can travel; `None` when it must stay: it has been sent, is closed or moves already, or is frozen without a key, so that
    /// two devices that send it would send it twice.
    pub fn of(draft: &Draft, assisted: Option<String>) -> Option<Transport> {
        let frozen = match &draft.state {
            State::Open => None,
            State::Sending(frozen) => Some(frozen.clone()).filter(has_key),
            State::Sent(_) | State::Sealed(_) | State::Moving(_) => return None,
        };
        if frozen.is_none() && !draft.is_open() {
            return None;
        }
        Some(Transport {
            format: Format::Second,
            service: draft.service.clone(),
            version: draft.version.clone(),
            step: draft.step.clone(),
            answers: draft.answers(),
            saved: draft.saved,
            correction: draft.correction(),
            assisted: assisted.filter(|_| frozen.is_some()),
            frozen,
        })
    }

    /// The text that is sealed.
    pub fn to_text(&self) -> String {
        forms::to_json(self).unwrap_or_default().to_text()
    }

    /// Reads what `to_text` wrote, byte for byte: a member too many, another order or another form is refused.
    pub fn read(sealed: &str) -> Option<Transport> {
        let own: Transport = from_json(&Json::parse(sealed).ok()?).ok()?;
        let is_named = is_name(&own.service) && is_name(&own.version);
        let is_assisted = own.assisted.as_ref().is_none_or(|name| name.len() <= LONGEST_NAME);
        let is_safe = own.frozen.as_ref().is_none_or(|frozen| has_key(frozen) && frozen.signed_in.is_none());
        (is_named && is_assisted && is_safe && own.to_text() == sealed).then_some(own)
    }

    /// The draft that it becomes here, under a name that nobody else has chosen. What was frozen is not part of it.
    pub fn into_draft(self, id: String, saved: f64) -> Draft {
        Draft {
            answers: self.answers.to_json(),
            step: self.step,
            saved,
            correction: self.correction.and_then(|correction| forms::to_json(&correction).ok()),
            ..Draft::new(id, &self.service, &self.version)
        }
    }
}

/// Whether a submission made here is the one that was frozen elsewhere: method, address, headers and body, to the byte.
pub fn is_same(own: &Frozen, other: &Frozen) -> bool {
    own.method == other.method && own.url == other.url && own.headers == other.headers && own.body == other.body
}

fn has_key(frozen: &Frozen) -> bool {
    let is_key = frozen.key.len() == KEY && frozen.key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let named = |(name, value): &(String, String)| name.eq_ignore_ascii_case(KEY_HEADER) && *value == frozen.key;
    is_key && frozen.fate != Fate::Refused && frozen.headers.iter().any(named)
}

// A name that is part of an address: no slash, and no dots that lead out of a folder.
fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    let starts = bytes.next().is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    starts
        && name.len() <= LONGEST_NAME
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

#[cfg(test)]
mod tests;
