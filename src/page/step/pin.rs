//! "Kunci dengan PIN", folded away under the line that says where the answers are.

use leptos::prelude::*;

use super::Props;
use crate::{
    device::{seal::Kind, vault::Kept},
    page::lock::{self, DraftSeal, SUMMARY},
    part::{El, el},
};

/// The disclosure; only once the draft is on the device, for else there is nothing to lock.
pub fn draw(given: &Props, seal: DraftSeal) -> El {
    let asked = seal.clone();
    let lock = lock::Props { language: given.language, live: given.live, seal };
    let offered = move || match (asked.set(), asked.store.kept(&asked.draft)) {
        (Some(Kind::Pin), _) => 2,
        (Some(Kind::Words), _) => 3,
        (None, Kept::At(_)) => 1,
        _ => 0,
    };
    el("div", "").swap_on(offered, move |offered| match offered {
        0 => Vec::new(),
        _ => vec![disclosure(&lock)],
    })
}

// What is inside is there only while it is open: no page has boxes that nobody sees.
fn disclosure(given: &lock::Props) -> El {
    let (given, words, is_open) = (given.clone(), given.language.words(), RwSignal::new(false));
    let name = given.seal.set().map_or(words.lock_offer, |kind| lock::said(words, kind).set);
    let inside = move || if is_open.get() { vec![untrack(|| lock::form(&given))] } else { Vec::new() };
    let summary = el("summary", "why__ask").id(SUMMARY).text(name);
    let toggled = move |_| is_open.update(|is_open| *is_open = !*is_open);
    el("details", "why").on("toggle", toggled).add(summary).add(el("div", "").swap(inside))
}
