//! The drafts on this device: what is kept, under which names, and for how long. A device that keeps nothing has them in
//! memory until the page is closed.

use std::{cell::RefCell, sync::Arc};

use forms::{Answers, Json, Lang, Map, Service, Text};

use crate::{
    device::{self, storage},
    session::{Correction, Draft, State},
};

const DRAFT: &str = "loket.draft.";
const SERVICE: &str = "loket.service.";
const LANGUAGE: &str = "loket.language";
const DAY: f64 = 86_400_000.0;

thread_local! {
    // What this page wrote, by its key: all there is when the device refuses.
    static MEMORY: RefCell<Map<String, String>> = const { RefCell::new(Map::new()) };
}

/// Writes a draft; `false` when it is only in memory.
pub fn keep(draft: &Draft) -> bool {
    put(&name(DRAFT, &[&draft.id]), draft.to_json().to_text())
}

/// Writes the copy of a definition that drafts need.
pub fn keep_service(service: &Service) -> bool {
    put(&name(SERVICE, &[&service.id, "@", &service.version]), service.source.to_text())
}

/// A draft by its id.
pub fn draft(id: &str) -> Option<Draft> {
    get(&name(DRAFT, &[id])).and_then(|text| Draft::from_json(&Json::parse(&text).ok()?))
}

/// Whether the device itself holds a draft, not this page's memory alone.
pub fn is_kept(id: &str) -> bool {
    storage::get(&name(DRAFT, &[id])).is_some()
}

/// A definition that was kept.
pub fn service(id: &str, version: &str) -> Option<Arc<Service>> {
    let text = get(&name(SERVICE, &[id, "@", version]))?;
    Service::read(&Json::parse(&text).ok()?).0.map(Arc::new)
}

/// The title of a definition that was kept, read alone: Beranda knows no form.
pub fn title(id: &str, version: &str) -> Option<Text> {
    Text::read(Json::parse(&get(&name(SERVICE, &[id, "@", version]))?).ok()?.get("title")?)
}

/// All drafts, newest first.
pub fn drafts() -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        keys(DRAFT).iter().filter_map(|key| Draft::from_json(&Json::parse(&get(key)?).ok()?)).collect();
    drafts.sort_by(|a, b| b.saved.total_cmp(&a.saved));
    drafts
}

/// Forgets a draft.
pub fn forget(id: &str) {
    let key = name(DRAFT, &[id]);
    MEMORY.with_borrow_mut(|memory| memory.remove(&key));
    storage::remove(&key);
}

/// Forgets drafts that are older than `days`, and definitions that no draft needs.
pub fn forget_old(days: i64, now: f64) {
    let drafts = drafts();
    let (old, kept): (Vec<&Draft>, Vec<&Draft>) =
        drafts.iter().partition(|draft| now - draft.saved > days as f64 * DAY);
    for draft in old {
        forget(&draft.id);
    }
    let needed: Vec<String> = kept.iter().map(|draft| name(SERVICE, &[&draft.service, "@", &draft.version])).collect();
    for key in storage::keys(SERVICE) {
        if !needed.contains(&key) {
            storage::remove(&key);
        }
    }
}

/// A draft for a correction, with the answers of the sent copy where this device still holds it.
pub fn correction(service: &Service, correction: Correction) -> Draft {
    let sent = drafts().into_iter().find(|draft| match &draft.state {
        State::Sent(sent) => sent.number == correction.number && draft.version == service.version,
        _ => false,
    });
    let mut draft = Draft::new(fresh_id(), &service.id, &service.version);
    if let Some(Draft { answers: Answers { data, words, .. }, .. }) = sent {
        draft.answers.data = data;
        draft.answers.words = words;
    }
    draft.correction = Some(correction);
    draft
}

/// A name for a new draft. Without a source of random numbers the clock will do: it is only a name on this device.
pub fn fresh_id() -> String {
    device::random::hex(4).unwrap_or_else(|| (device::clock::now() as u64).to_string())
}

/// Whether this device keeps what it is given.
pub fn keeps() -> bool {
    const PROBE: &str = "loket.probe";
    let kept = storage::set(PROBE, "1");
    storage::remove(PROBE);
    kept
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

fn put(key: &str, text: String) -> bool {
    let kept = storage::set(key, &text);
    MEMORY.with_borrow_mut(|memory| memory.insert(key.into(), text));
    kept
}

// Memory first: it is what this page wrote last, also when the device refused it.
fn get(key: &str) -> Option<String> {
    MEMORY.with_borrow(|memory| memory.get(key).cloned()).or_else(|| storage::get(key))
}

fn keys(prefix: &str) -> Vec<String> {
    let mut keys = storage::keys(prefix);
    MEMORY.with_borrow(|memory| {
        keys.extend(memory.keys().filter(|key| key.starts_with(prefix)).cloned());
    });
    keys.sort();
    keys.dedup();
    keys
}

fn name(prefix: &str, parts: &[&str]) -> String {
    let mut name = String::from(prefix);
    for part in parts {
        name.push_str(part);
    }
    name
}
