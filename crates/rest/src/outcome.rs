//! Sending answers: the request for a submission, and what its reply means for the citizen.

use forms::{Date, Json, Pointer, Problem, Submission};

use crate::{
    Backend, Delivery, Failure, Reply, Request,
    auth::decode,
    body::{Body, Own},
    denial::{self, Verdict},
    moment, place,
    refusal::{self, Refusal},
};

/// What became of a submission (or a correction).
///
/// [`Outcome::InProgress`], [`Outcome::Busy`] and [`Outcome::Failed`] leave the outcome unknown: [`Delivery::next`] says what
/// may be done. Only [`Outcome::Refused`] and [`Outcome::Returned`] free the citizen to change the answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The backend has it.
    Accepted(Receipt),
    /// The backend has decided that it will not take it. A problem without a field has the root as its place.
    Refused {
        /// What is wrong with the answers, each at its place.
        problems: Vec<Problem>,
        /// What it says of the whole.
        sentence: Option<String>,
    },
    /// The first try under this key is still at work.
    InProgress,
    /// The backend asks to come back later.
    Busy {
        /// The status of HTTP: 429 proves that nothing was taken.
        status: u16,
        /// When it wants to be asked again, where it says so.
        seconds: Option<u32>,
    },
    /// It was turned away unread, and no try before it can have been taken: the citizen may change the answers. Only
    /// [`Outcome::turned_away`] says so.
    Returned(Failure),
    /// Anything else.
    Failed(Failure),
}

impl Outcome {
    /// Whether the backend, or a machine before it, has certainly taken nothing by this try: a client's error (RFC 9110, section 15.5) that
    /// no other try can be the reason of.
    pub fn is_untaken(&self) -> bool {
        match self {
            Outcome::Busy { status, .. } => *status == 429,
            Outcome::Failed(Failure { status, .. }) => (400..500).contains(status),
            _ => false,
        }
    }

    /// The outcome of a round of tries of which none can have been taken.
    pub fn turned_away(self) -> Outcome {
        match self {
            Outcome::Failed(failure) if (400..500).contains(&failure.status) => Outcome::Returned(failure),
            outcome => outcome,
        }
    }
}

/// What the citizen holds afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Empty when the backend names none: then the code of the submission is the number to show.
    pub number: String,
    /// The day by which the office has promised an answer.
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
        let reply = self.typed(reply);
        if reply.is_busy() {
            return Outcome::Busy { status: reply.status, seconds: reply.seconds() };
        }
        if reply.is_success() {
            return self.taken(&reply).unwrap_or(Outcome::Failed(reply.failure()));
        }
        let refused = reply.json().and_then(|body| self.refused(&reply, &body));
        refused.unwrap_or(match reply.status {
            409 => Outcome::InProgress,
            _ => Outcome::Failed(reply.failure()),
        })
    }

    /// The request under a key, where the backend knows keys, and with the counter that helped.
    pub(crate) fn keyed(&self, mut request: Request, key: &str, assisted: Option<&str>) -> Request {
        let mut put = |name: &str, value: &str| request.headers.push((String::from(name), String::from(value)));
        if self.once == Delivery::Key {
            put("Idempotency-Key", key);
        }
        if let Some(counter) = assisted {
            put("Loket-Assisted", counter);
        }
        request
    }

    // A success is a receipt, whatever its body is called and whether it has one, unless it says no.
    fn taken(&self, reply: &Reply) -> Option<Outcome> {
        let Some(body) = reply.json().or_else(|| Json::parse(reply.body).ok()) else {
            // A page, or words, may come from whoever stands in between; nothing at all is no page, and a status that says that it was
            // made needs no body.
            let is_made = matches!(reply.status, 201 | 202 | 204 | 205);
            let is_whole = !reply.cut || matches!(reply.status, 204 | 205);
            let is_bare = reply.body.trim().is_empty() && is_whole && (is_made || !reply.is_page());
            let is_word = is_made && reply.is_plain();
            return ((is_bare || is_word) && !reply.redirected).then(|| Outcome::Accepted(self.unnamed(reply)));
        };
        let receipt = self.receipt.read(&body, self.zone);
        // What calls itself something else counts when it holds the number, and says nothing against it.
        let verdict = denial::verdict(&body, &self.receipt.number);
        if reply.json().is_none() {
            let is_named =
                verdict == Verdict::Fine && body.at(&self.receipt.number).is_some_and(|number| *number != body);
            return receipt.filter(|_| is_named).map(Outcome::Accepted);
        }
        let refusal = || self.refusal(&body);
        let says_no = match verdict {
            Verdict::Trouble => return None,
            Verdict::No => true,
            Verdict::Doubt => receipt.is_none(),
            Verdict::Code if refusal().is_told() => true,
            // A number alone may mean anything: nobody knows.
            Verdict::Code if receipt.is_none() => return None,
            Verdict::Code => false,
            Verdict::Fine => self.problems.as_ref().is_some_and(|problems| problems.deny(&body)),
        };
        if says_no {
            return Some(self.told(refusal()));
        }
        match (receipt, &body) {
            (Some(receipt), _) => Some(Outcome::Accepted(receipt)),
            (None, Json::String(_)) if reply.status == 200 => None,
            (None, _) => Some(Outcome::Accepted(self.unnamed(reply))),
        }
    }

    // What no body names: the last part of the address of what was made (RFC 9110, section 15.3.2), or nothing.
    fn unnamed(&self, reply: &Reply) -> Receipt {
        let last = made(reply.location.unwrap_or_default());
        Receipt { number: capped(&decode(last).unwrap_or_default(), NUMBER), promised: None, link: None }
    }

    // A refusal is believed only when it says what is wrong, in words for people: anything else may come from a machine in
    // between, and an earlier try may have been taken.
    fn refused(&self, reply: &Reply, body: &Json) -> Option<Outcome> {
        if !(400..500).contains(&reply.status) {
            return None;
        }
        let refusal = self.refusal(body);
        let is_placed = refusal.problems.iter().any(|problem| !problem.pointer.as_str().is_empty());
        let words = || refusal.problems.iter().map(refusal::said).chain(refusal.sentence.as_deref());
        let is_believed = match reply.status {
            // Who asks is no question of the answers.
            401 | 407 => false,
            400 | 410 | 422 => refusal.is_told() || refusal.listed,
            // Under a key it may also mean that the first try is still at work.
            409 => is_placed || refusal.is_told() && !(self.once == Delivery::Key && words().any(refusal::is_at_work)),
            // A router's "Not Found" is a wrong address; a gateway's "Forbidden" says nothing of the answers.
            _ => refusal.is_told() && (is_placed || !words().any(refusal::is_machine)),
        };
        is_believed.then(|| self.told(refusal))
    }

    fn refusal(&self, body: &Json) -> Refusal {
        let mut refusal = self.problems.as_ref().map(|problems| problems.read(body)).unwrap_or_default();
        refusal.join(refusal::read(body, &|wire| self.known(wire).map(|(_, is_own)| is_own)));
        refusal
    }

    fn told(&self, refusal: Refusal) -> Outcome {
        let Refusal { mut problems, sentence, .. } = refusal;
        problems.truncate(PROBLEMS);
        for problem in &mut problems {
            problem.pointer = self.answer_place(&problem.pointer);
        }
        Outcome::Refused { problems, sentence: sentence.as_deref().map(self::sentence) }
    }

    /// The place in the answers that a backend means.
    pub(crate) fn answer_place(&self, wire: &Pointer) -> Pointer {
        let place = self.back(wire);
        place::known(&place, &self.places).map_or(place, |(known, _)| known)
    }

    // The known place that a backend means, and whether it is one itself.
    fn known(&self, wire: &Pointer) -> Option<(Pointer, bool)> {
        place::known(&self.back(wire), &self.places)
    }

    fn back(&self, wire: &Pointer) -> Pointer {
        match &self.body {
            Some(body) => body.back(wire),
            None => place::unwrapped(wire).unwrap_or_else(|| wire.clone()),
        }
    }
}

// The name of what stands at an address: `…/17`, `…/17/status`, FHIR's `…/17/_history/1`, OData's `…(17)` and `…('A-17')`, PostgREST's `…?id=eq.17`.
fn made(address: &str) -> &str {
    if let Some((_, key)) = address.split_once("=eq.") {
        return key.split('&').next().unwrap_or_default();
    }
    let path = address.split(['?', '#']).next().unwrap_or_default().split("/_history").next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    let last = path.strip_suffix("/status").unwrap_or(path).rsplit('/').next().unwrap_or_default();
    let key = last.strip_suffix(')').and_then(|last| last.split_once('(')).map_or(last, |(_, key)| key);
    key.split('\'').nth(1).unwrap_or(key)
}

impl ReceiptPlace {
    pub(crate) fn read(&self, body: &Json, zone: i64) -> Option<Receipt> {
        // A reply that is nothing but a number is one; a sentence is none.
        let number = scalar(body.at(&self.number).unwrap_or(body))?;
        let is_sentence = body.as_str().is_some() && number.trim().contains(' ');
        let number = capped(number.trim(), NUMBER);
        if number.is_empty() || is_sentence {
            return None;
        }
        let link = body.at(&self.link).and_then(Json::as_str);
        let link = link.filter(|link| link.starts_with("https://") && link.len() <= SENTENCE);
        Some(Receipt {
            number,
            promised: body.at(&self.promised).and_then(|json| date(json, zone)),
            link: link.map(String::from),
        })
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

/// A date, also that of a moment (`2026-11-24T17:00:00Z`) in the city's zone.
pub(crate) fn date(json: &Json, zone: i64) -> Option<Date> {
    moment::day(&scalar(json)?, zone)
}
