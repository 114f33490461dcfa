//! How backends say what is wrong: one file per dialect, tried in order.

mod rfc9457;

use forms::{Json, Problem};

/// What a refusal says: problems with their places, and a sentence for the whole.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) problems: Vec<Problem>,
    pub(crate) sentence: Option<String>,
}

/// Reads the body of a definite refusal; `None` when no dialect recognises it.
pub(crate) fn read(body: &Json) -> Option<Refusal> {
    const DIALECTS: [fn(&Json) -> Option<Refusal>; 1] = [rfc9457::read];
    DIALECTS.iter().find_map(|dialect| dialect(body))
}
