//! The one writer to the device: it takes what has changed, one text after the other, and never makes two writings at once, so that a
//! citizen who types fast is not slowed by one per letter.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::untrack;

use super::{DRAFT, Slot, Store, draft_name};
use crate::{
    api,
    device::{
        self,
        vault::{self, Kept},
    },
    part::spawn,
};

/// How often `flush` looks whether the writer has come to its end, and how long it waits at most, in milliseconds.
const LOOK: i32 = 10;
const PATIENCE: i32 = 3_000;
/// An edit is kept when the citizen has paused for this long, in milliseconds, and at the latest after so many times of it: a cheap phone
/// shows a letter first, and then writes it down.
const PAUSE: i32 = 200;
const N_PAUSES: u32 = 3;

pub(super) struct Writer {
    /// Why the device keeps nothing, if so.
    pub(super) refusal: Option<Kept>,
    /// Whether the browser was asked to keep what is here.
    pub(super) asked: Cell<bool>,
    writing: Cell<bool>,
    /// Keeps what has been edited and is not kept yet.
    edited: RefCell<Option<Rc<dyn Fn()>>>,
    typing: Cell<bool>,
    pacing: Cell<bool>,
}

impl Writer {
    pub(super) fn new(refusal: Option<Kept>) -> Writer {
        Writer {
            refusal,
            asked: Cell::new(false),
            writing: Cell::new(false),
            edited: RefCell::new(None),
            typing: Cell::new(false),
            pacing: Cell::new(false),
        }
    }
}

impl Store {
    /// Calls `keep`: at once after a pause, as for a choice; while the citizen types, when that pauses, and soon in any case.
    pub fn keep_soon(self, keep: Rc<dyn Fn()>) {
        let writer = &self.0.writer;
        // The optimiser must not learn that there is only one: it would bring the form's pages into the first module (5 KB).
        writer.edited.replace(Some(std::hint::black_box(keep)));
        if writer.pacing.replace(true) {
            writer.typing.set(true);
            return device::page::set_unsaved(true);
        }
        self.settle();
        spawn(Box::pin(async move { self.keep_in_pauses().await }));
    }

    async fn keep_in_pauses(self) {
        let writer = &self.0.writer;
        loop {
            for _ in 0..N_PAUSES {
                writer.typing.set(false);
                api::sleep(PAUSE).await;
                if !writer.typing.get() {
                    break;
                }
            }
            if writer.edited.borrow().is_none() {
                break;
            }
            self.settle();
        }
        writer.pacing.set(false);
    }

    /// Keeps now what has been edited: before anybody else looks.
    pub fn settle(self) {
        let edited = self.0.writer.edited.take();
        if let Some(keep) = edited {
            untrack(|| keep());
            self.wake_writer();
        }
    }

    /// Writes now; what comes while it writes is written together, right after.
    pub(super) fn wake_writer(self) {
        spawn(Box::pin(async move { self.write().await }));
    }

    /// Writes now; ends when everything is on the device, refused, or takes too long.
    pub async fn flush(self) {
        self.settle();
        // The writing is not waited for as such: a device may never answer.
        self.wake_writer();
        let mut waited = 0;
        while waited == 0 || self.0.writer.writing.get() && waited < PATIENCE {
            api::sleep(LOOK).await;
            waited += LOOK;
        }
    }

    /// Looks whether another tab has written a draft since; its page learns it from `kept`.
    pub async fn check(self, id: &str) {
        let name = draft_name(id);
        let Some(on_device) = vault::revision(&name).await else { return };
        let is_writing = self.0.writer.writing.get();
        let changed = self.change_slot(&name, |slot| {
            // What was never written is not there yet.
            let changed = slot.revision > 0.0 && on_device != slot.revision && !is_writing;
            if changed {
                slot.kept = Kept::Changed;
            }
            changed
        });
        if changed == Some(true) {
            self.tell();
        }
    }

    /// Takes a draft as it is on the device, where another tab may have gone on with it; `false` when the device does not say. What
    /// was never written stays as it is.
    pub async fn refresh(self, id: &str) -> bool {
        let name = draft_name(id);
        if self.0.writer.refusal.is_some() {
            return true;
        }
        let Ok(entry) = vault::get(&name).await else { return false };
        self.settle();
        let mut texts = self.0.texts.borrow_mut();
        let Some(slot) = texts.get_mut(name.as_str()) else { return true };
        match entry {
            Some(entry) if entry.revision > slot.revision && !slot.unwritten => *slot = Slot::read(entry),
            None if slot.revision > 0.0 => drop(texts.remove(name.as_str())),
            _ => {}
        }
        true
    }

    async fn write(self) {
        let writer = &self.0.writer;
        // The running writer also takes what comes while it writes.
        if writer.writing.replace(true) {
            return;
        }
        device::page::set_unsaved(true);
        while let Some(Unwritten { name, text, revision, since }) = self.next_unwritten() {
            let put = match writer.refusal {
                Some(refusal) => Err(refusal),
                // One definition is as good as another; only a draft can be overtaken.
                None => {
                    vault::put(&name, &text, if name.starts_with(DRAFT) { revision } else { f64::NAN }, since).await
                }
            };
            self.change_slot(&name, |slot| match put {
                Ok(revision) => (slot.revision, slot.kept) = (revision, Kept::At(device::clock::now())),
                Err(kept) => slot.kept = kept,
            });
            self.tell();
        }
        writer.writing.set(false);
        let is_edited = writer.edited.borrow().is_some();
        let is_refused = self.0.texts.borrow().values().any(|slot| slot.kept.is_refused());
        device::page::set_unsaved(is_edited || is_refused);
    }

    fn next_unwritten(self) -> Option<Unwritten> {
        let mut texts = self.0.texts.borrow_mut();
        let name = texts.iter().find(|(_, slot)| is_wanted(slot))?.0.clone();
        let slot = texts.get_mut(name.as_str())?;
        slot.unwritten = false;
        Some(Unwritten { name, text: slot.text.clone(), revision: slot.revision, since: slot.since })
    }
}

/// A text that the device does not have yet.
struct Unwritten {
    name: String,
    text: String,
    revision: f64,
    since: f64,
}

// What is to be written: neither what another tab has changed, nor what waits for its PIN.
fn is_wanted(slot: &Slot) -> bool {
    slot.unwritten && !slot.held && slot.kept != Kept::Changed
}
