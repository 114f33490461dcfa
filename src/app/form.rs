//! The pages of the form and around it, Layanan to Lacak: a wasm module of their own, so that Beranda comes first and small.
//! `door` is the one way in. What only these pages use is put into their module by the build (xtask/src/build/split.rs); the page that moves a
//! form to or from a kiosk has a module besides (`handoff`).

use std::{cell::Cell, rc::Rc};

use forms::Service;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{App, Screen, Shared, account, draft, draft_page, event, handoff, late, pin};
use crate::{
    api::{self, Api},
    device,
    page::{
        home, missing,
        service::{self, Loaded, title_in},
        system,
        track::{self, Query},
    },
    part::{El, Task, spawn},
    route::{self, Page},
    session::{Asked, Correction, Draft},
    store::{Event, Store, fresh_id},
};

thread_local! {
    static PAGES: Cell<Option<Pages>> = const { Cell::new(None) };
}

/// The pages of the module.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The pages of one draft, by its id.
    pub draft: fn(Shared, &str) -> Vec<El>,
    /// The pages that show no draft.
    pub plain: fn(Shared, Page) -> Vec<El>,
    /// Deletes what is too old, and begins to send what is on its way.
    pub care: fn(Shared),
    /// Closes the drafts with a PIN that nobody looks at.
    pub close: fn(Shared),
    /// Hears what becomes of drafts.
    pub hear: fn(Screen, Store, Event),
    /// That somebody is signed in; above every page.
    pub account: fn(Shared) -> Vec<El>,
    /// That drafts here cannot be read any more.
    pub lost: fn(&home::Props) -> Vec<El>,
}

/// The pages, once their module has come.
pub fn pages() -> Option<Pages> {
    PAGES.get()
}

/// Fetches the module; `false` when it cannot be had, which the loader has told by then.
pub async fn load() -> bool {
    let came = door().await;
    PAGES.set(came.as_ref().ok().copied());
    came.is_ok()
}

#[wasm_split(form, fallible)]
fn door() -> Result<Pages, SplitLoaderError> {
    Ok(Pages {
        draft: draft::pages,
        plain,
        care,
        close: |shared| pin::close_unseen(shared.screen, shared.store),
        hear: event::hear,
        account: account::band,
        lost: late::lost,
    })
}

fn care(shared: Shared) {
    shared.store.tidy();
    fetch_missing(shared);
    shared.store.start_sending();
}

// A draft whose definition went missing can be gone on with, as soon as that is there again.
fn fetch_missing(shared: Shared) {
    for (id, version) in shared.store.missing() {
        let (config, store) = (shared.config, shared.store);
        spawn(Box::pin(async move {
            if let Ok(service) = api::service(config, &id, &version, &device::Browser::default()).await {
                store.keep_service(&service);
            }
        }));
    }
}

fn plain(shared: Shared, page: Page) -> Vec<El> {
    match page {
        Page::Service { id } => vec![untrack(|| about(shared, id))],
        Page::Handoff => vec![untrack(|| handoff::page(shared, ""))],
        Page::SignIn => vec![untrack(|| account::arrive(shared))],
        Page::System => vec![untrack(|| system(shared))],
        Page::Track => untrack(|| track(shared)).into_iter().collect(),
        _ => missing::draw(shared.language),
    }
}

fn about(shared: Shared, id: String) -> El {
    let config = shared.config;
    let version = shared.services.iter().find(|service| service.id == id).map(|service| service.version.clone());
    let unsent = |draft: &Draft| draft.service == id && !draft.is_sent();
    let draft = shared.store.drafts().into_iter().find(unsent);
    let loading = Task::<Loaded>::new();
    let load = move || {
        let (config, id, version) = (config, id.clone(), version.clone());
        let work = async move {
            let version = version.ok_or(api::Error::Broken(Vec::new()))?;
            api::service(config, &id, &version, &device::Browser::default()).await
        };
        loading.start(work, |_| {});
    };
    load();
    let again = move || {
        // Its button goes; the title stays, and says that something is under way.
        loading.clear();
        device::page::focus_first("#main h1");
        load();
    };
    let store = shared.store;
    let given = service::Props {
        language: shared.language,
        config: shared.config,
        draft: draft.map(|draft| draft_page(&draft)),
        refusal: shared.store.refusal(),
        again: Rc::new(again),
        start: Rc::new(move |service| begin(store, service, Draft::new(fresh_id(), &service.id, &service.version))),
    };
    service::draw(loading, given)
}

fn system(shared: Shared) -> El {
    system::draw(system::Props {
        language: shared.language,
        config: shared.config,
        services: shared.services,
        keeps: shared.store.refusal().is_none(),
    })
}

fn track(shared: Shared) -> Option<El> {
    let api = Api::new(shared.config, None).ok()?;
    let services = shared.services;
    let given = track::Props {
        language: shared.language,
        api: Rc::new(api),
        account: account::account(shared),
        config: shared.config,
        live: shared.live,
        title_of: Rc::new(move |id, lang| title_in(services, id, lang)),
        correct: Rc::new(move |ask, status| correct(shared, ask, status)),
    };
    Some(track::draw(given))
}

// The answers are there only when this device still holds the sent copy.
fn correct(shared: Shared, ask: Query, status: rest::Status) {
    spawn(Box::pin(async move {
        let App { config, store, .. } = *shared;
        let Ok(service) = api::service(config, &status.service, &status.version, &device::Browser::default()).await
        else {
            return;
        };
        let Ok(api) = Api::new(config, Some(&service)) else { return };
        let asked = api.asked_back(&status).into_iter();
        let asked = asked.map(|asked| Asked { pointer: asked.pointer, reason: asked.reason });
        let correction = Correction { number: status.number, digits: ask.digits, asked: asked.collect() };
        let (draft, copy) = store.correction(&service, correction);
        let id = draft.id.clone();
        begin(store, &service, draft);
        // What comes from a copy with a PIN is not kept without it.
        if let Some(copy) = copy {
            store.share_pin(&copy, &id);
        }
    }));
}

/// Keeps a new draft with its definition, and opens it; one that is to be sealed first only in memory. A device that keeps nothing holds it in memory until the page is closed.
fn begin(store: Store, service: &Service, draft: Draft) {
    let draft = Draft { saved: device::clock::now(), ..draft };
    store.keep_service(service);
    store.keep(&draft);
    pin::hold(store, service, &draft);
    route::go(&draft_page(&draft));
}
