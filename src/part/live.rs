//! The one polite live region: what a screen reader says while nothing moves (sending, saved, how many results).

use leptos::prelude::*;

use super::{El, el};

/// The sentence to speak next.
#[derive(Clone, Copy)]
pub struct Live(RwSignal<String>);

impl Live {
    /// Nothing is said yet.
    pub fn new() -> Live {
        Live(RwSignal::new(String::new()))
    }

    /// Speaks a sentence, even when it is the same as the last one.
    pub fn say(self, sentence: &str) {
        let again = self.0.with_untracked(|old| old == sentence);
        let mut spoken = String::from(sentence);
        if again {
            // A no-break space makes it a change without being heard.
            spoken.push('\u{a0}');
        }
        self.0.set(spoken);
    }

    /// The region itself: once on the page, before anything is spoken.
    pub fn region(self) -> El {
        el("div", "visually-hidden").attr("role", "status").attr("aria-live", "polite").bind_text(move || self.0.get())
    }
}
