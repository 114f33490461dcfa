//! "Lanjut": the step is checked, its look-up is asked if it has one, and what that found is filled in.

use std::rc::Rc;

use forms::Lang;
use leptos::prelude::*;
use rest::Found;

use super::{Place, Props};
use crate::{
    api::Error,
    device,
    page::{detail, head},
    part::{El, Tone, actions, el, p, panel, quiet_button, quiet_link},
    route::{self, Page},
    text,
};

/// What a look-up gave; `None` where an answer that it needs is missing.
pub type Prefilled = Option<Result<Found, Error>>;

impl Place {
    /// Goes on, if the step is right; `by_hand` without asking.
    pub fn send(&self, by_hand: bool) {
        let session = self.session;
        if let Err(refusal) = session.check(&self.id) {
            self.refused.set(head::lines(session, &refusal, self.language.get_untracked()));
            return head::focus_summary();
        }
        self.refused.set(Vec::new());
        let Some(name) = self.prefill_name.clone().filter(|_| !by_hand) else { return self.go_on() };
        let (api, answers) = (self.api.clone(), session.submission().answers);
        self.live.say(self.language.words_untracked().prefill_waits);
        let told = self.clone();
        self.prefill.start(async move { api.prefill(&name, &answers).await }, move |found| told.hear(found));
    }

    fn hear(&self, found: &Prefilled) {
        if let Some(Ok(found)) = found
            && !found.fill.is_empty()
        {
            self.session.fill(found.fill.clone());
            self.lists.forget();
        }
        match found {
            None => self.go_on(),
            Some(Ok(found)) if found.text.is_none() => {
                self.live.say(self.language.words_untracked().prefill_found);
                self.go_on();
            }
            Some(_) => request_animation_frame(|| device::page::focus("prefill")),
        }
    }
}

/// Says what was not simply found.
pub fn draw(given: &Props, place: &Place) -> El {
    let (given, place) = (given.clone(), place.clone());
    el("div", "").swap(move || match place.prefill.result() {
        Some(Some(found)) => outcome(&given, &place, found).into_iter().collect(),
        _ => Vec::new(),
    })
}

// What the look-up said, when it was not simply found: a plain message, and going on by hand.
fn outcome(given: &Props, place: &Place, found: Result<Found, Error>) -> Option<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let (message, offer, filled) = match &found {
        Ok(Found { text: None, .. }) => return None,
        Ok(found) => (said(given, found, lang), found.service.clone(), !found.fill.is_empty()),
        Err(Error::Backend(rest::Error::Busy { .. })) => (words.prefill_busy.into(), None, false),
        Err(Error::SignIn) => return Some(prefill_signed_out(given, place)),
        Err(_) => (words.prefill_down.into(), None, false),
    };
    let offer = offer.and_then(|id| {
        let title = (given.title_of)(&id, lang)?;
        let words = text::fill(words.prefill_service, &[("title", &title)]);
        Some(quiet_link(&words, &Page::Service { id }.path()))
    });
    let detail = found.as_ref().err().map(|error| detail::draw(words, "lookup", error));
    let by_hand = place.clone();
    let go_on =
        quiet_button(if filled { words.prefill_go_on } else { words.prefill_by_hand }, move || by_hand.send(true));
    let inside = [Some(p("", &message)), detail, offer, Some(go_on)];
    let inside = panel(Tone::Warning, inside.into_iter().flatten().collect());
    Some(el("div", "").id("prefill").attr("tabindex", "-1").add(inside))
}

// The look-up wants to know who asks; by hand it goes on without.
fn prefill_signed_out(given: &Props, place: &Place) -> El {
    let (words, by_hand) = (given.language.words(), place.clone());
    let ask = given.account.ask(&given.api, words.sign_in_prefill, Rc::new(|| Some(route::here().path())));
    let go_on = actions(vec![quiet_button(words.prefill_by_hand, move || by_hand.send(true))]);
    el("div", "").id("prefill").attr("tabindex", "-1").add(ask).add(go_on)
}

fn said(given: &Props, found: &Found, lang: Lang) -> String {
    let service = given.session.service();
    let sentence = service.words(lang, found.text.as_deref().unwrap_or_default()).unwrap_or_default();
    let values: Vec<(&str, String)> =
        found.values.iter().map(|(name, value)| (name.as_str(), text::in_words(value, lang))).collect();
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text::fill(sentence, &values)
}
