//! The app: language, routes, and the one draft that is open. Holds the one draft writer.

mod draft;
mod shelf;

use std::{rc::Rc, sync::Arc};

use forms::{Lang, Service, Summary};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    api::{self, Api, Config},
    device,
    page::{
        home::{self, Card, CardKind},
        missing,
        service::{self, Loaded, title_in},
        track::{self, Ask},
    },
    part::{El, Live, Task, el, spawn, top},
    route::{self, Page},
    session::{Asked, Correction, Draft, State},
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
    /// Where focus goes on the next page instead of its title: a field that a summary named; empty for none.
    target: RwSignal<String>,
}

/// The whole app, once config and index have come.
pub fn draw(config: Config, services: Vec<Summary>) -> Vec<El> {
    let language = Language(RwSignal::new(shelf::language()));
    shelf::forget_old(config.draft_days, device::clock::now());
    let shared = Shared {
        language,
        config: Rc::new(config),
        services: Rc::new(services),
        live: Live::new(),
        page: route::start(),
        target: RwSignal::new(String::new()),
    };
    Effect::new(move |_| device::page::set_lang(language.get().tag()));
    announce_page(shared.page, shared.target);
    let config = shared.config.clone();
    let city = move || config.city.get(language.get()).into();
    let other = move || {
        let other = if language.get() == Lang::Id { Lang::En } else { Lang::Id };
        (language.words().other_language, other.tag())
    };
    let switch = move || {
        language.0.update(|lang| *lang = if *lang == Lang::Id { Lang::En } else { Lang::Id });
        shelf::keep_language(language.get_untracked());
    };
    let (live, page) = (shared.live, shared.page);
    // Its own memo, so that the steps of one draft share one session.
    let open = Memo::new(move |_| page.with(|page| page.draft().map(String::from)));
    let skip = el("a", "skip").attr("href", "#main").bind_text(move || language.words().skip.into());
    let main =
        el("main", "").id("main").attr("tabindex", "-1").on("mousedown", hold_still).swap(move || match open.get() {
            Some(id) => untrack(|| draft::pages(&shared, &id)),
            None => {
                let shared = shared.clone();
                vec![el("div", "").swap(move || plain(&shared, shared.page.get()))]
            }
        });
    [skip].into_iter().chain(top(city, other, switch)).chain([main, live.region()]).collect()
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
    match page {
        Page::Home => {
            let (config, services) = (shared.config.clone(), shared.services.clone());
            vec![untrack(|| home::draw(shared.language, config, services, Rc::new(Kept)))]
        }
        Page::Service { id } => vec![untrack(|| about(shared, id))],
        Page::Track => untrack(|| track(shared)).into_iter().collect(),
        _ => missing::draw(shared.language),
    }
}

fn about(shared: &Shared, id: String) -> El {
    let version = shared.services.iter().find(|service| service.id == id).map(|service| service.version.clone());
    let unsent = |draft: &Draft| draft.service == id && !matches!(draft.state, State::Sent(_));
    let draft = shelf::drafts().into_iter().find(unsent);
    let loading = Task::<Loaded>::new();
    loading.start(
        async move {
            let version = version.ok_or(api::Error::Broken(Vec::new()))?;
            read(&api::service(&id, &version).await?)
        },
        |_| {},
    );
    let given = service::Given {
        language: shared.language,
        config: shared.config.clone(),
        draft: draft.map(|draft| draft_page(&draft)),
        keeps: shelf::keeps(),
        start: Rc::new(|service| begin(service, Draft::new(shelf::fresh_id(), &service.id, &service.version))),
    };
    service::draw(loading, given)
}

fn track(shared: &Shared) -> Option<El> {
    let api = Api::new(&shared.config, None).ok()?;
    let services = shared.services.clone();
    let given = track::Given {
        language: shared.language,
        api: Rc::new(api),
        config: shared.config.clone(),
        live: shared.live,
        title_of: Rc::new(move |id, lang| title_in(&services, id, lang)),
        correct: Rc::new(correct),
    };
    Some(track::draw(given))
}

// The answers are there only when this device still holds the sent copy.
fn correct(ask: Ask, status: rest::Status) {
    let asked = status.corrections.iter();
    let asked = asked.map(|asked| Asked { pointer: asked.pointer.clone(), reason: asked.reason.clone() });
    let correction = Correction { number: ask.number, digits: ask.digits, asked: asked.collect() };
    spawn(Box::pin(async move {
        if let Ok(json) = api::service(&status.service, &status.version).await
            && let Ok(service) = read(&json)
        {
            begin(&service, shelf::correction(&service, correction));
        }
    }));
}

/// Keeps a new draft with its definition, and opens it. A device that keeps nothing holds it in memory until the page is closed.
fn begin(service: &Service, draft: Draft) {
    let draft = Draft { saved: device::clock::now(), ..draft };
    shelf::keep_service(service);
    shelf::keep(&draft);
    route::go(&draft_page(&draft));
}

// The drafts on this device, for Beranda.
struct Kept;

impl home::Shelf for Kept {
    fn cards(&self, lang: Lang) -> Vec<Card> {
        cards(lang)
    }

    fn delete(&self, draft: &str) {
        shelf::forget(draft);
    }
}

/// Reads a definition; every fault of it comes back.
fn read(json: &forms::Json) -> Loaded {
    let (service, faults) = Service::read(json);
    service.map(Arc::new).ok_or(api::Error::Broken(faults))
}

/// Where a draft goes on.
fn draft_page(draft: &Draft) -> Page {
    let id = draft.id.clone();
    match draft.state {
        State::Open => Page::Step { draft: id, step: draft.step.clone() },
        State::Sending(_) => Page::Review { draft: id },
        State::Sent(_) => Page::Receipt { draft: id },
    }
}

fn cards(lang: Lang) -> Vec<Card> {
    let words = text::of(lang);
    let card = |draft: Draft| {
        let service = shelf::service(&draft.service, &draft.version)?;
        let title = service.title.get(lang);
        let (pattern, kind) = match &draft.state {
            State::Open if !draft.is_begun() => return None,
            State::Open => (words.home_resume, CardKind::Draft),
            State::Sending(_) => (words.home_unsent, CardKind::Draft),
            State::Sent(_) => ("{title}", CardKind::Receipt),
        };
        let line = match &draft.state {
            State::Sent(sent) => text::number(&sent.number),
            _ => text::fill(words.saved, &[("time", &text::time(draft.saved, lang))]),
        };
        let title = text::fill(pattern, &[("title", title)]);
        let deletable = !matches!(draft.state, State::Sending(_));
        Some(Card { page: draft_page(&draft), title, line, draft: deletable.then_some(draft.id), kind })
    };
    shelf::drafts().into_iter().filter_map(card).collect()
}

// On every change of page: to its top, and focus to its title, or to the field that a summary named.
fn announce_page(page: RwSignal<Page>, target: RwSignal<String>) {
    Effect::new(move |before: Option<Page>| {
        let page = page.get();
        if before.is_some_and(|before| before != page) {
            request_animation_frame(move || {
                let id = target.get_untracked();
                if id.is_empty() {
                    device::page::scroll_to_top();
                    device::page::focus_first("#main h1");
                } else {
                    target.set(String::new());
                    device::page::focus(&id);
                }
            });
        }
        page
    });
}
