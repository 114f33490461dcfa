//! Look-ups: a trusted record that fills in answers, and what its state means.

use forms::{Answer, Json, Pointer};

use crate::{Backend, Error, Reply, Request, backend::Call, outcome::scalar};

/// What a look-up found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The record's state in the backend's word; `notFound` when there is no record.
    pub state: String,
    /// Key of the sentence to show, in the service's `text`.
    pub text: Option<String>,
    /// Another service that is offered for this state.
    pub service: Option<String>,
    /// The answers that the record gives.
    pub fill: Vec<(Pointer, Answer)>,
    /// The reply's own members as text, for the placeholders `{name}` of the sentence.
    pub values: Vec<(String, String)>,
}

/// One look-up of the `backend` section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Prefill {
    pub(crate) call: Call,
    /// Variable of the address, and where its answer stands.
    pub(crate) with: Vec<(String, Pointer)>,
    /// Member of the body, and where its answer stands.
    pub(crate) body: Vec<(String, Pointer)>,
    pub(crate) state: Option<Pointer>,
    pub(crate) fill: Vec<Fill>,
    pub(crate) states: Vec<State>,
}

/// One answer that a record gives: its place, and where value and words stand in the reply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fill {
    pub(crate) place: Pointer,
    pub(crate) value: Pointer,
    pub(crate) words: Option<Pointer>,
}

/// What one state of a record means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    pub(crate) name: String,
    pub(crate) text: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) fill: bool,
}

const NOT_FOUND: &str = "notFound";
/// The state of a reply whose section names no place for it.
const VALID: &str = "valid";

impl Backend {
    /// The request of a look-up; `None` when there is no such look-up or an answer that it needs is missing.
    pub fn prefill(&self, name: &str, answers: &Json) -> Option<Request> {
        let prefill = self.lookup.get(name)?;
        let mut body = Json::object();
        for (member, place) in &prefill.body {
            let answer = answers.at(place).filter(|answer| !is_empty(answer))?;
            body.set(&Pointer::root().join(member), answer.clone());
        }
        let values = variables(&prefill.with, answers)?;
        let values: Vec<(&str, &str)> = values.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Some(self.request(&prefill.call, &values, (!prefill.body.is_empty()).then_some(&body)))
    }

    /// What the reply to a look-up says. [`Error::NotFound`] does not come: that is a state.
    pub fn prefilled(&self, name: &str, reply: &Reply) -> Result<Found, Error> {
        let prefill = self.lookup.get(name).ok_or(reply.failed())?;
        let body = match self.typed(reply).answer() {
            Ok(body) => body,
            Err(Error::NotFound) => {
                return prefill.found(NOT_FOUND, &Json::Null).ok_or(reply.failed());
            }
            Err(error) => return Err(error),
        };
        let state = match &prefill.state {
            Some(place) => body.at(place).and_then(scalar).ok_or(reply.failed())?,
            // A reply with nothing of what is sought: many backends answer 200 with an empty list.
            None if !prefill.fill.is_empty() && prefill.fill.iter().all(|fill| fill.read(&body).is_none()) => {
                String::from(NOT_FOUND)
            }
            None => String::from(VALID),
        };
        prefill.found(&state, &body).ok_or(reply.failed())
    }
}

impl Prefill {
    /// `None` when the section does not know the state: nobody could say what it means.
    fn found(&self, name: &str, body: &Json) -> Option<Found> {
        let unnamed = State { name: String::from(name), text: None, service: None, fill: name == VALID };
        let is_plain = name == VALID || name == NOT_FOUND;
        let state = self.states.iter().find(|state| state.name == name).or(is_plain.then_some(&unnamed))?;
        let fill = if state.fill { self.fill.iter().filter_map(|fill| fill.read(body)).collect() } else { Vec::new() };
        Some(Found {
            state: state.name.clone(),
            text: state.text.clone(),
            service: state.service.clone(),
            fill,
            values: values(body),
        })
    }
}

impl Fill {
    fn read(&self, body: &Json) -> Option<(Pointer, Answer)> {
        let value = body.at(&self.value).filter(|value| !is_empty(value))?.clone();
        let words = self.words.as_ref().and_then(|place| body.at(place)).and_then(scalar);
        Some((self.place.clone(), Answer { value, words }))
    }
}

fn values(body: &Json) -> Vec<(String, String)> {
    let Some(members) = body.as_object() else {
        return Vec::new();
    };
    members.iter().filter_map(|(key, value)| Some((String::from(key), scalar(value)?))).collect()
}

/// The variables of an address with their answers; `None` when one is missing.
pub(crate) fn variables<'a>(with: &'a [(String, Pointer)], answers: &Json) -> Option<Vec<(&'a str, String)>> {
    let text = |place: &Pointer| answers.at(place).and_then(scalar).filter(|text| !text.is_empty());
    with.iter().map(|(name, place)| Some((name.as_str(), text(place)?))).collect()
}

fn is_empty(json: &Json) -> bool {
    json.is_null() || json.as_str().is_some_and(str::is_empty)
}
