//! A draft: the answers of one citizen to one version of a service, and how far they have been sent.
//! A plain value, which the store keeps on the device (src/store.rs).

mod kept;
pub(super) mod wire;

use forms::{Answers, Json, Pointer, from_json};
use serde::{Deserialize, Serialize};

use kept::StoredDraft;

/// A draft, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Random; part of addresses, so it says nothing of the person.
    pub id: String,
    pub service: String,
    pub version: String,
    /// As [`Answers::to_json`] writes them. They are read by who opens the form: Beranda need not know how.
    pub answers: Json,
    /// The step that was open last.
    pub step: String,
    /// When it was last saved, in milliseconds since 1970.
    pub saved: f64,
    pub state: State,
    /// For a correction: what the officer asked back, as a [`Correction`] is written.
    pub correction: Option<Json>,
}

/// How far a draft has been sent.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Being filled in.
    Open,
    /// Frozen and on its way; the outcome is unknown. Every try sends the same bytes under the same key.
    Sending(Frozen),
    /// The backend has confirmed it.
    Sent(Sent),
    /// Behind its PIN: only this is known, and nothing of the answers.
    Sealed(Stage),
    /// On its way between this device and another one: nobody goes on with it here until it is known where it is.
    /// What is known of it is a [`Move`](super::Move), which is read by who ends it: Beranda need not know how.
    Moving(Json),
}

/// How far a sealed draft has been sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Open,
    Sent,
    /// So is one of another name: it is kept longest and nothing deletes it.
    #[serde(other)]
    Sending,
}

/// A frozen submission (architecture decision 10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    pub url: String,
    pub method: String,
    #[serde(with = "wire::members")]
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// The submission's own random name.
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub fate: Fate,
    /// The sign-in under which it was sent, where the backend wants one: under another, or none, it does not go by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in: Option<String>,
}

/// What is known of a frozen submission, and so what may be done without asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// Nothing of it has left this device: it goes by itself.
    Unsent,
    /// It may have arrived. The backend can tell one submission from two: it goes by itself.
    Unknown,
    /// The backend has said no. The last page says why.
    Refused,
    /// It was frozen on another device, and nobody has pressed "Kirim" on this one.
    Held,
    /// It may have arrived, and a second one would be a double: the citizen decides. Nothing more is known under another name.
    #[default]
    #[serde(other)]
    Doubtful,
}

/// What the receipt page needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sent {
    pub number: String,
    /// The promised day, `2026-11-25`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<String>,
    /// The backend's own page for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When the confirmation came, in milliseconds since 1970.
    #[serde(default, with = "wire::moment")]
    pub at: f64,
    /// Whether the citizen has not seen the receipt yet.
    #[serde(default)]
    pub news: bool,
}

/// A correction names the receipt that it corrects and what is asked back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    pub number: String,
    /// The last four digits of the phone that was given: the backend asks for them again.
    pub digits: String,
    pub asked: Vec<Asked>,
}

/// One answer that the officer asked back, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    #[serde(with = "wire::pointer")]
    pub pointer: Pointer,
    pub reason: String,
}

impl Draft {
    /// A new, empty draft.
    pub fn new(id: String, service: &str, version: &str) -> Draft {
        Draft {
            id,
            service: service.into(),
            version: version.into(),
            answers: Json::object(),
            step: String::new(),
            saved: 0.0,
            state: State::Open,
            correction: None,
        }
    }

    /// Whether its answers may be changed.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// Whether it is frozen and nobody knows yet what became of it.
    pub fn is_on_its_way(&self) -> bool {
        match &self.state {
            State::Sending(frozen) => frozen.fate != Fate::Held,
            state => matches!(state, State::Sealed(Stage::Sending)),
        }
    }

    /// Whether the backend has confirmed it.
    pub fn is_sent(&self) -> bool {
        matches!(self.state, State::Sent(_) | State::Sealed(Stage::Sent))
    }

    /// Whether anything has been answered.
    pub fn is_begun(&self) -> bool {
        let is_there = |key| self.answers.get(key).and_then(Json::as_object).is_some_and(|members| !members.is_empty());
        is_there("data") || is_there("raw")
    }

    /// The answers, read.
    pub fn answers(&self) -> Answers {
        Answers::from_json(&self.answers)
    }

    /// What the officer asked back, read.
    pub fn correction(&self) -> Option<Correction> {
        self.correction.as_ref().and_then(|correction| from_json(correction).ok())
    }

    /// What is kept on the device; a sealed draft lies there as its seal has written it.
    pub fn to_json(&self) -> Json {
        forms::to_json(&StoredDraft::from(self.clone())).unwrap_or_default()
    }

    /// Reads what `to_json` or a seal (src/device/seal.js) wrote; `None` when it is something else.
    pub fn from_json(json: &Json) -> Option<Draft> {
        from_json::<StoredDraft>(json).ok()?.into_draft()
    }
}

impl Frozen {
    /// Whether it goes out without being asked for, under the present sign-in.
    pub fn is_automatic(&self, signed_in: Option<&str>) -> bool {
        self.fate.is_automatic() && (self.signed_in.is_none() || self.signed_in.as_deref() == signed_in)
    }
}

impl Fate {
    // Whether that alone lets it go out without being asked for.
    fn is_automatic(self) -> bool {
        matches!(self, Fate::Unsent | Fate::Unknown)
    }
}

/// As many characters of the random key are a code that can be said on the phone.
const CODE: usize = 8;

/// The beginning of a submission's key, by which an officer finds it.
pub fn short_code(key: &str) -> String {
    key.get(..CODE).unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests;
