//! How backends say what is wrong: one file per dialect, tried in order.

mod rfc9457;

use forms::{Json, Problem};

/// What a refusal says: problems with their places, and a sentence for the whole.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) problems: Vec<Problem>,
    pub(crate) sentence: Option<String>,
}

/// Reads the body of a definite refusal. A dialect that does not recognise the body gives `None`.
pub(crate) fn read(body: &Json) -> Refusal {
    const DIALECTS: [fn(&Json) -> Option<Refusal>; 1] = [rfc9457::read];
    DIALECTS.iter().find_map(|dialect| dialect(body)).unwrap_or_default()
}
