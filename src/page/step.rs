//! Isi: one step per page. "Lanjut" checks it, asks its look-up if it has one, and goes on; nothing typed is lost either way.

mod kept;
mod pin;
mod prefill;

use std::rc::Rc;

use forms::{Step, StepId};
use leptos::prelude::*;

use prefill::Prefilled;

use super::{Lists, account::Account, head, items, lock};
use crate::{
    api::Api,
    device::{self, vault::Kept},
    part::{El, Live, Task, Tone, actions, el, h1, p, panel, progress, quiet_link},
    route::{self, Page},
    session::{Draft, Session},
    store::Store,
    text::{self, Language, Words},
};

/// What the page needs beside its step.
#[derive(Clone)]
pub struct Props {
    pub session: Session,
    pub language: Language,
    pub api: Rc<Api>,
    pub lists: Lists,
    pub account: Account,
    pub live: Live,
    pub store: Store,
    /// Its PIN, where the browser can encrypt.
    pub seal: Option<lock::DraftSeal>,
    /// How many days it is kept.
    pub days: i64,
    /// Whether this browser may delete it earlier.
    pub fleeting: bool,
    /// Whether it is to be told that the browser may delete it when space is short.
    pub may_go: RwSignal<bool>,
    /// The titles of services, for the offers of a look-up.
    pub title_of: head::TitleOf,
}

impl Props {
    // How the draft is kept on the device; tracked.
    fn kept(&self) -> Kept {
        self.store.kept(&self.session.draft_untracked(|draft| draft.id.clone()))
    }
}

/// One step of a draft.
pub fn draw(given: Props, step: Step) -> El {
    let session = given.session;
    session.mark(|draft| draft.step = step.id.as_str().into());
    let refused = head::Refused::new(Vec::new());
    let place = Place {
        session,
        language: given.language,
        api: given.api.clone(),
        live: given.live,
        refused,
        prefill: Task::new(),
        lists: given.lists.clone(),
        id: step.id.clone(),
        prefill_name: step.prefill.clone(),
    };
    el("div", "step").swap(move || page(&given, &place, &step))
}

fn page(given: &Props, place: &Place, step: &Step) -> Vec<El> {
    let (session, language) = (given.session, given.language);
    let heading = items::worded(session, language, &step.key, &step.label);
    let sealing = given.seal.clone().map(|seal| pin::draw(given, seal));
    way(place, language, &heading)
        .into_iter()
        .chain([h1(&heading)])
        .chain(reasons(session, language))
        .chain([sign_in(given), form(given, place, step), kept::draw(given)])
        .chain(sealing)
        .collect()
}

// How far the citizen is. An answer may bring a step or take one away: then only what says how many there are is drawn anew.
fn way(place: &Place, language: Language, heading: &str) -> Vec<El> {
    let (words, service) = (language.words(), place.session.service());
    let (counted, placed, titled) = (place.clone(), place.clone(), place.clone());
    let (heading, service_title) = (String::from(heading), String::from(service.title.get(language.get())));
    let bar = move || {
        let (now, n_steps) = counted.position();
        vec![progress(now, n_steps, &at(words, now, n_steps))]
    };
    let where_now = move || {
        let (now, n_steps) = placed.position();
        [&at(words, now, n_steps), " · ", &service_title].concat()
    };
    let title = Rc::new(move || {
        let (now, n_steps) = titled.position();
        [&at(words, now, n_steps), ": ", &heading].concat()
    });
    let go = Rc::new(|id: &str| device::page::focus(id));
    vec![
        el("div", "").swap(bar),
        el("p", "muted").bind_text(where_now),
        head::refusal(el("div", ""), language, place.refused, title, go),
    ]
}

// A list that cannot be had without an account stands with the others: the page says once what to do.
fn sign_in(given: &Props) -> El {
    let (listed, wants) = (given.clone(), given.lists.wants_sign_in);
    let (api, account) = (given.api.clone(), given.account.clone());
    let wanted = move || u32::from(wants.get() && account.is_needed(&api));
    el("div", "").swap_on(wanted, move |wanted| {
        let reason = listed.language.words().sign_in_list;
        let ask = || listed.account.ask(&listed.api, reason, Rc::new(|| Some(route::here().path())));
        (wanted == 1).then(ask).into_iter().collect()
    })
}

fn form(given: &Props, place: &Place, step: &Step) -> El {
    let (session, language, id) = (given.session, given.language, step.id.clone());
    let asking = items::Asking { session, language, lists: given.lists.clone(), live: given.live };
    let fields = items::draw(asking, el("div", ""), move || {
        session.journey(|journey| {
            let step = journey.steps.iter().find(|step| step.id == id);
            step.map(|step| step.items.clone()).unwrap_or_default()
        })
    });
    let (sending, waiting) = (place.clone(), place.prefill);
    let next = el("button", "button").attr("type", "submit").bind(move |button| {
        let words = language.words();
        button.set_text(if waiting.is_waiting() { words.prefill_waits } else { words.next });
        let _ = button.clone().attr_if("aria-disabled", waiting.is_waiting().then_some("true"));
    });
    el("form", "step__form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if !waiting.is_waiting_untracked() {
                sending.send(false);
            }
        })
        .add(fields)
        .add(prefill::draw(given, place))
        .add(actions(vec![next, quiet_link(language.words().back, &place.neighbour(false).path())]))
}

// `Langkah 2 dari 4`.
fn at(words: &Words, now: usize, n_steps: usize) -> String {
    text::fill(words.step_of, &[("i", &now.to_string()), ("n", &n_steps.to_string())])
}

// Where this page stands on the way, and how it is sent.
#[derive(Clone)]
struct Place {
    session: Session,
    language: Language,
    api: Rc<Api>,
    live: Live,
    refused: head::Refused,
    prefill: Task<Prefilled>,
    lists: Lists,
    id: StepId,
    prefill_name: Option<String>,
}

impl Place {
    /// Which step this is, and how many there are, the review included.
    fn position(&self) -> (usize, usize) {
        self.session.journey(|journey| {
            let asked = || journey.steps.iter().filter(|step| !step.review);
            let index = asked().position(|step| step.id == self.id);
            (index.unwrap_or(0) + 1, asked().count() + 1)
        })
    }

    fn neighbour(&self, forward: bool) -> Page {
        let (draft, correction) = self.session.draft_untracked(|draft| (draft.id.clone(), draft.correction.is_some()));
        self.session.journey_untracked(|journey| {
            let asked: Vec<_> = journey.steps.iter().filter(|step| !step.review).collect();
            let index = asked.iter().position(|step| step.id == self.id);
            let next = match (index, forward) {
                (Some(index), true) => asked.get(index + 1),
                (Some(index), false) => index.checked_sub(1).and_then(|index| asked.get(index)),
                (None, _) => None,
            };
            match next {
                Some(step) => Page::Step { draft, step: step.id.as_str().into() },
                None if forward => Page::Review { draft },
                None if correction => Page::Track,
                None => Page::Service { id: self.session.service().id.clone() },
            }
        })
    }

    fn go_on(&self) {
        route::go(&self.neighbour(true));
    }
}

// For a correction: why, in the officer's words, for each answer that is asked back.
fn reasons(session: Session, language: Language) -> Option<El> {
    let correction = session.draft_untracked(Draft::correction)?;
    let service = session.service();
    let mut list = el("ul", "plain-list");
    for asked in &correction.asked {
        let field = untrack(|| session.field_at(&asked.pointer));
        let label = field.map(|field| service.label(&field.control, language.get()).to_string()).unwrap_or_default();
        let line = el("li", "").add(el("strong", "").text(&label)).text(": ").text(&asked.reason);
        list = list.add(line);
    }
    Some(panel(Tone::Info, vec![p("", language.words().correct_intro), list]))
}
