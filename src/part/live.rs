//! The one polite live region: what a screen reader says while nothing moves (sending, saved, how many results).

use leptos::prelude::*;

/// The sentence to speak next; in the context.
#[derive(Clone, Copy)]
pub struct Live(pub RwSignal<String>);

impl Live {
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
}

/// The region itself: once on the page, before anything is spoken.
#[component]
pub fn LiveRegion(
    /// What is spoken.
    live: Live,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || live.0.get()}</div> }
}
