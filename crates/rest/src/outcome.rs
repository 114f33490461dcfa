//! Sending answers: the request for a submission, and what its reply means for the citizen.

use forms::{Date, Json, Pointer, Problem, Submission};

use crate::{
    Backend, Failure, Once, Reply, Request,
    body::{Body, Own},
    dialect::{self, Refusal},
    place,
};

/// What became of a submission (or a correction).
///
/// [`Outcome::InProgress`], [`Outcome::Busy`] and [`Outcome::Failed`] leave the outcome unknown: [`Once::next`] says what
/// may be done. Only [`Outcome::Refused`] frees the citizen to change the answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The backend has it.
    Accepted(Receipt),
    /// The backend has decided that it will not take it. A problem without a field has the root as its place.
    Refused { problems: Vec<Problem>, sentence: Option<String> },
    /// The first try under this key is still at work.
    InProgress,
    /// The backend asks to come back later.
    Busy { status: u16, seconds: Option<u32> },
    /// Anything else.
    Failed(Failure),
}

/// What the citizen holds afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    pub number: String,
    pub promised: Option<Date>,
    /// The backend's own page for this submission: an https address.
    pub link: Option<String>,
}

/// Where a receipt stands in the reply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReceiptPlace {
    pub(crate) number: Pointer,
    pub(crate) promised: Pointer,
    pub(crate) link: Pointer,
}

impl Backend {
    /// The request that sends a submission under `key` (128 random bits as 32 hex digits); `assisted` is the counter of the office that
    /// helped, if one did: a claim, in the body where that has a place for it, else in the header `Loket-Assisted`.
    pub fn submit(&self, submission: &Submission, key: &str, assisted: Option<&str>) -> Request {
        let (service, version) = (submission.service.as_str(), submission.version.as_str());
        let values = [("service", service), ("version", version), ("key", key)];
        let own = Own { key, service, version, channel: &self.channel, assisted };
        let mut body = self.body.as_ref().map(|body| body.fill(&submission.answers, own));
        if let Some(reference) = &self.reference {
            let body = body.get_or_insert_with(|| submission.answers.clone());
            body.set(&reference.place, Json::from(key));
        }
        let written = self.encoding.write(body.as_ref().unwrap_or(&submission.answers), key);
        let request = self.request_with(&self.submit, &values, Some(written));
        self.keyed(request, key, assisted.filter(|_| !self.body.as_ref().is_some_and(Body::tells_assistance)))
    }

    /// What the reply to a submission or a correction means.
    pub fn receipt(&self, reply: &Reply) -> Outcome {
        if reply.is_busy() {
            return Outcome::Busy { status: reply.status, seconds: reply.seconds() };
        }
        let Some(body) = reply.json() else {
            return if reply.status == 409 { Outcome::InProgress } else { Outcome::Failed(reply.failure()) };
        };
        let receipt = if reply.is_success() { self.receipt.read(&body) } else { None };
        match receipt {
            Some(receipt) => Outcome::Accepted(receipt),
            None => self.refusal(reply, &body).unwrap_or(match reply.status {
                409 => Outcome::InProgress,
                _ => Outcome::Failed(reply.failure()),
            }),
        }
    }

    /// The request under a key, where the backend knows keys, and with the counter that helped.
    pub(crate) fn keyed(&self, mut request: Request, key: &str, assisted: Option<&str>) -> Request {
        let mut put = |name: &str, value: &str| request.headers.push((String::from(name), String::from(value)));
        if self.once == Once::Key {
            put("Idempotency-Key", key);
        }
        if let Some(counter) = assisted {
            put("Loket-Assisted", counter);
        }
        request
    }

    // A refusal is believed only when it says what is wrong, in a dialect of backends: anything else may come from a machine in
    // between, and an earlier try may have been taken.
    fn refusal(&self, reply: &Reply, body: &Json) -> Option<Outcome> {
        let may_refuse = match reply.status {
            200..300 => dialect::denies(body),
            400..500 => true,
            _ => false,
        };
        if !may_refuse {
            return None;
        }
        let own = self.problems.as_ref().and_then(|problems| problems.read(body));
        let Refusal { mut problems, sentence } = own.or_else(|| dialect::read(body))?;
        // Words alone: only where the status says that the content was judged. A router's "Not Found" is a wrong address.
        let judged = match reply.status {
            400 | 410 | 422 => true,
            // Under a key it may also mean that the first try is still at work.
            409 => self.once != Once::Key,
            _ => reply.is_success() || reply.is_problem(),
        };
        if problems.is_empty() && !judged {
            return None;
        }
        problems.truncate(PROBLEMS);
        for problem in &mut problems {
            problem.pointer = self.answer_place(&problem.pointer);
        }
        Some(Outcome::Refused { problems, sentence: sentence.as_deref().map(self::sentence) })
    }

    /// The place in the answers that a backend means.
    pub(crate) fn answer_place(&self, wire: &Pointer) -> Pointer {
        let place = match &self.body {
            Some(body) => body.back(wire),
            None => dialect::unwrapped(wire).unwrap_or_else(|| wire.clone()),
        };
        place::known(place, &self.places)
    }
}

impl ReceiptPlace {
    pub(crate) fn read(&self, body: &Json) -> Option<Receipt> {
        let number = capped(&scalar(body.at(&self.number)?)?, NUMBER);
        if number.is_empty() {
            return None;
        }
        let link = body.at(&self.link).and_then(Json::as_str);
        let link = link.filter(|link| link.starts_with("https://") && link.len() <= SENTENCE);
        Some(Receipt { number, promised: body.at(&self.promised).and_then(date), link: link.map(String::from) })
    }
}

/// The most that is kept of what a backend says: it is drawn on a phone and lies in its storage. A number, a sentence, and how many mistakes.
const NUMBER: usize = 64;
const SENTENCE: usize = 2_000;
pub(crate) const PROBLEMS: usize = 200;

/// The beginning of a text, if it is too long.
fn capped(text: &str, n_chars: usize) -> String {
    text.chars().take(n_chars).collect()
}

/// A sentence of a backend.
pub(crate) fn sentence(text: &str) -> String {
    capped(text, SENTENCE)
}

/// A text, or a number as text.
pub(crate) fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(sentence(text)),
        Json::Number(_) => Some(json.to_text()),
        _ => None,
    }
}

/// A date, also the date of a point in time (`2026-11-24T10:00:00+07:00`).
pub(crate) fn date(json: &Json) -> Option<Date> {
    Date::parse(json.as_str()?.get(..10)?)
}
