//! An address that leads nowhere.

use leptos::prelude::*;

use super::head;
use crate::text::Language;

/// A plain sentence and the way to Beranda.
#[component]
pub fn Missing(
    /// The citizen's language.
    language: Language,
) -> impl IntoView {
    head::plain_title(language, move || language.words().missing_title.into());
    view! {
        <h1 tabindex="-1">{move || language.words().missing_title}</h1>
        <p>{move || language.words().missing_text}</p>
        <a class="button" href="/">{move || language.words().home}</a>
    }
}
