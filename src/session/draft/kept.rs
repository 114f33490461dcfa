//! A draft as it is written down: its state is whichever member is there.

use forms::Json;
use serde::{Deserialize, Serialize};

use super::{Draft, Frozen, Sent, Stage, State, wire::moment};

/// What lies on the device.
#[derive(Serialize, Deserialize)]
pub struct StoredDraft {
    id: String,
    service: String,
    version: String,
    #[serde(default)]
    step: String,
    #[serde(default, with = "moment")]
    saved: f64,
    // A sealed one says nothing of its answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answers: Option<Json>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sending: Option<Frozen>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<Sent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moving: Option<Json>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    correction: Option<Json>,
    #[serde(default, skip_serializing)]
    sealed: Option<Json>,
    #[serde(default, skip_serializing)]
    stage: Option<Stage>,
}

impl From<Draft> for StoredDraft {
    fn from(draft: Draft) -> StoredDraft {
        let (mut sending, mut sent, mut moving) = (None, None, None);
        match draft.state {
            State::Open | State::Sealed(_) => {}
            State::Sending(frozen) => sending = Some(frozen),
            State::Sent(receipt) => sent = Some(receipt),
            State::Moving(what) => moving = Some(what),
        }
        StoredDraft {
            id: draft.id,
            service: draft.service,
            version: draft.version,
            step: draft.step,
            saved: draft.saved,
            answers: Some(draft.answers),
            sending,
            sent,
            moving,
            correction: draft.correction,
            sealed: None,
            stage: None,
        }
    }
}

impl StoredDraft {
    /// The draft; `None` where it has no answers, or is sealed and does not say how far it is.
    pub fn into_draft(self) -> Option<Draft> {
        let is_sealed = self.sealed.is_some();
        let state = match (self.moving, self.sent, self.sending) {
            _ if is_sealed => State::Sealed(self.stage?),
            (Some(moving), _, _) => State::Moving(moving),
            (_, Some(sent), _) => State::Sent(sent),
            (_, _, Some(frozen)) => State::Sending(frozen),
            _ => State::Open,
        };
        Some(Draft {
            id: self.id,
            service: self.service,
            version: self.version,
            answers: if is_sealed { Json::object() } else { self.answers? },
            step: self.step,
            saved: self.saved,
            state,
            correction: self.correction,
        })
    }
}
