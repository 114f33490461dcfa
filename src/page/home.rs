//! Beranda: find a service by everyday words, continue a draft, check an application. Its markup is also that of the
//! frame in index.html, so that nothing moves when the app takes over.

mod card;

use std::rc::Rc;

use forms::{Index, Lang, Summary};
use leptos::prelude::*;

pub use card::draft_page;
use card::{Card, CardKind};

use super::head;
use crate::{
    api::{Config, NoticeKind},
    device,
    part::{El, Tone, button, el, h1, h2, link_button, p, panel, quiet_button, quiet_link, unseen},
    route::Page,
    store::Store,
    text::{self, Language},
};

/// What Beranda needs of the app.
#[derive(Clone, Copy)]
pub struct Props {
    pub language: Language,
    pub config: &'static Config,
    pub services: &'static [Summary],
    pub store: Store,
    /// Counts who signs in and out.
    pub signed_in: RwSignal<u32>,
    /// That drafts here cannot be read any more; nothing where there are none.
    pub lost: fn(&Props) -> Vec<El>,
}

/// The front page.
pub fn draw(given: Props) -> El {
    let Props { language, config, services, .. } = given;
    let (query, deleted) = (RwSignal::new(String::new()), RwSignal::new(0));
    let index = Rc::new(index(services));
    el("div", "").swap(move || {
        let (words, lang) = (language.front(), language.get());
        head::title(language, false, words.home_title);
        let search = el("input", "input")
            .id("search")
            .attr("type", "search")
            .attr("autocomplete", "off")
            .attr("placeholder", words.home_example)
            .attr("aria-label", words.home_search);
        let typed = search.clone();
        let search =
            search.on("input", move |_| query.set(typed.value())).bind(move |search| search.set_value(&query.get()));
        let status = p("search__status", "").attr("role", "status");
        let (told, index, found) = (status.clone(), index.clone(), services);
        // One search gives the services and what is said of them.
        let shown = move || {
            let query = query.get();
            let places = index.find(&query, 10);
            told.set_text(&said(words, &query, places.len()));
            let places = if places.is_empty() { (0..found.len()).collect() } else { places };
            places.into_iter().filter_map(|place| found.get(place)).map(|service| service_card(service, lang)).collect()
        };
        let page = vec![
            h1(words.home_title),
            el("div", "search").add(search),
            // A receipt may come while somebody types above: only the cards are drawn anew.
            el("div", "").swap(move || {
                let mut cards = cards(&given, deleted, CardKind::Draft);
                cards.extend((given.lost)(&given));
                cards
            }),
            h2(words.home_services),
            status,
            el("div", "").swap(shown),
            quiet_link(words.home_track, &Page::Track.path()),
            el("div", "").swap(move || {
                let cards = cards(&given, deleted, CardKind::Receipt);
                let title = (!cards.is_empty()).then(|| h2(words.home_sent));
                title.into_iter().chain(cards).collect()
            }),
        ];
        let missing = services.is_empty().then(|| panel(Tone::Bad, vec![p("", words.home_no_services)]));
        notice(config, lang).into_iter().chain(page).chain(missing).collect()
    })
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

fn said(words: &text::Front, query: &str, n_found: usize) -> String {
    match n_found {
        _ if query.trim().is_empty() => String::new(),
        0 => words.home_none.into(),
        n_found => text::fill(words.home_found, &[("n", &n_found.to_string())]),
    }
}

fn notice(config: &Config, lang: Lang) -> Option<El> {
    let notice = config.notice.as_ref()?;
    let tone = if notice.kind == NoticeKind::Closed { Tone::Warning } else { Tone::Info };
    Some(panel(tone, vec![p("", notice.text.get(lang))]))
}

fn service_card(service: &Summary, lang: Lang) -> El {
    let words = text::front(lang);
    let fact = |words: &str| el("span", "fact").text(words);
    let fee = fact(&text::fee(words, service.fee));
    let fee = if service.fee == 0 { fee.class("fact fact--free") } else { fee };
    let time = service.time.get(lang);
    let facts = el("div", "card__facts")
        .add(fee)
        .add(fact(&text::fill(words.minutes, &[("n", &service.minutes.to_string())])))
        .add_some((!time.is_empty()).then(|| fact(time)));
    el("a", "card")
        .attr("href", &Page::Service { id: service.id.clone() }.path())
        .add(el("span", "card__title").text(service.title.get(lang)))
        .add(p("card__summary", service.summary.get(lang)))
        .add(facts)
}

// Those of one kind, read anew when one was deleted or has come.
fn cards(given: &Props, deleted: RwSignal<u32>, kind: CardKind) -> Vec<El> {
    deleted.track();
    given.store.track();
    given.signed_in.track();
    let cards = card::cards(given.store, given.config.draft_days(), given.language.get())
        .into_iter()
        .filter(|card| card.kind == kind);
    cards.map(|card| draft_card(*given, card, deleted)).collect()
}

fn draft_card(given: Props, card: Card, deleted: RwSignal<u32>) -> El {
    let (class, line) = match card.kind {
        CardKind::Draft => ("card card--draft", "card__summary"),
        CardKind::Receipt => ("card", "card__number"),
    };
    let path = card.page.path();
    let link =
        el("a", class).attr("href", &path).add(el("span", "card__title").text(&card.title)).add(p(line, &card.line));
    let late = card.late.then(|| named(link_button(given.language.front().delete, &path), &card.title));
    let delete = card.draft.map(|draft| {
        let delete = Rc::new(move || {
            given.store.forget(&draft);
            deleted.update(|deleted| *deleted += 1);
            // What had the focus is gone with the draft.
            device::page::focus_first("#main h1");
        });
        delete_button(given.language, card.title, delete)
    });
    el("div", "shelf").add(link).add_some(late).add_some(delete)
}

// A small button that says aloud of which card it is.
fn named(button: El, title: &str) -> El {
    button.class("button button--small").add(unseen(&[": ", title].concat()))
}

// Asks once more before it deletes.
fn delete_button(language: Language, title: String, delete: Rc<dyn Fn()>) -> El {
    let sure = RwSignal::new(false);
    el("div", "").swap(move || {
        let (words, delete) = (language.front(), delete.clone());
        if sure.get() {
            let yes = button(words.delete_yes, move || delete()).class("button button--bad");
            let no = quiet_button(words.delete_no, move || sure.set(false));
            return vec![panel(Tone::Warning, vec![p("", words.delete_sure), yes, no])];
        }
        vec![named(button(words.delete, move || sure.set(true)), &title)]
    })
}
