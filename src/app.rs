//! The app: language, routes, and the one draft that is open.

mod account;
mod draft;
mod event;
mod form;
mod handoff;
mod late;
mod pin;
mod renew;

use forms::{Lang, Summary};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use form::Pages;
pub use form::load as load_form;

use crate::{
    api::{self, Config},
    device::{self, storage},
    page::{
        home::{self, draft_page},
        waiting,
    },
    part::{El, Live, el, spawn, top},
    route::{self, Page},
    store::{self, Store},
    text::Language,
};

/// Where the chosen language is remembered.
const LANGUAGE: &str = "loket.language";
/// A module that could not be had is asked for again after so many milliseconds.
const AGAIN: i32 = 60_000;

/// What a page needs of the app. It lives as long as the page, so that closures take one word of it.
type Shared = &'static App;

struct App {
    screen: Screen,
    language: Language,
    live: Live,
    page: RwSignal<Page>,
    config: &'static Config,
    services: &'static [Summary],
    store: Store,
    /// Counts up when the pages of the form have come.
    arrived: RwSignal<u32>,
    /// Where focus goes on the next page instead of its title: a field that a summary named; empty for none.
    target: RwSignal<String>,
    /// Counts who signs in and out; `api` knows whether somebody is.
    signed_in: RwSignal<u32>,
}

/// What is before the citizen: the language, the page, and what is said aloud.
#[derive(Clone, Copy)]
struct Screen {
    language: Language,
    live: Live,
    page: RwSignal<Page>,
}

/// The whole app, once config, index and drafts have come.
pub fn draw(config: Config, services: Vec<Summary>, opened: store::Opened) -> Vec<El> {
    let shared = shared(config, services, opened);
    let language = shared.language;
    Effect::new(move |_| device::page::set_lang(language.get().tag()));
    announce_page(shared);
    take_care(shared);
    guard(shared);
    [skip_link(language)].into_iter().chain(head(shared)).chain([main(shared), shared.live.region()]).collect()
}

fn shared(config: Config, services: Vec<Summary>, opened: store::Opened) -> Shared {
    let language = Language(RwSignal::new(match storage::get(LANGUAGE).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Id,
    }));
    let screen = Screen { language, live: Live::new(), page: route::start() };
    let (config, services) = (Box::leak(Box::new(config)), services.leak());
    // Only the form's module knows what an event means, and without it there is none.
    let hear = move |store: Store, event: store::Event| {
        if let Some(pages) = form::pages() {
            (pages.hear)(screen, store, event);
        }
    };
    Box::leak(Box::new(App {
        screen,
        language,
        live: screen.live,
        page: screen.page,
        store: Store::new(opened, config, Box::new(hear)),
        config,
        services,
        arrived: RwSignal::new(0),
        target: RwSignal::new(String::new()),
        signed_in: RwSignal::new(0),
    }))
}

fn skip_link(language: Language) -> El {
    el("a", "skip").attr("href", "#main").bind_text(move || language.front().skip.into())
}

// City, the other language, and who is signed in.
fn head(shared: Shared) -> Vec<El> {
    let (language, config, store, account) = (shared.language, shared.config, shared.store, shared);
    let city = move || config.city.get(language.get()).into();
    let other = move || {
        let other = if language.get() == Lang::Id { Lang::En } else { Lang::Id };
        (language.front().other_language, other.tag())
    };
    let switch = move || {
        spawn(Box::pin(async move {
            // What was typed comes first.
            store.flush().await;
            language.0.update(|lang| *lang = if *lang == Lang::Id { Lang::En } else { Lang::Id });
            storage::set(LANGUAGE, language.get_untracked().tag());
        }));
    };
    let account = el("div", "").swap(move || {
        account.signed_in.track();
        form::pages().map(|pages| (pages.account)(account)).unwrap_or_default()
    });
    top(city, other, switch).into_iter().chain([account]).collect()
}

fn main(shared: Shared) -> El {
    let page = shared.page;
    // Its own memo, so that the steps of one draft share one session.
    let open = Memo::new(move |_| page.with(|page| page.draft().map(String::from)));
    el("main", "").id("main").attr("tabindex", "-1").on("mousedown", hold_still).swap(move || match open.get() {
        Some(id) => with_form(shared, |pages| (pages.draft)(shared, &id)),
        None => {
            vec![el("div", "").swap(move || plain(shared, shared.page.get()))]
        }
    })
}

// Only what was frozen and has not gone out yet, what is too old and what cannot be read let Beranda need the form's module, which knows how.
fn take_care(shared: Shared) {
    if !shared.store.needs_care() {
        return;
    }
    spawn(Box::pin(async move {
        while !(device::page::form_ahead().await && form::load().await) {
            api::sleep(AGAIN).await;
        }
        if let Some(pages) = form::pages() {
            (pages.care)(shared);
        }
    }));
}

// Leaving a box often precedes leaving the page. A page that goes out of sight may be closed next; one that comes back may have been
// overtaken by another tab.
fn guard(shared: Shared) {
    let (page, store) = (shared.page, shared.store);
    window_event_listener(ev::focusout, move |_| store.settle());
    window_event_listener(ev::visibilitychange, move |_| {
        if device::page::is_hidden() {
            spawn(Box::pin(async move { store.flush().await }));
        } else if let Some(draft) = page.with_untracked(|page| page.draft().map(String::from)) {
            spawn(Box::pin(async move { store.check(&draft).await }));
        }
    });
}

// Leaving a box may bring a sentence that moves the button under the finger: the box keeps its focus until the click is done.
fn hold_still(event: web_sys::Event) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if target.is_some_and(|target| matches!(target.closest(".button"), Ok(Some(_)))) {
        event.prevent_default();
    }
}

// The pages that show no draft.
fn plain(shared: Shared, page: Page) -> Vec<El> {
    if page == Page::Home {
        if let Some(pages) = form::pages() {
            (pages.close)(shared);
        }
        return vec![untrack(|| home(shared))];
    }
    with_form(shared, |pages| (pages.plain)(shared, page))
}

fn home(shared: Shared) -> El {
    let App { language, config, services, store, signed_in, .. } = *shared;
    home::draw(home::Props { language, config, services, store, signed_in, lost })
}

fn lost(given: &home::Props) -> Vec<El> {
    form::pages().map(|pages| (pages.lost)(given)).unwrap_or_default()
}

// What the form's module draws; until it has come, a word that it is on its way.
fn with_form(shared: Shared, draw: impl FnOnce(Pages) -> Vec<El>) -> Vec<El> {
    if let Some(pages) = form::pages() {
        return untrack(|| draw(pages));
    }
    let arrived = shared.arrived;
    arrived.track();
    spawn(Box::pin(async move {
        if form::load().await {
            arrived.update(|arrived| *arrived += 1);
        }
    }));
    vec![waiting::draw(shared.language)]
}

// On every change of page: to its top, and focus to its title, or to the field that a summary named.
fn announce_page(shared: Shared) {
    let (page, arrived, target) = (shared.page, shared.arrived, shared.target);
    Effect::new(move |before: Option<(Page, u32)>| {
        let now = (page.get(), arrived.get());
        device::page::set_root("data-page", if now.0 == Page::Home { "home" } else { "other" });
        if before.is_some_and(|before| before != now) {
            request_animation_frame(move || {
                let id = target.get_untracked();
                if id.is_empty() {
                    device::page::scroll_to_top();
                    let _ = device::page::focus_first("#main [autofocus]") || device::page::focus_first("#main h1");
                } else {
                    target.set(String::new());
                    device::page::focus(&id);
                }
            });
        }
        now
    });
}
