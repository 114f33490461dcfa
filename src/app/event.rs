//! What the store tells: it is said aloud, and a kiosk's own script is told what it needs.

use forms::Service;
use leptos::prelude::*;
use rest::Next;

use super::{Screen, pin};
use crate::{
    device,
    page::review,
    session::{Draft, Fate, Frozen, State, Transport},
    store::{Event, Store},
    text,
};

/// Hears an event of the store.
pub fn hear(screen: Screen, store: Store, event: Event) {
    match event {
        Event::Kept { draft, service } => {
            if device::kiosk::is_here() {
                let kept = if service.is_none() { store.service(&draft.service, &draft.version) } else { None };
                tell_kiosk(draft, service.or(kept.as_deref()));
            }
        }
        Event::Arrived { draft, number } => {
            if !screen.shows(draft) && !store.has_pin(draft) {
                let words = text::front(screen.language.get_untracked());
                screen.live.say(&text::fill(words.home_arrived, &[("number", &text::number(number))]));
            }
        }
        // Every wait is said where the citizen looks at it.
        Event::Waits { draft, next } => {
            if screen.shows(draft) {
                let words = screen.language.words_untracked();
                screen.live.say(if matches!(next, Next::Ask { .. }) { words.asking } else { words.sending_again });
            }
        }
        Event::Rested => pin::close_unseen(screen, store),
    }
}

/// Lets a kiosk hand a draft to a phone, and say what is known of a submission before it wipes. `service` is the draft's definition.
pub fn tell_kiosk(draft: &Draft, service: Option<&Service>) {
    if !device::kiosk::is_here() {
        return;
    }
    let (fate, key) = match &draft.state {
        State::Sending(Frozen { fate: Fate::Unsent, key, .. }) => ("unsent", key.as_str()),
        State::Sending(Frozen { fate: Fate::Unknown | Fate::Doubtful, key, .. }) => ("unknown", key.as_str()),
        State::Sent(_) => ("sent", ""),
        _ => ("", ""),
    };
    // What must never lie anywhere unsealed stays here: a phone would have to keep it before it has a lock.
    let must_stay = service.is_some_and(|service| service.sealed);
    let text = Transport::of(draft, device::kiosk::assisted()).filter(|_| !must_stay);
    let text = text.map(|draft| draft.to_text()).unwrap_or_default();
    device::kiosk::tell(&text, fate, &review::code(key));
}

impl Screen {
    fn shows(self, id: &str) -> bool {
        self.page.with_untracked(|page| page.draft() == Some(id))
    }
}
