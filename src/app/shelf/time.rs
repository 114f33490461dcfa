//! How long what lies on the device stays there. Its time is counted by the server's clock alone, since a phone's own may be weeks ahead or
//! behind: from the moment of writing or, where no reply had told the time by then, from the next start at which one had. So
//! nothing goes too early; what was written without a network may stay longer.

use std::{cell::Cell, pin::Pin};

use super::{DRAFT, SERVICE, TEXTS, draft_name, drafts, get, name, names, read, title, writer};
use crate::{
    api,
    device::{clock, vault},
    part::spawn,
    session::{Draft, State},
};

const DAY: f64 = 86_400_000.0;
/// What has been on its way for so many days the citizen may delete: a backend keeps the keys of submissions no longer (docs/backend.md).
const LONGEST: f64 = 37.0;
/// A definition that no draft needs stays for a day: another tab may be about to write a draft beside it.
const UNNEEDED: f64 = 1.0;

type Work = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    // What the server's clock said when this page began; not a number while nobody knows.
    static OPENED: Cell<f64> = const { Cell::new(f64::NAN) };
    static DAYS: Cell<f64> = const { Cell::new(0.0) };
}

/// Begins to count: drafts are kept for so many days. Call once, when the settings have come.
pub fn begin(days: i64) {
    OPENED.set(api::server_now());
    DAYS.set(days as f64);
}

/// Whether a draft has been on its way for so long that it may be deleted; `None` when its time is over.
pub fn is_late(draft: &Draft) -> Option<bool> {
    let (age, is_on_its_way) = (age(&draft_name(&draft.id)), draft.is_on_its_way());
    let is_over = age > if is_on_its_way { LONGEST } else { DAYS.get() };
    (is_on_its_way || !is_over).then_some(is_over)
}

/// Whether there is anything here to be sent, to be counted or deleted (`tidy`), to be fetched (`missing`), or to be told of (`lost`).
pub fn needs_care() -> bool {
    let drafts = names(DRAFT);
    names(SERVICE).iter().filter(|name| !(-1.0..=UNNEEDED).contains(&age(name))).count() > drafts.len()
        || drafts.iter().any(|name| {
            let is_counted = OPENED.get().is_nan() || (-1.0..=DAYS.get()).contains(&age(name));
            !is_counted || read(name).is_none_or(|draft| matches!(draft.state, State::Sending(_)) || !is_shown(&draft))
        })
}

/// Deletes what is older than its days, but for what is on its way, and definitions that no draft has needed for a day; begins to count where
/// nobody has yet, and anew where somebody counted by a clock that was ahead. Another tab may have begun a draft since this page has looked: what it
/// has written since stays.
pub fn tidy() {
    if OPENED.get().is_nan() {
        return;
    }
    for name in names(DRAFT) {
        let is_kept = read(&name).is_some_and(|draft| is_shown(&draft) && draft.is_on_its_way());
        expire(name, DAYS.get(), is_kept);
    }
    let needed: Vec<String> =
        drafts().iter().map(|draft| name(SERVICE, &[&draft.service, "@", &draft.version])).collect();
    names(SERVICE).into_iter().filter(|name| !needed.contains(name)).for_each(|name| expire(name, UNNEEDED, false));
    writer::tell();
}

/// The definitions, by id and version, that drafts here need and that are not here.
pub fn missing() -> Vec<(String, String)> {
    let missing = drafts().into_iter().filter(|draft| !is_shown(draft));
    missing.map(|draft| (draft.service, draft.version)).collect()
}

/// How many drafts cannot be read any more, and from when the time of the last of them is counted.
pub fn lost() -> (usize, f64) {
    let lost = names(DRAFT).into_iter().filter(|name| !read(name).is_some_and(|draft| is_shown(&draft)));
    lost.fold((0, f64::NEG_INFINITY), |(n_lost, last), name| {
        let since = TEXTS.with_borrow(|texts| texts.get(name.as_str()).map_or(f64::NAN, |slot| slot.since));
        // Not a number stays one: then nobody knows of all of them.
        (n_lost + 1, if since > last || since.is_nan() { since } else { last })
    })
}

/// From when the time of a draft is counted that is written now. One that stays on its way has gone on it once.
pub(super) fn since(draft: &Draft) -> f64 {
    let name = draft_name(&draft.id);
    if draft.is_on_its_way() && get(&name).is_some_and(|before| before.get("sending").is_some()) {
        return TEXTS.with_borrow(|texts| texts.get(name.as_str()).map_or(f64::NAN, |slot| slot.since));
    }
    // The later of both: the phone's may have been put right since the server's was heard.
    let server = api::server_now();
    if server.is_nan() { server } else { server.max(clock::now()) }
}

// Deletes a text, as this page knows it, that is older than so many days; or begins to count.
fn expire(name: String, days: f64, is_kept: bool) {
    let age = age(&name);
    let work: Work = if age > days && !is_kept {
        let slot = TEXTS.with_borrow_mut(|texts| texts.remove(name.as_str()));
        Box::pin(vault::remove(name, slot.map_or(f64::NAN, |slot| slot.revision)))
    } else if age.is_nan() || age < -1.0 {
        TEXTS.with_borrow_mut(|texts| {
            if let Some(slot) = texts.get_mut(name.as_str()) {
                slot.since = OPENED.get();
            }
        });
        Box::pin(vault::count(name, OPENED.get()))
    } else {
        return;
    };
    spawn(work);
}

// In days; not a number where nobody knows.
fn age(name: &str) -> f64 {
    TEXTS.with_borrow(|texts| texts.get(name).map_or(f64::NAN, |slot| (OPENED.get() - slot.since) / DAY))
}

// One without its definition is nowhere to be seen.
fn is_shown(draft: &Draft) -> bool {
    title(&draft.service, &draft.version).is_some()
}
