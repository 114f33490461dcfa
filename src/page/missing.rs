//! An address that leads nowhere, and a draft that is not on this device.

use super::head;
use crate::{
    device,
    part::{El, Tone, actions, button, h1, link_button, p, panel, quiet_link},
    text::Language,
};

/// A plain sentence and the way to Beranda.
pub fn draw(language: Language) -> Vec<El> {
    let words = language.words();
    head::title(language, false, words.missing_title);
    vec![h1(words.missing_title), p("", words.missing_text), link_button(words.home, "/")]
}

/// For a draft that another tab has gone on with.
pub fn changed(language: Language) -> Vec<El> {
    let words = language.words();
    head::title(language, false, words.changed_title);
    vec![
        h1(words.changed_title),
        panel(Tone::Warning, vec![p("", words.changed_text)]),
        actions(vec![button(words.reload, device::page::reload), quiet_link(words.home, "/")]),
    ]
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
