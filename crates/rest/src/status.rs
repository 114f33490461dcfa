//! Asking how far a submission is, and taking it back. The replies carry no answers.

use forms::{Date, Json, Pointer};

use crate::{
    Backend, Error, Reply, Request,
    backend::Call,
    outcome::{PROBLEMS, date, scalar, sentence},
    place,
};

/// How far a submission is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The number of the application.
    pub number: String,
    /// The service's id; empty when the backend does not say.
    pub service: String,
    /// The version of the service in which it was sent.
    pub version: String,
    /// The code of the state (`diperiksa`, `perlu_perbaikan`, …), or the backend's own word where the section maps none.
    pub state: String,
    /// The way through the office.
    pub steps: Vec<StatusStep>,
    /// The day by which the office has promised an answer.
    pub promised: Option<Date>,
    /// Why it was refused, or what the officer says to the whole.
    pub reason: Option<String>,
    /// What the officer asks back.
    pub corrections: Vec<Correction>,
    /// Whether the citizen can still take it back.
    pub withdrawable: bool,
}

/// One of at most five steps. The present one is the first that is not done.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusStep {
    /// Its code, as [`Status::state`].
    pub state: String,
    /// When it was reached.
    pub date: Option<Date>,
    /// Whether it is behind the application.
    pub done: bool,
}

/// A field that the officer wants corrected, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// Its place in the answers.
    pub pointer: Pointer,
    /// Why, in the officer's words.
    pub reason: String,
}

/// A question about one submission: its body names what it is asked by, unless the address does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Question {
    pub(crate) call: Call,
    /// Places in the body, and which of the values stands there.
    pub(crate) body: Vec<(Pointer, String)>,
}

/// Where the parts of a status stand in the reply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatusPlace {
    pub(crate) number: Pointer,
    pub(crate) service: Pointer,
    pub(crate) version: Pointer,
    pub(crate) state: Pointer,
    pub(crate) steps: Pointer,
    /// Whether the steps are a record of what happened: all of them are done.
    pub(crate) is_history: bool,
    /// The state and the date inside one of the steps.
    pub(crate) step_state: Pointer,
    pub(crate) step_date: Pointer,
    pub(crate) promised: Pointer,
    pub(crate) reason: Pointer,
    pub(crate) withdrawable: Pointer,
    pub(crate) corrections: Pointer,
    /// The place and the reason inside one of the corrections.
    pub(crate) correction_place: Pointer,
    pub(crate) correction_reason: Pointer,
    /// The backend's words for states, and ours.
    pub(crate) states: Vec<(String, String)>,
}

/// What a question is asked by.
pub(crate) const NUMBER: &str = "number";
pub(crate) const DIGITS: &str = "digits";
pub(crate) const REFERENCE: &str = "reference";

const MAX_STEPS: usize = 5;
/// Our word for what was taken back.
const WITHDRAWN: &str = "dibatalkan";

impl Backend {
    /// Asks for the status by number and the last four digits of the phone.
    pub fn status(&self, number: &str, digits: &str) -> Request {
        self.question(&self.status, &[(NUMBER, number), (DIGITS, digits)])
    }

    /// Takes a submission back; the reply is read by [`Backend::read_withdrawn`].
    pub fn withdraw(&self, number: &str, digits: &str) -> Request {
        self.question(&self.withdraw, &[(NUMBER, number), (DIGITS, digits)])
    }

    /// What the reply to [`Backend::status`] says of this number.
    pub fn read_status(&self, number: &str, reply: &Reply) -> Result<Status, Error> {
        let body = self.typed(reply).answer()?;
        self.status_place.read(number, &body, self.zone).ok_or(reply.failed())
    }

    /// What the reply to [`Backend::withdraw`] says. A success without a word is one.
    pub fn read_withdrawn(&self, number: &str, reply: &Reply) -> Result<Status, Error> {
        let said = self.read_status(number, reply);
        let is_bare = reply.is_success() && (self.typed(reply).json().is_some() || reply.body.trim().is_empty());
        let bare = || Status { number: String::from(number), state: String::from(WITHDRAWN), ..Status::default() };
        if is_bare { said.or_else(|_| Ok(bare())) } else { said }
    }

    /// What the officer asked back, as places in the answers: a status knows only places in the body.
    pub fn asked_back(&self, status: &Status) -> Vec<Correction> {
        let asked = status.corrections.iter();
        asked.map(|asked| Correction { pointer: self.answer_place(&asked.pointer), ..asked.clone() }).collect()
    }

    /// A question with its values in the address, in the body, or in both.
    pub(crate) fn question(&self, question: &Question, values: &[(&str, &str)]) -> Request {
        let mut body = Json::object();
        for (place, name) in &question.body {
            if let Some((_, value)) = values.iter().find(|(known, _)| known == name) {
                body.set(place, Json::from(*value));
            }
        }
        self.request(&question.call, values, (!question.body.is_empty()).then_some(&body))
    }
}

impl StatusPlace {
    fn read(&self, number: &str, body: &Json, zone: i64) -> Option<Status> {
        let text = |place: &Pointer| body.at(place).and_then(scalar).filter(|text| !text.is_empty());
        let list = |place: &Pointer| body.at(place).and_then(Json::as_array).unwrap_or_default().iter();
        let mut steps: Vec<StatusStep> = list(&self.steps).filter_map(|step| self.step(step, zone)).collect();
        if self.is_history {
            // The newest last, and of a long history its end.
            if steps.first().map(|step| step.date) > steps.last().map(|step| step.date) {
                steps.reverse();
            }
            steps.drain(..steps.len().saturating_sub(MAX_STEPS));
        }
        steps.truncate(MAX_STEPS);
        Some(Status {
            number: text(&self.number).unwrap_or_else(|| String::from(number)),
            service: text(&self.service).unwrap_or_default(),
            version: text(&self.version).unwrap_or_default(),
            state: self.ours(text(&self.state)?),
            steps,
            promised: body.at(&self.promised).and_then(|json| date(json, zone)),
            reason: text(&self.reason),
            corrections: list(&self.corrections).take(PROBLEMS).filter_map(|asked| self.correction(asked)).collect(),
            withdrawable: body.at(&self.withdrawable).and_then(Json::as_bool).unwrap_or_default(),
        })
    }

    fn step(&self, json: &Json, zone: i64) -> Option<StatusStep> {
        Some(StatusStep {
            state: self.ours(json.at(&self.step_state).and_then(scalar)?),
            date: json.at(&self.step_date).and_then(|json| date(json, zone)),
            done: self.is_history || json.get("done").and_then(Json::as_bool).unwrap_or_default(),
        })
    }

    fn correction(&self, json: &Json) -> Option<Correction> {
        let reason = json.at(&self.correction_reason).and_then(Json::as_str).map(sentence).unwrap_or_default();
        Some(Correction { pointer: place::read(json.at(&self.correction_place)?.as_str()?), reason })
    }

    fn ours(&self, state: String) -> String {
        let known = self.states.iter().find(|(theirs, _)| *theirs == state);
        known.map_or(state, |(_, ours)| ours.clone())
    }
}
