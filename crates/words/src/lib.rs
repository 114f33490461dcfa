//! Words for what the engine finds and what an office does: a sentence for each problem, a label for each state.
//!
//! Used by the app, the stand-in backend and the author's command, so that all three say the same. One file per
//! language, of the same shape. A service's own sentences (`<field>.error.<keyword>`) come before these.
//!
//! ```
//! use forms::{Lang, Pointer, Problem, ProblemKind, Severity};
//!
//! let kind = ProblemKind::Required;
//! let problem = Problem { pointer: Pointer::root().join("nik"), severity: Severity::Error, kind };
//! let sentence = words::sentence(Lang::Id, "NIK", &problem);
//! assert!(sentence.contains("NIK"), "{sentence}");
//! ```

#![warn(missing_docs)]
// A panic in wasm ends the page: nothing here may panic at a citizen's hands.
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::dbg_macro,
        clippy::disallowed_macros
    )
)]

mod en;
mod id;
mod number;
mod told;
mod value;

use forms::{Lang, Problem, ProblemKind};

use crate::value::Values;

pub use number::text as number;
pub use told::{last_word, told};

/// What a state of a submission is called, and what it means to the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// A word or two.
    pub label: &'static str,
    /// What it means, and what to do.
    pub meaning: &'static str,
}

/// The sentence for a problem: names the field, says what was typed where that helps, and what to do. With a label of
/// up to three words, no sentence of it has more than 14. The backend's own sentence is given as it is, when
/// it has one.
pub fn sentence(lang: Lang, label: &str, problem: &Problem) -> String {
    if let ProblemKind::Backend { sentence } = &problem.kind
        && !sentence.is_empty()
    {
        return sentence.clone();
    }
    let pattern = match lang {
        Lang::Id => id::problem(&problem.kind),
        Lang::En => en::problem(&problem.kind),
    };
    let values = Values::of(lang, &problem.kind);
    fill(pattern, |name| match name {
        "label" => Some(label),
        "got" => Some(&values.got),
        "want" => Some(&values.want),
        _ => None,
    })
}

/// That a form lacks a question: nothing that the citizen can mend.
fn unasked(lang: Lang, label: &str) -> String {
    let pattern = match lang {
        Lang::Id => id::UNASKED,
        Lang::En => en::UNASKED,
    };
    fill(pattern, |name| (name == "label").then_some(label))
}

/// What the answers as a whole are called.
fn whole(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => id::WHOLE,
        Lang::En => en::WHOLE,
    }
}

/// The words for a state, by its code (`terkirim`, `perlu_perbaikan`, …); `None` for a code that is not known.
pub fn state(lang: Lang, code: &str) -> Option<State> {
    match lang {
        Lang::Id => id::state(code),
        Lang::En => en::state(code),
    }
}

/// A text with `{name}` replaced by what `value` gives for the name; a name without a value stays as it is written.
/// Patterns of services (`{until}`) are filled by this too.
pub fn fill<'a>(pattern: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) if value(name).is_some() => {
                out.push_str(value(name).unwrap_or_default());
                rest = tail;
            }
            _ => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests;
