//! The one writer to the device: it takes what has changed, one text after the other, and never
//! two writings at once, so that whoever types fast is not slowed by one per letter.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;

use super::{DRAFT, Kept, Slot, TEXTS, draft_name, vault};
use crate::{api, device, part::spawn};

/// How often `flush` looks whether the writer has come to its end, and how long it waits at most, in milliseconds.
const LOOK: i32 = 10;
const PATIENCE: i32 = 3_000;
/// An edit is kept when the citizen has paused for this long, in milliseconds, and at the latest after so many times of it: a cheap phone
/// shows a letter first, and then writes it down.
const PAUSE: i32 = 200;
const N_PAUSES: u32 = 3;

thread_local! {
    static REFUSAL: Cell<Option<Kept>> = const { Cell::new(Some(Kept::Refused)) };
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
    // Keeps what has been edited and is not kept yet.
    static EDITED: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
    static TYPING: Cell<bool> = const { Cell::new(false) };
    static PACING: Cell<bool> = const { Cell::new(false) };
    // Counts what became of texts; made by the app, since signals need an owner that lives as long as it.
    static TURN: Cell<Option<RwSignal<u32>>> = const { Cell::new(None) };
}

/// Remembers why the device keeps nothing, if so.
pub fn opened(refusal: Option<Kept>) {
    REFUSAL.set(refusal);
}

/// Why the device keeps nothing, if so.
pub fn refusal() -> Option<Kept> {
    REFUSAL.get()
}

/// Whether this was called before.
pub(super) fn ask_once() -> bool {
    ASKED.replace(true)
}

/// Tells a signal whenever a text has been written or refused. Call once.
pub fn follow(turn: RwSignal<u32>) {
    TURN.set(Some(turn));
}

/// Follows what becomes of texts.
pub fn track() {
    if let Some(turn) = TURN.get() {
        turn.track();
    }
}

/// Calls `keep`: at once after a pause, as for a choice; while the citizen types, when that pauses, and soon in any case.
pub fn keep_soon(keep: Rc<dyn Fn()>) {
    // The optimiser must not learn that there is only one: it would bring the form's pages into the first module (5 KB).
    EDITED.set(Some(std::hint::black_box(keep)));
    if PACING.replace(true) {
        TYPING.set(true);
        return device::page::set_unsaved(true);
    }
    settle();
    spawn(Box::pin(async {
        loop {
            for _ in 0..N_PAUSES {
                TYPING.set(false);
                api::sleep(PAUSE).await;
                if !TYPING.get() {
                    break;
                }
            }
            if EDITED.with_borrow(Option::is_none) {
                break;
            }
            settle();
        }
        PACING.set(false);
    }));
}

/// Keeps now what has been edited: before anybody else looks.
pub fn settle() {
    if let Some(keep) = EDITED.take() {
        untrack(|| keep());
        wake();
    }
}

/// Writes now; what comes while it writes is written together, right after.
pub(super) fn wake() {
    spawn(Box::pin(write()));
}

/// Writes now; ends when everything is on the device, refused, or takes too long.
pub async fn flush() {
    settle();
    // Not waited for as such: a device may never answer.
    wake();
    let mut waited = 0;
    while waited == 0 || WRITING.get() && waited < PATIENCE {
        api::sleep(LOOK).await;
        waited += LOOK;
    }
}

/// Looks whether another tab has written a draft since; its page learns it from `kept`.
pub async fn check(id: String) {
    let name = draft_name(&id);
    let Some(on_device) = vault::revision(&name).await else { return };
    let changed = TEXTS.with_borrow_mut(|texts| {
        let Some(slot) = texts.get_mut(name.as_str()) else { return false };
        // What was never written is not there yet.
        let changed = slot.revision > 0.0 && on_device != slot.revision && !WRITING.get();
        if changed {
            slot.kept = Kept::Changed;
        }
        changed
    });
    if changed {
        tell();
    }
}

/// Takes a draft as it is on the device, where another tab may have gone on with it; `false` when the device does not say. What
/// was never written stays as it is.
pub async fn refresh(id: &str) -> bool {
    let name = draft_name(id);
    if REFUSAL.get().is_some() {
        return true;
    }
    let Ok(entry) = vault::get(&name).await else { return false };
    settle();
    TEXTS.with_borrow_mut(|texts| {
        let Some(slot) = texts.get_mut(name.as_str()) else { return };
        match entry {
            Some(entry) if entry.revision > slot.revision && !slot.unwritten => *slot = Slot::read(entry),
            None if slot.revision > 0.0 => drop(texts.remove(name.as_str())),
            _ => {}
        }
    });
    true
}

async fn write() {
    // Whoever writes takes what comes meanwhile.
    if WRITING.replace(true) {
        return;
    }
    device::page::set_unsaved(true);
    while let Some((name, text, revision, since)) = next() {
        let put = match REFUSAL.get() {
            Some(refusal) => Err(refusal),
            // One definition is as good as another; only a draft can be overtaken.
            None => vault::put(&name, &text, if name.starts_with(DRAFT) { revision } else { f64::NAN }, since).await,
        };
        TEXTS.with_borrow_mut(|texts| {
            let Some(slot) = texts.get_mut(name.as_str()) else { return };
            match put {
                Ok(revision) => (slot.revision, slot.kept) = (revision, Kept::At(device::clock::now())),
                Err(kept) => slot.kept = kept,
            }
        });
        tell();
    }
    WRITING.set(false);
    let refused = |slot: &Slot| slot.kept.is_refused();
    let is_edited = EDITED.with_borrow(Option::is_some);
    device::page::set_unsaved(is_edited || TEXTS.with_borrow(|texts| texts.values().any(refused)));
}

// To be written: not what another tab has changed, nor what waits for its PIN.
fn is_wanted(slot: &Slot) -> bool {
    slot.unwritten && !slot.held && slot.kept != Kept::Changed
}

fn next() -> Option<(String, String, f64, f64)> {
    TEXTS.with_borrow_mut(|texts| {
        let name = texts.iter().find(|(_, slot)| is_wanted(slot))?.0.clone();
        let slot = texts.get_mut(name.as_str())?;
        slot.unwritten = false;
        Some((name, slot.text.clone(), slot.revision, slot.since))
    })
}

/// Tells whoever follows that something has become of a text, or of sending it.
pub fn tell() {
    if let Some(turn) = TURN.get() {
        let _ = turn.try_update(|turn| *turn += 1);
    }
}
