//! An address that leads nowhere, and a draft that is not on this device.

use super::head;
use crate::{
    part::{El, Tone, actions, h1, link_button, p, panel},
    text::Language,
};

/// A plain sentence and the way to Beranda.
pub fn draw(language: Language) -> Vec<El> {
    let words = language.words();
    head::title(language, false, words.missing_title);
    vec![h1(words.missing_title), p("", words.missing_text), link_button(words.home, "/")]
}

/// The same for a draft.
pub fn draft(language: Language) -> Vec<El> {
    let words = language.words();
    head::title(language, false, words.missing_title);
    vec![
        h1(words.missing_title),
        panel(Tone::Info, vec![p("", words.draft_missing)]),
        actions(vec![link_button(words.home, "/")]),
    ]
}
