//! The pages of the app and their addresses. Links are plain `<a href>`: one listener turns clicks on them into
//! entries of the browser's history, so that Back, "open in a new tab" and a screen reader's list of links all work.
//! Imports nothing of ours.

use std::cell::RefCell;

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};

/// A page. Nothing a citizen typed is ever part of an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// Beranda: find a service, continue a draft.
    Home,
    /// Layanan: what a service needs, costs and gives.
    Service { id: String },
    /// Isi: one step of a draft; an empty step is the first that is not done.
    Step { draft: String, step: String },
    /// Periksa: every answer before it is sent.
    Review { draft: String },
    /// Tanda terima.
    Receipt { draft: String },
    /// Lacak: where an application stands; the number may come in the fragment (from the QR code).
    Track,
    /// Masuk: where the provider of an account sends the browser back to.
    SignIn,
    /// Lanjut: the code of a kiosk brought here.
    Handoff,
    /// Periksa sistem: for the city's IT people, which parts answer.
    System,
    /// An address that leads nowhere.
    Missing,
}

impl Page {
    /// The page at a path (without query and fragment).
    pub fn at(path: &str) -> Page {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (None, ..) => Page::Home,
            (Some("layanan"), Some(id), None, _) => Page::Service { id: id.into() },
            (Some("isi"), Some(draft), step, None) => {
                Page::Step { draft: draft.into(), step: step.unwrap_or_default().into() }
            }
            (Some("periksa"), Some(draft), None, _) => Page::Review { draft: draft.into() },
            (Some("terima"), Some(draft), None, _) => Page::Receipt { draft: draft.into() },
            (Some("lacak"), None, ..) => Page::Track,
            (Some("masuk"), None, ..) => Page::SignIn,
            (Some("lanjut"), None, ..) => Page::Handoff,
            (Some("periksa-sistem"), None, ..) => Page::System,
            _ => Page::Missing,
        }
    }

    /// Its path, for a link.
    pub fn path(&self) -> String {
        match self {
            Page::Home | Page::Missing => "/".into(),
            Page::Service { id } => join(&["layanan", id]),
            Page::Step { draft, step } if step.is_empty() => join(&["isi", draft]),
            Page::Step { draft, step } => join(&["isi", draft, step]),
            Page::Review { draft } => join(&["periksa", draft]),
            Page::Receipt { draft } => join(&["terima", draft]),
            Page::Track => "/lacak".into(),
            Page::SignIn => "/masuk".into(),
            Page::Handoff => "/lanjut".into(),
            Page::System => "/periksa-sistem".into(),
        }
    }

    /// The draft that it shows, if any.
    pub fn draft(&self) -> Option<&str> {
        match self {
            Page::Step { draft, .. } | Page::Review { draft } | Page::Receipt { draft } => Some(draft),
            _ => None,
        }
    }
}

thread_local! {
    // On a kiosk the path that is shown: its address never changes, so that nobody can go back to what another has seen.
    static PATH: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Leaves the address as it is from now on: the history has one entry, and names no draft.
pub fn stay() {
    PATH.set(Some(String::new()));
}

/// Starts routing: the present page as a signal. Call once.
pub fn start() -> RwSignal<Page> {
    let page = RwSignal::new(here());
    window_event_listener(ev::popstate, move |_| page.set(here()));
    window_event_listener(ev::click, move |event| {
        if event.default_prevented()
            || event.button() != 0
            || event.ctrl_key()
            || event.meta_key()
            || event.shift_key()
            || event.alt_key()
        {
            return;
        }
        let Some(link) = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .and_then(|element| element.closest("a[href^='/']").ok().flatten())
        else {
            return;
        };
        let Some(href) = link.get_attribute("href") else { return };
        if link.has_attribute("download") || link.has_attribute("target") {
            return;
        }
        event.prevent_default();
        push(&href);
        page.set(here());
    });
    page
}

/// Goes to a page: only after a step has been checked, a draft begun or a receipt has come.
pub fn go(page: &Page) {
    push(&page.path());
    announce();
}

/// Goes to a page in place of the present one: Back does not lead here again.
pub fn replace(page: &Page) {
    replace_at(&page.path());
}

/// The same by its address.
pub fn replace_at(address: &str) {
    if !kept_back(address)
        && let Ok(history) = window().history()
    {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
    announce();
}

/// The fragment of the address without its `#`; taken out of the address when read.
pub fn take_fragment() -> String {
    let fragment = location().hash().unwrap_or_default();
    if !fragment.is_empty()
        && let Ok(history) = window().history()
    {
        let path = location().pathname().unwrap_or_default();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
    fragment.trim_start_matches('#').into()
}

/// The page that the address names.
pub fn here() -> Page {
    let own = PATH.with_borrow(Clone::clone);
    Page::at(&own.unwrap_or_else(|| location().pathname().unwrap_or_default()))
}

// Whether the address stays as it is.
fn kept_back(path: &str) -> bool {
    PATH.with_borrow_mut(|own| own.as_mut().map(|own| *own = path.into())).is_some()
}

fn push(path: &str) {
    if !kept_back(path)
        && let Ok(history) = window().history()
    {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

// The listener of `start` hears it as it hears Back: one way in which the page changes.
fn announce() {
    if let Ok(event) = web_sys::PopStateEvent::new("popstate") {
        let _ = window().dispatch_event(&event);
    }
}

fn join(parts: &[&str]) -> String {
    let mut path = String::new();
    for part in parts {
        path.push('/');
        path.push_str(part);
    }
    path
}

#[cfg(test)]
mod tests;
