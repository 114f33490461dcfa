//! The app: language, routes, and the one draft that is open. Holds the one draft writer.

mod account;
mod draft;
mod form;
mod handoff;
mod late;
mod outbox;
mod pin;
mod renew;
mod shelf;

use std::rc::Rc;

use forms::{Lang, Summary};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use form::Pages;
pub use form::load as load_form;
pub use shelf::open as open_shelf;

use crate::{
    api::{self, Config},
    device,
    page::{
        home::{self, Card, CardKind},
        waiting,
    },
    part::{El, Live, el, spawn, top},
    route::{self, Page},
    session::{Draft, Stage, State},
    text::{self, Language},
};

/// What a page needs of the app.
#[derive(Clone)]
struct Shared {
    language: Language,
    config: Rc<Config>,
    services: Rc<Vec<Summary>>,
    live: Live,
    page: RwSignal<Page>,
    /// Counts up when the pages of the form have come.
    arrived: RwSignal<u32>,
    /// Where focus goes on the next page instead of its title: a field that a summary named; empty for none.
    target: RwSignal<String>,
    /// Counts who signs in and out; `api` knows whether somebody is.
    signed_in: RwSignal<u32>,
}

/// The whole app, once config and index have come.
pub fn draw(config: Config, services: Vec<Summary>) -> Vec<El> {
    let language = Language(RwSignal::new(shelf::language()));
    shelf::follow(RwSignal::new(0));
    shelf::begin(config.draft_days);
    let shared = Shared {
        language,
        config: Rc::new(config),
        services: Rc::new(services),
        live: Live::new(),
        page: route::start(),
        arrived: RwSignal::new(0),
        target: RwSignal::new(String::new()),
        signed_in: RwSignal::new(0),
    };
    Effect::new(move |_| device::page::set_lang(language.get().tag()));
    announce_page(&shared);
    take_care(&shared);
    guard(shared.page);
    let config = shared.config.clone();
    let city = move || config.city.get(language.get()).into();
    let other = move || {
        let other = if language.get() == Lang::Id { Lang::En } else { Lang::Id };
        (language.front().other_language, other.tag())
    };
    let switch = move || {
        spawn(Box::pin(async move {
            // What was typed comes first.
            shelf::flush().await;
            language.0.update(|lang| *lang = if *lang == Lang::Id { Lang::En } else { Lang::Id });
            shelf::keep_language(language.get_untracked());
        }));
    };
    let (live, page, account) = (shared.live, shared.page, shared.clone());
    let account = el("div", "").swap(move || {
        account.signed_in.track();
        form::pages().map(|pages| (pages.account)(&account)).unwrap_or_default()
    });
    // Its own memo, so that the steps of one draft share one session.
    let open = Memo::new(move |_| page.with(|page| page.draft().map(String::from)));
    let skip = el("a", "skip").attr("href", "#main").bind_text(move || language.front().skip.into());
    let main =
        el("main", "").id("main").attr("tabindex", "-1").on("mousedown", hold_still).swap(move || match open.get() {
            Some(id) => with_form(&shared, |pages| (pages.draft)(&shared, &id)),
            None => {
                let shared = shared.clone();
                vec![el("div", "").swap(move || plain(&shared, shared.page.get()))]
            }
        });
    [skip].into_iter().chain(top(city, other, switch)).chain([account, main, live.region()]).collect()
}

/// A module that could not be had is asked for again after so many milliseconds.
const AGAIN: i32 = 60_000;

// What was frozen and has not gone out yet, what is too old, what cannot be read. Only then Beranda needs the form's module, which knows how.
fn take_care(shared: &Shared) {
    if !shelf::needs_care() {
        return;
    }
    let shared = shared.clone();
    spawn(Box::pin(async move {
        while !(device::page::form_ahead().await && form::load().await) {
            api::sleep(AGAIN).await;
        }
        if let Some(pages) = form::pages() {
            (pages.care)(&shared);
        }
    }));
}

// Whoever leaves a box may leave the page next. A page that goes out of sight may be closed next; one that comes back may have been
// overtaken by another tab.
fn guard(page: RwSignal<Page>) {
    window_event_listener(ev::focusout, |_| shelf::settle());
    window_event_listener(ev::visibilitychange, move |_| {
        if device::page::is_hidden() {
            spawn(Box::pin(shelf::flush()));
        } else if let Some(draft) = page.with_untracked(|page| page.draft().map(String::from)) {
            spawn(Box::pin(shelf::check(draft)));
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
fn plain(shared: &Shared, page: Page) -> Vec<El> {
    if page == Page::Home {
        if let Some(pages) = form::pages() {
            (pages.close)(shared);
        }
        let (config, services) = (shared.config.clone(), shared.services.clone());
        let drafts = Rc::new(Drafts(shared.clone()));
        return vec![untrack(|| home::draw(shared.language, config, services, drafts))];
    }
    with_form(shared, |pages| (pages.plain)(shared, page))
}

// What the form's module draws; until it has come, a word that it is on its way.
fn with_form(shared: &Shared, draw: impl FnOnce(Pages) -> Vec<El>) -> Vec<El> {
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

// The drafts on this device, for Beranda.
struct Drafts(Shared);

impl home::Shelf for Drafts {
    fn cards(&self, lang: Lang) -> Vec<Card> {
        shelf::track();
        self.0.signed_in.track();
        cards(lang, self.0.config.draft_days)
    }

    fn lost(&self) -> Vec<El> {
        form::pages().map(|pages| (pages.lost)(&self.0)).unwrap_or_default()
    }

    fn delete(&self, draft: &str) {
        shelf::forget(draft);
    }
}

/// Where a draft goes on.
fn draft_page(draft: &Draft) -> Page {
    let id = draft.id.clone();
    match draft.state {
        State::Open | State::Sealed(_) | State::Moving(_) => Page::Step { draft: id, step: draft.step.clone() },
        State::Sending(_) => Page::Review { draft: id },
        State::Sent(_) => Page::Receipt { draft: id },
    }
}

fn cards(lang: Lang, days: i64) -> Vec<Card> {
    let (words, signed_in) = (text::front(lang), api::sign_in_name());
    let card = |draft: Draft| {
        let late = shelf::is_late(&draft)?;
        let title = shelf::title(&draft.service, &draft.version)?;
        let title = title.get(lang);
        let (pattern, kind) = match &draft.state {
            State::Open if !draft.is_begun() => return None,
            State::Open | State::Moving(_) => (words.home_resume, CardKind::Draft),
            State::Sending(_) => (words.home_unsent, CardKind::Draft),
            State::Sealed(Stage::Sent) => (words.home_open, CardKind::Receipt),
            State::Sealed(_) => (words.home_open, CardKind::Draft),
            State::Sent(sent) if sent.news => ("{title}", CardKind::Draft),
            State::Sent(_) => ("{title}", CardKind::Receipt),
        };
        let until = || text::kept_until(device::clock::date_after(draft.saved, days), lang);
        let line = match &draft.state {
            State::Sealed(Stage::Sending) => words.home_closed_unsent.into(),
            State::Sealed(_) => [words.home_closed, ". ", &until()].concat(),
            State::Sending(frozen) if frozen.is_automatic(signed_in.as_deref()) => words.home_waits.into(),
            State::Sending(frozen) if frozen.is_automatic(frozen.signed_in.as_deref()) => words.home_sign_in.into(),
            State::Sending(_) => words.home_asks.into(),
            State::Moving(_) => words.home_moving.into(),
            State::Sent(sent) if sent.news => {
                text::fill(words.home_arrived, &[("number", &text::number(&sent.number))])
            }
            State::Sent(sent) => text::number(&sent.number),
            State::Open => [&text::saved(draft.saved, lang), ". ", &until()].concat(),
        };
        let title = text::fill(pattern, &[("title", title)]);
        let page = draft_page(&draft);
        Some(Card { page, title, line, draft: (!draft.is_on_its_way()).then_some(draft.id), late, kind })
    };
    shelf::drafts().into_iter().filter_map(card).collect()
}

// On every change of page: to its top, and focus to its title, or to the field that a summary named.
fn announce_page(shared: &Shared) {
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
