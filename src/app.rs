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
        home::{Card, CardKind, Home},
        missing::Missing,
        service::{Loaded, ServicePage, title_in},
        track::{Ask, Track},
    },
    part::{Live, LiveRegion, Task, Top},
    route::{self, Page},
    session::{Asked, Correction, Draft, State},
    text::{self, Language},
};

/// What a page needs of the app; a handle.
#[derive(Clone, Copy)]
struct Shared {
    language: Language,
    config: StoredValue<Config>,
    services: StoredValue<Vec<Summary>>,
    /// Where focus goes on the next page instead of its title: a field that a summary named.
    target: RwSignal<Option<String>>,
}

/// The whole app, once config and index have come.
#[component]
pub fn App(
    /// The deployment.
    config: Config,
    /// The services.
    services: Vec<Summary>,
) -> impl IntoView {
    let language = Language(RwSignal::new(shelf::language()));
    let live = Live(RwSignal::new(String::new()));
    provide_context(live);
    shelf::forget_old(config.draft_days, device::clock::now());
    let shared = Shared {
        language,
        config: StoredValue::new(config),
        services: StoredValue::new(services),
        target: RwSignal::new(None),
    };
    let page = route::start();
    announce_language(language);
    announce_page(page, shared.target);
    let city = move || shared.config.with_value(|config| config.city.get(language.get()).to_string());
    let other = move || {
        let other = if language.get() == Lang::Id { Lang::En } else { Lang::Id };
        (language.words().other_language, other.tag())
    };
    let switch = move |()| {
        language.0.update(|lang| *lang = if *lang == Lang::Id { Lang::En } else { Lang::Id });
        shelf::keep_language(language.get_untracked());
    };
    // Its own memo, so that the steps of one draft share one session.
    let draft = Memo::new(move |_| page.read().draft().map(String::from));
    view! {
        <a class="skip" href="#main">{move || language.words().skip}</a>
        <Top city=Signal::derive(city) other=Signal::derive(other) switch=Callback::new(switch) />
        <main id="main" tabindex="-1" on:mousedown=hold_still>
            {move || match draft.get() {
                Some(id) => draft::pages(shared, page, &id),
                None => view! { {move || plain(shared, page.get())} }.into_any(),
            }}
        </main>
        <LiveRegion live=live />
    }
}

// Leaving a box may bring a sentence that moves the button under the finger: the box keeps its focus until the click is done.
fn hold_still(event: leptos::ev::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if target.is_some_and(|target| matches!(target.closest(".button"), Ok(Some(_)))) {
        event.prevent_default();
    }
}

// The pages that show no draft.
fn plain(shared: Shared, page: Page) -> AnyView {
    let Shared { language, config, services, .. } = shared;
    match page {
        Page::Home => {
            let deleted = RwSignal::new(0);
            let cards = Signal::derive(move || {
                deleted.track();
                cards(language.get())
            });
            let delete = Callback::new(move |id: String| {
                shelf::forget(&id);
                deleted.update(|deleted| *deleted += 1);
            });
            view! { <Home language=language config=config services=services cards=cards delete=delete /> }.into_any()
        }
        Page::Service { id } => service(shared, id).into_any(),
        Page::Track => track(shared).into_any(),
        _ => view! { <Missing language=language /> }.into_any(),
    }
}

fn service(shared: Shared, id: String) -> impl IntoView {
    let version = shared
        .services
        .with_value(|services| services.iter().find(|service| service.id == id).map(|service| service.version.clone()));
    let loading = Task::<Loaded>::new();
    let draft = shelf::drafts().into_iter().find(|draft| draft.service == id && !matches!(draft.state, State::Sent(_)));
    loading.start(
        async move {
            let version = version.ok_or(api::Error::Broken(Vec::new()))?;
            read(&api::service(&id, &version).await?)
        },
        |_| {},
    );
    let start = Callback::new(move |service: Arc<Service>| {
        begin(&service, Draft::new(shelf::fresh_id(), &service.id, &service.version));
    });
    view! {
        <ServicePage
            language=shared.language
            config=shared.config
            loading=loading
            draft=draft.map(|draft| draft_page(&draft))
            keeps=shelf::keeps()
            start=start
        />
    }
}

fn track(shared: Shared) -> impl IntoView {
    let title_of = Callback::new(move |id: String| {
        shared.services.with_value(|services| title_in(services, &id, shared.language.get()))
    });
    let correct = Callback::new(move |(ask, status): (Ask, rest::Status)| {
        let asked = status
            .corrections
            .iter()
            .map(|asked| Asked { pointer: asked.pointer.clone(), reason: asked.reason.clone() });
        let correction = Correction { number: ask.number, digits: ask.digits, asked: asked.collect() };
        leptos::task::spawn_local(async move {
            // The answers are there only when this device still holds the sent copy.
            if let Ok(json) = api::service(&status.service, &status.version).await
                && let Ok(service) = read(&json)
            {
                begin(&service, shelf::correction(&service, correction));
            }
        });
    });
    let api = shared.config.with_value(|config| Api::new(config, None));
    api.ok().map(|api| {
        view! { <Track language=shared.language api=api config=shared.config title_of=title_of correct=correct /> }
    })
}

/// Keeps a new draft with its definition, and opens it. A device that keeps nothing holds it in memory until the page is closed.
fn begin(service: &Service, draft: Draft) {
    let draft = Draft { saved: device::clock::now(), ..draft };
    shelf::keep_service(service);
    shelf::keep(&draft);
    route::go(&draft_page(&draft));
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

fn announce_language(language: Language) {
    Effect::new(move |_| device::page::set_lang(language.get().tag()));
}

// On every change of page: to its top, and focus to its title, or to the field that a summary named.
fn announce_page(page: ReadSignal<Page>, target: RwSignal<Option<String>>) {
    Effect::new(move |before: Option<Page>| {
        let page = page.get();
        if before.is_some_and(|before| before != page) {
            request_animation_frame(move || match target.try_update(Option::take).flatten() {
                Some(id) => device::page::focus(&id),
                None => {
                    device::page::scroll_to_top();
                    device::page::focus_first("#main h1");
                }
            });
        }
        page
    });
}

/// The engine's view of the browser, one for the whole app.
fn browser() -> Rc<device::Browser> {
    Rc::new(device::Browser::default())
}
