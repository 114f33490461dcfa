//! A kind that has no widget yet: the page names the field instead of hiding it.

use super::Question;
use crate::part::{El, Tone, el, p, panel};

/// A plain sentence with the field's name.
pub fn draw(question: Question) -> El {
    let sentence = crate::text::fill(question.words().unknown_field, &[("label", &question.label())]);
    el("div", "").id(&question.id).attr("tabindex", "-1").add(panel(Tone::Warning, vec![p("", &sentence)]))
}
