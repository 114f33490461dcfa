//! Once and not twice: what a backend offers against taking a submission two times, and what may be done while nobody knows
//! what became of it. A pure decision; the caller has the clock and the dice.

use forms::{Json, Pointer};

use crate::{
    Backend, Error, Outcome, Receipt, Reply, Request,
    status::{Question, REFERENCE},
};

/// What a backend offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// The header `Idempotency-Key`: the same bytes under the same key are taken once.
    Key,
    /// A reference in the body, by which the backend can be asked whether it came; not sooner than so many seconds after
    /// the last try.
    Reference {
        /// How long the backend needs until it knows what came.
        settle_seconds: u32,
    },
    /// Nothing. An unknown outcome is never sent again by itself.
    #[default]
    None,
}

/// What is done next; times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The same bytes go out again.
    Send {
        /// After this pause.
        after: u32,
    },
    /// The backend is asked by the reference whether it came.
    Ask {
        /// After this pause.
        after: u32,
    },
    /// The citizen decides.
    Stop,
}

/// What the question by the reference found.
#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    /// It came.
    Found(Receipt),
    /// It did not: it may be sent again.
    Missing,
    /// Nobody knows.
    Unknown,
}

/// The reference of the level of this name: its place in the body, and the question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reference {
    pub(crate) place: Pointer,
    pub(crate) question: Question,
    /// Where the receipt stands in the reply; when there is nothing it did not come.
    pub(crate) at: Pointer,
}

/// The longest pauses after the first tries, the shortest are half of them; then the citizen decides.
const PAUSES: [u32; 3] = [1_000, 3_000, 9_000];
/// The longest wait within one round of tries.
const LONGEST: u32 = 30_000;
/// The pause after the first round is at most this long; each further one twice as long, to the longest.
const FIRST_REST: u32 = 30_000;
const LONGEST_REST: u32 = 900_000;

impl Delivery {
    /// What is done after `n_tries` tries, of which the last ended `since` milliseconds ago with `outcome`, or with no reply at
    /// all. `random` spreads the tries of many citizens, so that they do not come back all at once.
    pub fn next(self, outcome: Option<&Outcome>, n_tries: usize, since: u32, random: u32) -> Next {
        let asked = match outcome {
            Some(Outcome::Accepted(_) | Outcome::Refused { .. } | Outcome::Returned(_)) => return Next::Stop,
            // It will not change by being sent again.
            Some(Outcome::Failed(failure)) if (400..500).contains(&failure.status) => return Next::Stop,
            Some(Outcome::Busy { seconds, .. }) => seconds.unwrap_or_default().saturating_mul(1_000),
            _ => 0,
        };
        let pause = n_tries.checked_sub(1).and_then(|index| PAUSES.get(index));
        let Some(pause) = pause.filter(|_| asked <= LONGEST) else { return Next::Stop };
        let after = asked.max(pause / 2 + random % (pause / 2 + 1));
        // A 429 proves that the backend took nothing.
        let is_untouched = matches!(outcome, Some(Outcome::Busy { status: 429, .. }));
        match self {
            Delivery::Reference { .. } if !is_untouched => self.ask(since),
            Delivery::None if !is_untouched => Next::Stop,
            _ => Next::Send { after },
        }
    }

    /// What comes first when the citizen wants it sent again, `since` milliseconds after the last try.
    pub fn again(self, since: u32) -> Next {
        match self {
            Delivery::Reference { .. } => self.ask(since),
            _ => Next::Send { after: 0 },
        }
    }

    /// How many milliseconds a submission rests after `n_rounds` rounds of tries, of which the last ended with `outcome`: at least
    /// what the backend asked for.
    pub fn rest(outcome: Option<&Outcome>, n_rounds: u32, random: u32) -> u32 {
        let asked = match outcome {
            Some(Outcome::Busy { seconds, .. }) => seconds.unwrap_or_default().saturating_mul(1_000),
            _ => 0,
        };
        let longest = FIRST_REST.saturating_mul(2_u32.saturating_pow(n_rounds.saturating_sub(1))).min(LONGEST_REST);
        asked.saturating_add(longest / 2 + random % (longest / 2 + 1))
    }

    fn ask(self, since: u32) -> Next {
        let Delivery::Reference { settle_seconds } = self else { return Next::Stop };
        Next::Ask { after: settle_seconds.saturating_mul(1_000).saturating_sub(since) }
    }
}

impl Backend {
    /// The question whether the submission with this key came; `None` unless the level is [`Delivery::Reference`].
    pub fn seek(&self, key: &str) -> Option<Request> {
        let reference = self.reference.as_ref()?;
        Some(self.question(&reference.question, &[(REFERENCE, key)]))
    }

    /// What the reply to [`Backend::seek`] says.
    pub fn sought(&self, reply: &Reply) -> Sought {
        let Some(reference) = &self.reference else { return Sought::Unknown };
        let body = match self.typed(reply).answer() {
            Ok(body) => body,
            Err(Error::NotFound) => return Sought::Missing,
            Err(_) => return Sought::Unknown,
        };
        match body.at(&reference.at).filter(|found| !is_nothing(found)) {
            None => Sought::Missing,
            Some(found) => self.receipt.read(found, self.zone).map_or(Sought::Unknown, Sought::Found),
        }
    }
}

fn is_nothing(json: &Json) -> bool {
    json.is_null() || json.as_array().is_some_and(<[Json]>::is_empty)
}
