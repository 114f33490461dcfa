//! Where the answers of a step are: on the device, until when, or why not.

use leptos::prelude::*;

use super::Props;
use crate::{
    device::{self, vault::Kept},
    page::head,
    part::{El, el, p},
    text,
};

/// Says it, below the form.
pub fn draw(given: &Props) -> El {
    let (given, timed) = (given.clone(), given.clone());
    el("div", "saved").swap_on(move || minute(&timed), move |_| lines(&given))
}

// What `lines` says changes with the minute, not with every letter: Intl is slow on a cheap phone.
fn minute(given: &Props) -> u32 {
    let may_go = u32::from(given.may_go.get());
    match given.kept() {
        Kept::At(moment) => (moment / 60_000.0) as u32 * 2 + may_go,
        Kept::Refused => 1,
        Kept::Full => 2,
        Kept::Waiting | Kept::Changed | Kept::Never => 0,
    }
}

// That the answers are on the device, and until when; or why not.
fn lines(given: &Props) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    match given.kept() {
        Kept::At(moment) => {
            let mark = el("span", "").attr("aria-hidden", "true").text("✓ ");
            let saved = el("p", "").add(mark).text(&text::saved(moment, lang));
            let until = p("", &text::kept_until(device::clock::date_after(moment, given.days), lang));
            let fleeting = given.fleeting.then(|| p("", words.fleeting));
            let unsafe_here = given.may_go.get().then(|| p("", words.may_go));
            [saved, until].into_iter().chain(fleeting).chain(unsafe_here).collect()
        }
        Kept::Never => vec![p("", words.never_kept)],
        refusal if refusal.is_refused() => vec![el("strong", "").text(head::not_kept(words, refusal))],
        _ => Vec::new(),
    }
}
