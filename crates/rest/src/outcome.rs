//! Sending answers: the request for a submission, and what its reply means for the citizen.

use forms::{Date, Json, Pointer, Problem, Submission};

use crate::{Backend, Reply, Request, dialect};

/// What became of a submission (or a correction).
///
/// [`Outcome::InProgress`], [`Outcome::Busy`] and [`Outcome::Failed`] leave the outcome unknown: the same bytes go out
/// again under the same key. Only [`Outcome::Refused`] frees the citizen to change the answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The backend has it.
    Accepted(Receipt),
    /// The backend has decided that it will not take it. A problem without a field has the root as its place.
    Refused { problems: Vec<Problem>, sentence: Option<String> },
    /// The first try under this key is still at work.
    InProgress,
    /// The backend asks to come back later.
    Busy { seconds: Option<u32> },
    /// Anything else.
    Failed { status: u16 },
}

/// What the citizen holds afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    pub number: String,
    pub promised: Option<Date>,
}

/// Where a receipt stands in the reply.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReceiptPlace {
    pub(crate) number: Pointer,
    pub(crate) promised: Pointer,
}

impl Backend {
    /// The request that sends a submission under `key` (128 random bits as 32 hex digits).
    pub fn submit(&self, submission: &Submission, key: &str) -> Request {
        let values = [("service", submission.service.as_str()), ("version", submission.version.as_str())];
        let url = self.url(&self.submit.url, &values);
        Request::new(self.submit.method, url, Some(submission.answers.to_text())).with_key(key)
    }

    /// What the reply to a submission or a correction means.
    pub fn receipt(&self, reply: &Reply) -> Outcome {
        if reply.is_busy() {
            return Outcome::Busy { seconds: reply.seconds() };
        }
        let failed = Outcome::Failed { status: reply.status };
        match (reply.status, reply.json()) {
            (409, _) => Outcome::InProgress,
            (200..300, Some(body)) => self.receipt.read(&body).map_or(failed, Outcome::Accepted),
            // A refusal is believed only when it says what is wrong, in a dialect of backends: anything else may come
            // from a machine in between, and an earlier try under this key may have been taken.
            (400..500, Some(body)) => dialect::read(&body)
                .map_or(failed, |refusal| Outcome::Refused { problems: refusal.problems, sentence: refusal.sentence }),
            _ => failed,
        }
    }
}

impl ReceiptPlace {
    fn read(&self, body: &Json) -> Option<Receipt> {
        let number = scalar(body.at(&self.number)?).filter(|number| !number.is_empty())?;
        Some(Receipt { number, promised: body.at(&self.promised).and_then(date) })
    }
}

/// A text, or a number as text.
pub(crate) fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) => Some(json.to_text()),
        _ => None,
    }
}

/// A date, also the date of a point in time (`2026-11-24T10:00:00+07:00`).
pub(crate) fn date(json: &Json) -> Option<Date> {
    Date::parse(json.as_str()?.get(..10)?)
}
