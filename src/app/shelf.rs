//! The drafts on this device: what is kept, under which names, and for how long. Read once at the start; from then on this page's
//! memory answers, and every change goes on to the device. A device that keeps nothing has them in memory
//! until the page is closed.

mod seal;
mod time;
mod writer;

use std::{cell::RefCell, sync::Arc};

use forms::{Answers, Json, Lang, Map, Service, Text};
use leptos::prelude::untrack;

use crate::{
    api,
    device::{
        self, storage,
        vault::{self, Entry, Kept},
    },
    part::spawn,
    session::{Correction, Draft, State},
};

pub use seal::{close, has_pin, hold, is_closed, is_held, kind, open_with, opened, put_pin, sealed_code, share_pin};
pub use time::{begin, is_late, lost, missing, needs_care, tidy};
pub use writer::{check, flush, follow, keep_soon, refresh, settle, tell, track};

const DRAFT: &str = "draft.";
const SERVICE: &str = "service.";
const LANGUAGE: &str = "loket.language";
const TOLD: &str = "loket.told";

thread_local! {
    // What is kept, by its name.
    static TEXTS: RefCell<Map<String, Slot>> = const { RefCell::new(Map::new()) };
}

// A text, and how far it is on the device.
struct Slot {
    text: String,
    revision: f64,
    kept: Kept,
    // Changed since it was last handed to the device.
    unwritten: bool,
    // Whether the device has it sealed under a PIN; the text is sealed, too, until that opens it.
    has_pin: bool,
    // Whether the device must not have it before it has a PIN.
    held: bool,
    // From when its time is counted; see `time`.
    since: f64,
}

impl Slot {
    // As the device has it.
    fn read(Entry { text, revision, at, opened, since, .. }: Entry) -> Slot {
        let has_pin = opened || seal::is_sealed(&text);
        Slot { text, revision, kept: Kept::At(at), unwritten: false, has_pin, held: false, since }
    }
}

/// Reads what the device keeps; the work begins with the call.
pub fn open() -> impl Future<Output = ()> {
    let opening = vault::open();
    async move {
        let entries = opening.await;
        writer::opened(entries.as_ref().err().copied());
        TEXTS.with_borrow_mut(|texts| {
            for entry in entries.into_iter().flatten() {
                texts.insert(entry.name.clone(), Slot::read(entry));
            }
        });
    }
}

/// Keeps a draft: in memory, and from there on the device. One that is closed stays as it is.
pub fn keep(draft: &Draft) {
    if is_closed(&draft.id) {
        return;
    }
    put(draft_name(&draft.id), draft.to_json().to_text(), time::since(draft));
}

/// Keeps the copy of a definition that drafts need, written anew each time: whoever deletes what is not needed sees that it is (`time::tidy`).
pub fn keep_service(service: &Service) {
    put(name(SERVICE, &[&service.id, "@", &service.version]), service.source.to_text(), api::server_now());
}

/// A draft by its id.
pub fn draft(id: &str) -> Option<Draft> {
    settle();
    read(&draft_name(id))
}

/// How a draft is kept; tracked.
pub fn kept(id: &str) -> Kept {
    writer::track();
    TEXTS.with_borrow(|texts| texts.get(draft_name(id).as_str()).map_or(Kept::Changed, |slot| slot.kept))
}

/// A definition that was kept.
pub fn service(id: &str, version: &str) -> Option<Arc<Service>> {
    Service::read(&get(&name(SERVICE, &[id, "@", version]))?).0.map(Arc::new)
}

/// The title of a definition that was kept, read alone: Beranda knows no form.
pub fn title(id: &str, version: &str) -> Option<Text> {
    Text::read(get(&name(SERVICE, &[id, "@", version]))?.get("title")?)
}

/// All drafts, newest first.
pub fn drafts() -> Vec<Draft> {
    settle();
    let mut drafts: Vec<Draft> = names(DRAFT).iter().filter_map(|name| read(name)).collect();
    drafts.sort_by(|a, b| b.saved.total_cmp(&a.saved));
    drafts
}

/// Forgets a draft.
pub fn forget(id: &str) {
    settle();
    remove(draft_name(id));
}

/// Whether another tab has written or deleted a draft since; for a handler.
pub fn is_overtaken(id: &str) -> bool {
    untrack(|| kept(id)) == Kept::Changed
}

/// Takes a draft off the device, where an older state of it must not be believed any more; this page goes on with it in memory.
pub async fn withdraw(id: &str) {
    let name = draft_name(id);
    vault::remove(name.clone(), f64::NAN).await;
    TEXTS.with_borrow_mut(|texts| {
        if let Some(slot) = texts.get_mut(name.as_str()) {
            slot.revision = 0.0;
        }
    });
}

/// A draft as the device has it, where that has not taken its newest state.
pub async fn left_behind(id: &str) -> Option<Draft> {
    if !untrack(|| kept(id)).is_refused() {
        return None;
    }
    let entry = vault::get(&draft_name(id)).await.ok().flatten()?;
    Draft::from_json(&Json::parse(&entry.text).ok()?)
}

/// A draft for a correction, with the answers of the sent copy where this device still holds it and it is open; and that copy's id.
pub fn correction(service: &Service, correction: Correction) -> (Draft, Option<String>) {
    let copy = drafts().into_iter().find(|draft| match &draft.state {
        State::Sent(sent) => sent.number == correction.number && draft.version == service.version,
        _ => false,
    });
    let mut draft = Draft::new(fresh_id(), &service.id, &service.version);
    draft.correction = Some(correction);
    let id = copy.map(|Draft { id, answers: Answers { data, words, .. }, .. }| {
        draft.answers.data = data;
        draft.answers.words = words;
        id
    });
    (draft, id)
}

/// A name for a new draft. Without a source of random numbers the clock will do: it is only a name on this device.
pub fn fresh_id() -> String {
    device::random::hex(4).unwrap_or_else(|| (device::clock::now() as u64).to_string())
}

/// Why this device does not keep what it is given; `None` when it does.
pub fn refusal() -> Option<Kept> {
    let refused = |texts: &Map<String, Slot>| texts.values().map(|slot| slot.kept).find(|kept| kept.is_refused());
    writer::refusal().or_else(|| TEXTS.with_borrow(refused))
}

/// Asks the browser to keep what is here when space is short, once a visit; `true` when it does not, and that was never told.
pub async fn persist() -> bool {
    if writer::refusal().is_some() || writer::ask_once() || vault::persist().await {
        return false;
    }
    storage::get(TOLD).is_none() && storage::set(TOLD, "1")
}

/// The language chosen last; Indonesian at first.
pub fn language() -> Lang {
    match storage::get(LANGUAGE).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Id,
    }
}

/// Remembers the language.
pub fn keep_language(lang: Lang) {
    storage::set(LANGUAGE, lang.tag());
}

fn put(name: String, text: String, since: f64) {
    TEXTS.with_borrow_mut(|texts| {
        let (revision, kept, has_pin, held) = match texts.get(name.as_str()) {
            Some(&Slot { revision, kept, has_pin, held, .. }) => (revision, kept, has_pin, held),
            None => (0.0, Kept::Waiting, false, false),
        };
        let slot = Slot { text, revision, kept, unwritten: true, has_pin, held, since };
        texts.insert(name, slot);
    });
    writer::wake();
}

fn get(name: &str) -> Option<Json> {
    TEXTS.with_borrow(|texts| Json::parse(&texts.get(name)?.text).ok())
}

// The draft of this name. One that calls itself otherwise, or sealed without a seal, was put there by somebody else: its card would delete
// another one, or open to nothing.
fn read(name: &str) -> Option<Draft> {
    let draft = Draft::from_json(&get(name)?)?;
    let is_closed = matches!(draft.state, State::Sealed(_));
    (draft_name(&draft.id) == name && is_closed == seal::is_closed(&draft.id)).then_some(draft)
}

fn remove(name: String) {
    TEXTS.with_borrow_mut(|texts| texts.remove(name.as_str()));
    spawn(Box::pin(vault::remove(name, f64::NAN)));
}

/// The name under which the device keeps a draft.
pub fn draft_name(id: &str) -> String {
    name(DRAFT, &[id])
}

fn names(prefix: &str) -> Vec<String> {
    TEXTS.with_borrow(|texts| texts.keys().filter(|name| name.starts_with(prefix)).cloned().collect())
}

fn name(prefix: &str, parts: &[&str]) -> String {
    let mut name = String::from(prefix);
    for part in parts {
        name.push_str(part);
    }
    name
}
