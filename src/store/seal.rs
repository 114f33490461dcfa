//! Drafts with a PIN, or with words in its place. Closed, such a draft stands in memory as it lies on the device: sealed
//! (src/device/seal.js). Its PIN opens it in this page; it is closed again when nobody looks at it.

use std::rc::Rc;

use leptos::{ev, prelude::window_event_listener};

use super::{Store, draft_name};
use crate::{
    api,
    device::{
        self, clock,
        seal::{self, Kind, Secret, Tried},
        vault::Kept,
    },
    part::spawn,
};

/// A page that was out of sight for so long, in milliseconds, is no longer in the hand of whoever opened the draft.
const AWAY: i32 = 300_000;
/// How a sealed text begins.
const SEALED: &str = r#"{"seal":"#;

/// Whether a text is sealed.
pub(super) fn is_sealed(text: &str) -> bool {
    text.starts_with(SEALED)
}

impl Store {
    /// Whether a draft must be opened with its PIN first.
    pub fn is_closed(self, id: &str) -> bool {
        self.read_slot(&draft_name(id), |slot| is_sealed(&slot.text)).unwrap_or_default()
    }

    /// Whether a draft has a PIN, be it open or closed.
    pub fn has_pin(self, id: &str) -> bool {
        self.read_slot(&draft_name(id), |slot| slot.has_pin).unwrap_or_default()
    }

    /// What a draft with a PIN is opened with, be it open or closed.
    pub fn kind(self, id: &str) -> Kind {
        let name = draft_name(id);
        if let Some(seal) = seal::of(&name) {
            return seal.kind();
        }
        let words = self.get(&name).and_then(|text| text.get("seal")?.get("words")?.as_bool());
        if words == Some(true) { Kind::Words } else { Kind::Pin }
    }

    /// The code by which an officer finds what a closed draft has sent; empty where its seal has none.
    pub fn sealed_code(self, id: &str) -> String {
        let code = self.get(&draft_name(id)).and_then(|text| text.get("code")?.as_str().map(String::from));
        code.unwrap_or_default()
    }

    /// From now on the device gets nothing of a draft before it has a PIN; and nothing at all where it could have none.
    pub fn hold(self, id: &str) {
        let is_secure = device::page::is_secure();
        self.change_slot(&draft_name(id), |slot| {
            if slot.has_pin {
                return;
            }
            slot.held = true;
            if !is_secure {
                slot.kept = Kept::Refused;
            }
        });
    }

    /// Whether a draft waits for its PIN.
    pub fn is_held(self, id: &str) -> bool {
        self.read_slot(&draft_name(id), |slot| slot.held).unwrap_or_default()
    }

    /// Gives an open draft this PIN, or takes its PIN away; when the device has not taken it so, all is as before, and it is `false`.
    pub async fn put_pin(self, id: &str, secret: Option<Secret>) -> bool {
        let mut fresh = None;
        if let Some(secret) = secret {
            fresh = seal::make(&secret).await;
            if fresh.is_none() {
                return false;
            }
        }
        let name = draft_name(id);
        let (before, has_pin, held) = (seal::of(&name), fresh.is_some(), self.is_held(id));
        seal::put(&name, fresh);
        let revision = self.mark_pin(&name, has_pin);
        self.flush().await;
        let written = self.read_slot(&name, |slot| (slot.revision, matches!(slot.kept, Kept::At(_))));
        let taken = matches!((written, revision), (Some((now, true)), Some(before)) if now > before);
        if !taken {
            self.mark_pin(&name, before.is_some());
            seal::put(&name, before);
            if held {
                self.hold(id);
            }
        }
        self.tell();
        taken
    }

    /// Opens a draft with its PIN, as it is on the device now. One that has none any more, or is gone, is as good as opened.
    pub async fn open_with(self, id: &str, pin: &str) -> Tried<()> {
        let name = draft_name(id);
        self.refresh(id).await;
        let closed = self.read_slot(&name, |slot| is_sealed(&slot.text).then(|| slot.text.clone()));
        let Some(Some(closed)) = closed else {
            self.tell();
            return Tried::Opened(());
        };
        let (seal, text) = match seal::open(&name, &closed, pin).await {
            Tried::Opened(opened) => opened,
            Tried::Wrong(wait) => return Tried::Wrong(wait),
            Tried::Failed => return Tried::Failed,
        };
        self.change_slot(&name, |slot| {
            if slot.text == closed {
                seal::put(&name, Some(seal));
                slot.text = text;
            }
        });
        self.tell();
        Tried::Opened(())
    }

    /// Begins to notice that the page goes out of sight; however often it is called. `close` closes what nobody looks at by then.
    pub fn watch_sight(self, close: Rc<dyn Fn()>) {
        let hidden = &self.0.hidden;
        if hidden.get().is_some() {
            return;
        }
        hidden.set(Some(f64::NAN));
        window_event_listener(ev::visibilitychange, move |_| {
            let close = close.clone();
            if !device::page::is_hidden() {
                // A phone may have stopped the clock below.
                close();
                return hidden.set(Some(f64::NAN));
            }
            hidden.set(Some(clock::now()));
            spawn(Box::pin(async move {
                // A little later: clocks are coarse.
                api::sleep(AWAY + 1_000).await;
                close();
            }));
        });
    }

    /// Closes every open draft with a PIN, if nobody looks at them: on Beranda, or because the page is out of sight for long. One that is
    /// being sent is closed when that has ended, so that its end is kept.
    pub fn close_unseen(self, at_home: bool) {
        let away = self.0.hidden.get().is_some_and(|since| clock::now() - since >= f64::from(AWAY));
        for name in self.opened() {
            let is_owed = self.0.owed.borrow().contains(&name);
            if !at_home && !away && !is_owed {
                continue;
            }
            if self.is_under_way(&name) {
                if away {
                    self.0.owed.borrow_mut().push(name);
                }
            } else {
                self.0.owed.borrow_mut().retain(|other| *other != name);
                spawn(Box::pin(async move { self.close(&name).await }));
            }
        }
    }

    // The open drafts with a PIN, by the names under which the device keeps them.
    fn opened(self) -> Vec<String> {
        let texts = self.0.texts.borrow();
        let opened = texts.iter().filter(|(_, slot)| slot.has_pin && !is_sealed(&slot.text));
        opened.map(|(name, _)| name.clone()).collect()
    }

    // Closes a draft again: nothing of it stays in memory but what the device has, and what it has not taken yet goes there sealed.
    async fn close(self, name: &str) {
        let (mut open, mut closed) = (String::new(), None);
        loop {
            self.settle();
            // A text that was written meanwhile is closed once more. The seal goes in the same moment in which the sealed text comes, lest
            // the text be written without it.
            let now = self.change_slot(name, |slot| {
                if !slot.has_pin || is_sealed(&slot.text) {
                    return None;
                }
                match closed.take() {
                    Some(closed) if slot.text == open => {
                        seal::put(name, None);
                        slot.text = closed;
                        None
                    }
                    _ => Some(slot.text.clone()),
                }
            });
            let (Some(Some(now)), Some(seal)) = (now, seal::of(name)) else { break };
            closed = seal.close(name, &now).await;
            if closed.is_none() {
                break;
            }
            open = now;
        }
        self.tell();
    }

    /// Gives a new draft the PIN of another one that is open, whose answers it takes over.
    pub fn share_pin(self, from: &str, to: &str) {
        let Some(seal) = seal::of(&draft_name(from)) else { return };
        let name = draft_name(to);
        seal::put(&name, Some(seal));
        self.mark_pin(&name, true);
    }

    // Marks a text to be written, with a PIN or without one, and held no longer; gives the revision that it has until then.
    fn mark_pin(self, name: &str, has_pin: bool) -> Option<f64> {
        self.change_slot(name, |slot| {
            (slot.has_pin, slot.unwritten, slot.held) = (has_pin, true, false);
            slot.revision
        })
    }
}
