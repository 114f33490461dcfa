//! A kind that has no widget yet: the page names the field instead of hiding it.

use leptos::prelude::*;

use super::Question;
use crate::part::{Panel, Tone};

/// A plain sentence with the field's name.
pub fn draw(question: Question) -> impl IntoView {
    let sentence = move || {
        let label = question.label().get();
        crate::text::fill(question.language.words().unknown_field, &[("label", &label)])
    };
    view! { <div id=question.id() tabindex="-1"><Panel tone=Tone::Warning><p>{sentence}</p></Panel></div> }
}
