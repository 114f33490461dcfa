//! Asking how far a submission is, and taking it back. The replies carry no answers.

use forms::{Date, Json, Pointer};

use crate::{
    Backend, Error, Reply, Request,
    backend::Call,
    outcome::{date, scalar},
    place,
};

/// How far a submission is.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    pub number: String,
    pub service: String,
    pub version: String,
    /// The code of the state (`diperiksa`, `perlu_perbaikan`, …).
    pub state: String,
    pub steps: Vec<StatusStep>,
    pub promised: Option<Date>,
    /// Why it was refused, or what the officer says to the whole.
    pub reason: Option<String>,
    pub corrections: Vec<Correction>,
    pub withdrawable: bool,
}

/// One of at most five steps. The present one is the first that is not done.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusStep {
    pub state: String,
    pub date: Option<Date>,
    pub done: bool,
}

/// A field that the officer wants corrected, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub pointer: Pointer,
    pub reason: String,
}

impl Backend {
    /// Asks for the status by number and the last four digits of the phone.
    pub fn status(&self, number: &str, digits: &str) -> Request {
        self.by_number(&self.status, number, digits)
    }

    /// Takes a submission back; the reply is read by [`Backend::read_status`].
    pub fn withdraw(&self, number: &str, digits: &str) -> Request {
        self.by_number(&self.withdraw, number, digits)
    }

    /// What the reply to [`Backend::status`] or [`Backend::withdraw`] says.
    pub fn read_status(&self, reply: &Reply) -> Result<Status, Error> {
        let body = reply.answer()?;
        Status::read(&body).ok_or(reply.failed())
    }

    fn by_number(&self, call: &Call, number: &str, digits: &str) -> Request {
        let body = by_number(number, digits);
        Request::new(call.method, self.url(&call.url, &[]), Some(body.to_text()))
    }
}

impl Status {
    fn read(body: &Json) -> Option<Status> {
        const MAX_STEPS: usize = 5;
        let text = |key: &str| body.get(key).and_then(scalar).filter(|text| !text.is_empty());
        let list = |key: &str| body.get(key).and_then(Json::as_array).unwrap_or_default().iter();
        Some(Status {
            number: text("number")?,
            service: text("service")?,
            version: text("version")?,
            state: text("state")?,
            steps: list("steps").take(MAX_STEPS).filter_map(StatusStep::read).collect(),
            promised: body.get("promised").and_then(date),
            reason: text("reason"),
            corrections: list("corrections").filter_map(Correction::read).collect(),
            withdrawable: body.get("withdrawable").and_then(Json::as_bool).unwrap_or_default(),
        })
    }
}

impl StatusStep {
    fn read(json: &Json) -> Option<StatusStep> {
        Some(StatusStep {
            state: String::from(json.get("state")?.as_str()?),
            date: json.get("date").and_then(date),
            done: json.get("done").and_then(Json::as_bool).unwrap_or_default(),
        })
    }
}

impl Correction {
    fn read(json: &Json) -> Option<Correction> {
        let reason = json.get("reason").and_then(Json::as_str).map(String::from).unwrap_or_default();
        Some(Correction { pointer: place::read(json.get("pointer")?.as_str()?), reason })
    }
}

/// The body that names a submission.
pub(crate) fn by_number(number: &str, digits: &str) -> Json {
    let mut body = Json::object();
    body.set(&Pointer::root().join("number"), Json::String(String::from(number)));
    body.set(&Pointer::root().join("digits"), Json::String(String::from(digits)));
    body
}
