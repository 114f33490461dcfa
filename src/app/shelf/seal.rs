//! Drafts with a PIN, or with words in its place. Closed, such a draft stands in memory as it lies on the device: sealed
//! (src/loader/seal.js). Its PIN opens it in this page; it is closed again when nobody looks at it.

use super::{Kept, TEXTS, draft_name, get, writer};
use crate::device::{
    self,
    seal::{self, Kind, Secret, Tried},
};

/// How a sealed text begins.
const SEALED: &str = r#"{"seal":"#;

/// Whether a text is sealed.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with(SEALED)
}

/// Whether a draft must be opened with its PIN first.
pub fn is_closed(id: &str) -> bool {
    TEXTS.with_borrow(|texts| texts.get(draft_name(id).as_str()).is_some_and(|slot| is_sealed(&slot.text)))
}

/// Whether a draft has a PIN, be it open or closed.
pub fn has_pin(id: &str) -> bool {
    TEXTS.with_borrow(|texts| texts.get(draft_name(id).as_str()).is_some_and(|slot| slot.has_pin))
}

/// What a draft with a PIN is opened with, be it open or closed.
pub fn kind(id: &str) -> Kind {
    let name = draft_name(id);
    if let Some(seal) = seal::of(&name) {
        return seal.kind();
    }
    let words = get(&name).and_then(|text| text.get("seal")?.get("words")?.as_bool());
    if words == Some(true) { Kind::Words } else { Kind::Pin }
}

/// The code by which an officer finds what a closed draft has sent; empty where its seal has none.
pub fn sealed_code(id: &str) -> String {
    let code = get(&draft_name(id)).and_then(|text| text.get("code")?.as_str().map(String::from));
    code.unwrap_or_default()
}

/// From now on the device gets nothing of a draft before it has a PIN; and nothing at all where it could have none.
pub fn hold(id: &str) {
    TEXTS.with_borrow_mut(|texts| {
        if let Some(slot) = texts.get_mut(draft_name(id).as_str()).filter(|slot| !slot.has_pin) {
            slot.held = true;
            if !device::page::is_secure() {
                slot.kept = Kept::Refused;
            }
        }
    });
}

/// Whether a draft waits for its PIN.
pub fn is_held(id: &str) -> bool {
    TEXTS.with_borrow(|texts| texts.get(draft_name(id).as_str()).is_some_and(|slot| slot.held))
}

/// The drafts with a PIN that are open, by the names under which the device keeps them.
pub fn opened() -> Vec<String> {
    TEXTS.with_borrow(|texts| {
        let opened = texts.iter().filter(|(_, slot)| slot.has_pin && !is_sealed(&slot.text));
        opened.map(|(name, _)| name.clone()).collect()
    })
}

/// Gives an open draft this PIN, or takes its PIN away; when the device has not taken it so, all is as before, and it is `false`.
pub async fn put_pin(id: &str, secret: Option<Secret>) -> bool {
    let mut fresh = None;
    if let Some(secret) = secret {
        fresh = seal::make(&secret).await;
        if fresh.is_none() {
            return false;
        }
    }
    let name = draft_name(id);
    let (before, has_pin, held) = (seal::of(&name), fresh.is_some(), is_held(id));
    seal::put(&name, fresh);
    let revision = mark(&name, has_pin);
    writer::flush().await;
    let taken = TEXTS.with_borrow(|texts| {
        let slot = texts.get(name.as_str())?;
        Some(slot.revision > revision? && matches!(slot.kept, Kept::At(_)))
    });
    if taken != Some(true) {
        mark(&name, before.is_some());
        seal::put(&name, before);
        if held {
            hold(id);
        }
    }
    writer::tell();
    taken == Some(true)
}

/// Opens a draft with its PIN, as it is on the device now. One that has none any more, or is gone, is as good as opened.
pub async fn open_with(id: &str, pin: &str) -> Tried<()> {
    let name = draft_name(id);
    writer::refresh(id).await;
    let closed = TEXTS.with_borrow(|texts| {
        let slot = texts.get(name.as_str())?;
        is_sealed(&slot.text).then(|| slot.text.clone())
    });
    let Some(closed) = closed else {
        writer::tell();
        return Tried::Opened(());
    };
    let (seal, text) = match seal::open(&name, &closed, pin).await {
        Tried::Opened(opened) => opened,
        Tried::Wrong(wait) => return Tried::Wrong(wait),
        Tried::Failed => return Tried::Failed,
    };
    TEXTS.with_borrow_mut(|texts| {
        if let Some(slot) = texts.get_mut(name.as_str()).filter(|slot| slot.text == closed) {
            seal::put(&name, Some(seal));
            slot.text = text;
        }
    });
    writer::tell();
    Tried::Opened(())
}

/// Closes a draft again: nothing of it stays in memory but what the device has, and what it has not taken yet goes there sealed.
pub async fn close(name: String) {
    let (mut open, mut closed) = (String::new(), None);
    loop {
        writer::settle();
        // Written meanwhile: closed once more. The seal goes in the same moment in which the sealed text comes, lest the text
        // be written without it.
        let now = TEXTS.with_borrow_mut(|texts| {
            let slot = texts.get_mut(name.as_str()).filter(|slot| slot.has_pin && !is_sealed(&slot.text))?;
            match closed.take() {
                Some(closed) if slot.text == open => {
                    seal::put(&name, None);
                    slot.text = closed;
                    None
                }
                _ => Some(slot.text.clone()),
            }
        });
        let (Some(now), Some(seal)) = (now, seal::of(&name)) else { break };
        closed = seal.close(&name, &now).await;
        if closed.is_none() {
            break;
        }
        open = now;
    }
    writer::tell();
}

/// Gives a new draft the PIN of another one that is open, whose answers it takes over.
pub fn share_pin(from: &str, to: &str) {
    let Some(seal) = seal::of(&draft_name(from)) else { return };
    let name = draft_name(to);
    seal::put(&name, Some(seal));
    mark(&name, true);
}

// To be written, with a PIN or without one, and held no longer; gives the revision that it has until then.
fn mark(name: &str, has_pin: bool) -> Option<f64> {
    TEXTS.with_borrow_mut(|texts| {
        let slot = texts.get_mut(name)?;
        (slot.has_pin, slot.unwritten, slot.held) = (has_pin, true, false);
        Some(slot.revision)
    })
}
