//! Isi: one step per page. "Lanjut" checks it, asks its look-up if it has one, and goes on; nothing typed is lost either way.

mod pin;

use std::rc::Rc;

use forms::{Lang, Step, StepId};
use leptos::prelude::*;
use rest::Found;

use super::{Lists, account::Account, detail, head, items, lock};
use crate::{
    api::{Api, Error},
    device::{self, vault::Kept},
    part::{El, Live, Task, Tone, actions, el, h1, p, panel, progress, quiet_button, quiet_link},
    route::{self, Page},
    session::Session,
    store::Store,
    text::{self, Language, Words},
};

type Lookup = Option<Result<Found, Error>>;

/// What the page needs beside its step.
#[derive(Clone)]
pub struct Given {
    pub session: Session,
    pub language: Language,
    pub api: Rc<Api>,
    pub lists: Lists,
    pub account: Account,
    pub live: Live,
    pub store: Store,
    /// Its PIN, where the browser can encrypt.
    pub seal: Option<lock::Seal>,
    /// How many days it is kept.
    pub days: i64,
    /// Whether this browser may delete it earlier.
    pub fleeting: bool,
    /// Whether it is to be told that the browser may delete it when space is short.
    pub may_go: RwSignal<bool>,
    /// The titles of services, for the offers of a look-up.
    pub title_of: head::TitleOf,
}

impl Given {
    // How the draft is kept on the device; tracked.
    fn kept(&self) -> Kept {
        self.store.kept(&self.session.draft_untracked(|draft| draft.id.clone()))
    }
}

/// One step of a draft.
pub fn draw(given: Given, step: Step) -> El {
    let session = given.session;
    session.mark(|draft| draft.step = step.id.as_str().into());
    let refused = head::Refused::new(Vec::new());
    let place = Place {
        session,
        language: given.language,
        api: given.api.clone(),
        live: given.live,
        refused,
        lookup: Task::new(),
        lists: given.lists.clone(),
        id: step.id.clone(),
        lookup_name: step.lookup.clone(),
    };
    el("div", "step").swap(move || page(&given, &place, &step))
}

fn page(given: &Given, place: &Place, step: &Step) -> Vec<El> {
    let (session, language) = (given.session, given.language);
    let (words, lang) = (language.words(), language.get());
    let heading = items::worded(session, language, &step.key, &step.label);
    let service = session.service();
    // An answer may bring a step or take one away: then only what says how many there are is drawn anew.
    let (placed, titled, named) = (place.clone(), place.clone(), heading.clone());
    let way = move || {
        let (now, n_steps) = placed.position();
        vec![progress(now, n_steps, &at(words, now, n_steps))]
    };
    let title = move || {
        let (now, n_steps) = titled.position();
        [&at(words, now, n_steps), ": ", &named].concat()
    };
    let (placed, service_title) = (place.clone(), String::from(service.title.get(lang)));
    let where_now = el("p", "muted").bind_text(move || {
        let (now, n_steps) = placed.position();
        [&at(words, now, n_steps), " · ", &service_title].concat()
    });
    let id = step.id.clone();
    let asking = items::Asking { session, language, lists: given.lists.clone(), live: given.live };
    let fields = items::draw(asking, el("div", ""), move || {
        session.journey(|journey| {
            let step = journey.steps.iter().find(|step| step.id == id);
            step.map(|step| step.items.clone()).unwrap_or_default()
        })
    });
    let (told, offered) = (place.clone(), given.clone());
    let outcome = move || match told.lookup.result() {
        Some(Some(found)) => outcome(&offered, &told, found).into_iter().collect(),
        _ => Vec::new(),
    };
    let (sending, waiting) = (place.clone(), place.lookup);
    let next = el("button", "button").attr("type", "submit").bind(move |button| {
        let words = language.words();
        button.set_text(if waiting.is_waiting() { words.lookup_waits } else { words.next });
        let _ = button.clone().attr_if("aria-disabled", waiting.is_waiting().then_some("true"));
    });
    let form = el("form", "step__form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if !waiting.is_waiting_untracked() {
                sending.send(false);
            }
        })
        .add(fields)
        .add(el("div", "").swap(outcome))
        .add(actions(vec![next, quiet_link(words.back, &place.neighbour(false).path())]));
    let sealing = given.seal.clone().map(|seal| pin::draw(given, seal));
    // A list that cannot be had without an account stands with the others: the page says once what to do.
    let (listed, wants) = (given.clone(), given.lists.wants_sign_in);
    let (api, account) = (given.api.clone(), given.account.clone());
    let sign_in = el("div", "").swap_on(
        move || u32::from(wants.get() && account.is_needed(&api)),
        move |wanted| {
            let reason = listed.language.words().sign_in_list;
            let ask = || listed.account.ask(&listed.api, reason, Rc::new(|| Some(route::here().path())));
            (wanted == 1).then(ask).into_iter().collect()
        },
    );
    let (given, timed) = (given.clone(), given.clone());
    let kept = el("div", "saved").swap_on(move || minute(&timed), move |_| keeping(&given));
    vec![
        el("div", "").swap(way),
        where_now,
        head::refusal(
            el("div", ""),
            language,
            place.refused,
            Rc::new(title),
            Rc::new(|id: &str| device::page::focus(id)),
        ),
        h1(&heading),
    ]
    .into_iter()
    .chain(reasons(session, language))
    .chain([sign_in, form, kept])
    .chain(sealing)
    .collect()
}

// What `keeping` says changes with the minute, not with every letter: Intl is slow on a cheap phone.
fn minute(given: &Given) -> u32 {
    let may_go = u32::from(given.may_go.get());
    match given.kept() {
        Kept::At(moment) => (moment / 60_000.0) as u32 * 2 + may_go,
        Kept::Refused => 1,
        Kept::Full => 2,
        Kept::Waiting | Kept::Changed | Kept::Never => 0,
    }
}

// That the answers are on the device, and until when; or why not.
fn keeping(given: &Given) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    match given.kept() {
        Kept::At(moment) => {
            let mark = el("span", "").attr("aria-hidden", "true").text("✓ ");
            let saved = el("p", "").add(mark).text(&text::saved(moment, lang));
            let until = p("", &text::kept_until(device::clock::date_after(moment, given.days), lang));
            let fleeting = given.fleeting.then(|| p("", words.fleeting));
            let unsafe_here = given.may_go.get().then(|| p("", words.may_go));
            [saved, until].into_iter().chain(fleeting).chain(unsafe_here).collect()
        }
        Kept::Never => vec![p("", words.never_kept)],
        refusal if refusal.is_refused() => vec![el("strong", "").text(head::not_kept(words, refusal))],
        _ => Vec::new(),
    }
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
    lookup: Task<Lookup>,
    lists: Lists,
    id: StepId,
    lookup_name: Option<String>,
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

    fn send(&self, by_hand: bool) {
        let session = self.session;
        if let Err(refusal) = session.check(&self.id) {
            self.refused.set(head::lines(session, &refusal, self.language.get_untracked()));
            return head::focus_summary();
        }
        self.refused.set(Vec::new());
        let Some(name) = self.lookup_name.clone().filter(|_| !by_hand) else { return self.go_on() };
        let (api, answers) = (self.api.clone(), session.submission().answers);
        self.live.say(self.language.words_untracked().lookup_waits);
        let told = self.clone();
        self.lookup.start(async move { api.lookup(&name, &answers).await }, move |found| told.hear(found));
    }

    fn hear(&self, found: &Lookup) {
        if let Some(Ok(found)) = found
            && !found.fill.is_empty()
        {
            self.session.fill(found.fill.clone());
            self.lists.forget();
        }
        match found {
            None => self.go_on(),
            Some(Ok(found)) if found.text.is_none() => {
                self.live.say(self.language.words_untracked().lookup_found);
                self.go_on();
            }
            Some(_) => request_animation_frame(|| device::page::focus("lookup")),
        }
    }
}

// For a correction: why, in the officer's words, for each answer that is asked back.
fn reasons(session: Session, language: Language) -> Option<El> {
    let correction = session.draft_untracked(|draft| draft.correction.clone())?;
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

// What the look-up said, when it was not simply found: a plain message, and going on by hand.
fn outcome(given: &Given, place: &Place, found: Result<Found, Error>) -> Option<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let (message, offer, filled) = match &found {
        Ok(Found { text: None, .. }) => return None,
        Ok(found) => (said(given, found, lang), found.service.clone(), !found.fill.is_empty()),
        Err(Error::Backend(rest::Error::Busy { .. })) => (words.lookup_busy.into(), None, false),
        Err(Error::SignIn) => return Some(lookup_signed_out(given, place)),
        Err(_) => (words.lookup_down.into(), None, false),
    };
    let offer = offer.and_then(|id| {
        let title = (given.title_of)(&id, lang)?;
        let words = text::fill(words.lookup_service, &[("title", &title)]);
        Some(quiet_link(&words, &Page::Service { id }.path()))
    });
    let detail = found.as_ref().err().map(|error| detail::draw(words, "lookup", error));
    let by_hand = place.clone();
    let go_on =
        quiet_button(if filled { words.lookup_go_on } else { words.lookup_by_hand }, move || by_hand.send(true));
    let inside = [Some(p("", &message)), detail, offer, Some(go_on)];
    let inside = panel(Tone::Warning, inside.into_iter().flatten().collect());
    Some(el("div", "").id("lookup").attr("tabindex", "-1").add(inside))
}

// The look-up wants to know who asks; by hand it goes on without.
fn lookup_signed_out(given: &Given, place: &Place) -> El {
    let (words, by_hand) = (given.language.words(), place.clone());
    let ask = given.account.ask(&given.api, words.sign_in_lookup, Rc::new(|| Some(route::here().path())));
    let go_on = actions(vec![quiet_button(words.lookup_by_hand, move || by_hand.send(true))]);
    el("div", "").id("lookup").attr("tabindex", "-1").add(ask).add(go_on)
}

fn said(given: &Given, found: &Found, lang: Lang) -> String {
    let service = given.session.service();
    let sentence = service.words(lang, found.text.as_deref().unwrap_or_default()).unwrap_or_default();
    let values: Vec<(&str, String)> =
        found.values.iter().map(|(name, value)| (name.as_str(), text::in_words(value, lang))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text::fill(sentence, &values)
}
