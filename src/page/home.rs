//! Beranda: find a service by everyday words, continue a draft, check an application. Its markup is also that of the
//! frame in index.html, so that nothing moves when the app takes over.

use forms::{Index, Lang, Summary};
use leptos::{either::Either, prelude::*};

use super::head;
use crate::{
    api::Config,
    part::{Panel, Tone},
    route::Page,
    text::{self, Language},
};

/// A draft, as Beranda shows it: no name, no number of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub page: Page,
    pub title: String,
    /// What stands under the title.
    pub line: String,
    /// Its name on this device, where it may be deleted: not while its outcome is unknown.
    pub draft: Option<String>,
    pub kind: CardKind,
}

/// What a card leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// A draft to continue, or one whose outcome is unknown.
    Draft,
    /// A receipt.
    Receipt,
}

/// The front page.
#[component]
pub fn Home(
    /// The citizen's language.
    language: Language,
    /// The deployment.
    config: StoredValue<Config>,
    /// The services.
    services: StoredValue<Vec<Summary>>,
    /// The drafts on this device, newest first.
    #[prop(into)]
    cards: Signal<Vec<Card>>,
    /// Deletes a draft from this device.
    delete: Callback<String>,
) -> impl IntoView {
    head::plain_title(language, move || language.words().home_title.into());
    let query = RwSignal::new(String::new());
    let index = services.with_value(|services| index(services));
    let index = StoredValue::new(index);
    // An empty query shows all, in the order of the file.
    let found = Memo::new(move |_| {
        let query = query.read();
        if query.trim().is_empty() {
            return None;
        }
        Some(index.with_value(|index| index.find(&query, 10)))
    });
    let status = move || {
        let words = language.words();
        let found = found.get()?;
        Some(match found.len() {
            0 => words.home_none.into(),
            n_found => text::fill(words.home_found, &[("n", &n_found.to_string())]),
        })
    };
    let shown = move || {
        let lang = language.get();
        let found = found.get().filter(|found| !found.is_empty());
        services.with_value(|services| {
            let all = || (0..services.len()).collect();
            let places: Vec<usize> = found.unwrap_or_else(all);
            places
                .into_iter()
                .filter_map(|place| services.get(place))
                .map(|service| service_card(service, lang))
                .collect_view()
        })
    };
    let drafts = move |kind: CardKind| {
        cards
            .get()
            .into_iter()
            .filter(|card| card.kind == kind)
            .map(|card| draft_card(language, card, delete))
            .collect_view()
    };
    let has_receipts = move || cards.read().iter().any(|card| card.kind == CardKind::Receipt);
    let no_services = move || {
        services.with_value(Vec::is_empty).then(|| {
            view! { <Panel tone=Tone::Bad><p>{move || language.words().home_no_services}</p></Panel> }
        })
    };
    view! {
        {notice(language, config)}
        <h1 tabindex="-1">{move || language.words().home_title}</h1>
        <div class="search">
            <input
                class="input"
                id="search"
                type="search"
                autocomplete="off"
                placeholder=move || language.words().home_example
                aria-label=move || language.words().home_search
                prop:value=move || query.get()
                on:input:target=move |event| query.set(event.target().value())
            />
        </div>
        {move || drafts(CardKind::Draft)}
        <h2>{move || language.words().home_services}</h2>
        <p class="search__status" role="status">{status}</p>
        {no_services}
        {shown}
        <a class="button button--quiet" href=Page::Track.path()>{move || language.words().home_track}</a>
        <Show when=has_receipts>
            <h2>{move || language.words().home_sent}</h2>
            {move || drafts(CardKind::Receipt)}
        </Show>
    }
}

/// The index over titles, summaries and keywords in both languages.
pub fn index(services: &[Summary]) -> Index {
    let texts: Vec<(String, String)> = services
        .iter()
        .map(|service| {
            let mut keywords = String::new();
            for text in [&service.keywords, &service.summary] {
                for lang in [Lang::Id, Lang::En] {
                    keywords.push_str(text.get(lang));
                    keywords.push(' ');
                }
            }
            keywords.push_str(service.title.get(Lang::En));
            (service.title.get(Lang::Id).into(), keywords)
        })
        .collect();
    Index::new(texts.iter().map(|(label, keywords)| forms::Entry { label, keywords }))
}

fn notice(language: Language, config: StoredValue<Config>) -> impl IntoView {
    let notice = config.with_value(|config| config.notice.clone());
    notice.map(|notice| {
        let tone = if notice.closed { Tone::Warning } else { Tone::Info };
        view! { <Panel tone=tone><p>{move || notice.text.get(language.get()).to_string()}</p></Panel> }
    })
}

fn service_card(service: &Summary, lang: Lang) -> impl IntoView + use<> {
    let words = text::of(lang);
    let minutes = text::fill(words.minutes, &[("n", &service.minutes.to_string())]);
    let fee_class = if service.fee == 0 { "fact fact--free" } else { "fact" };
    view! {
        <a class="card" href=Page::Service { id: service.id.clone() }.path()>
            <span class="card__title">{service.title.get(lang).to_string()}</span>
            <p class="card__summary">{service.summary.get(lang).to_string()}</p>
            <div class="card__facts">
                <span class=fee_class>{text::fee(words, service.fee)}</span>
                <span class="fact">{minutes}</span>
                {(!service.time.is_empty()).then(|| view! { <span class="fact">{service.time.get(lang).to_string()}</span> })}
            </div>
        </a>
    }
}

fn draft_card(language: Language, card: Card, delete: Callback<String>) -> impl IntoView {
    let class = match card.kind {
        CardKind::Draft => "card card--draft",
        CardKind::Receipt => "card",
    };
    let line = match card.kind {
        CardKind::Draft => Either::Left(view! { <p class="card__summary">{card.line}</p> }),
        CardKind::Receipt => Either::Right(view! { <p class="card__number">{card.line}</p> }),
    };
    let title = card.title.clone();
    view! {
        <div class="shelf">
            <a class=class href=card.page.path()>
                <span class="card__title">{card.title}</span>
                {line}
            </a>
            {card.draft.map(|draft| delete_button(language, title, draft, delete))}
        </div>
    }
}

// Asks once more before it deletes.
fn delete_button(language: Language, title: String, draft: String, delete: Callback<String>) -> impl IntoView {
    let sure = RwSignal::new(false);
    move || {
        let (title, draft) = (title.clone(), draft.clone());
        if sure.get() {
            Either::Left(view! {
                <Panel tone=Tone::Warning>
                    <p>{move || language.words().delete_sure}</p>
                    <button class="button button--bad" type="button" on:click=move |_| delete.run(draft.clone())>
                        {move || language.words().delete_yes}
                    </button>
                    <button class="button button--quiet" type="button" on:click=move |_| sure.set(false)>
                        {move || language.words().delete_no}
                    </button>
                </Panel>
            })
        } else {
            Either::Right(view! {
                <button class="button button--small" type="button" on:click=move |_| sure.set(true)>
                    {move || language.words().delete}
                    <span class="visually-hidden">": " {title}</span>
                </button>
            })
        }
    }
}
