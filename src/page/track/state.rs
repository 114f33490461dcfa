//! The answer of Lacak: the state in plain words, at most five steps with dates, the reason where there is one, and what can
//! be done.

use std::rc::Rc;

use leptos::prelude::*;
use rest::{Status, StatusStep};

use super::Props;
use crate::{
    part::{El, Tone, actions, button, el, list, p, panel, quiet_button, quiet_link},
    text::{self, Language, Words},
};

/// What can be done with an application.
pub struct Acts {
    pub withdraw: Rc<dyn Fn()>,
    pub correct: Rc<dyn Fn()>,
    pub again: Rc<dyn Fn()>,
}

/// Draws a status.
pub fn draw(given: &Props, status: &Status, acts: Acts) -> Vec<El> {
    let language = given.language;
    let (words, lang) = (language.words(), language.get());
    let (label, meaning) = text::state(&status.state, lang);
    let now = status.steps.iter().position(|step| !step.done);
    let rows = status.steps.iter().enumerate().map(|(index, step)| row(language, step, Some(index) == now));
    let promised = status.promised.map(|date| {
        p("", &[words.receipt_promised, ": "].concat()).add(el("strong", "").text(&text::long_date(date, lang)))
    });
    let h3 = |words: &str| el("h3", "").text(words);
    let mut card = el("section", "state")
        .id("state")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "state-title")
        .add(p("muted", &(given.title_of)(&status.service, lang).unwrap_or_default()))
        .add(p("state__number", &text::number(&status.number)))
        .add(el("h2", "state__label").id("state-title").text(&label))
        .add(p("", &meaning))
        .add_some(promised)
        .add_some(reason(given, status));
    if !status.corrections.is_empty() {
        let correct = acts.correct.clone();
        let reasons = status.corrections.iter().map(|asked| asked.reason.clone());
        card = card
            .add(h3(words.track_asked))
            .add(list("ul", "plain-list", reasons))
            .add(actions(vec![button(words.track_correct, move || correct())]));
    }
    // A backend that tells no steps: the state is all there is.
    if !status.steps.is_empty() {
        card = card.add(h3(words.track_steps)).add(el("ol", "steps").add_all(rows.collect()));
    }
    let again = acts.again.clone();
    let mut page = vec![card];
    if status.withdrawable {
        page.push(take_back(words, acts.withdraw));
    }
    page.push(actions(vec![quiet_button(words.track_other, move || again()), quiet_link(words.home, "/")]));
    page
}

fn row(language: Language, step: &StatusStep, now: bool) -> El {
    let (words, lang) = (language.words(), language.get());
    let class = match (step.done, now) {
        (true, _) => "steps__step steps__step--done",
        (false, true) => "steps__step steps__step--now",
        (false, false) => "steps__step",
    };
    let when = match step.date {
        Some(date) => text::plain_date(date, lang),
        None if step.done => words.track_done.into(),
        None if now => words.track_now.into(),
        None => words.track_later.into(),
    };
    el("li", class)
        .attr_if("aria-current", now.then_some("step"))
        .add(el("span", "steps__name").text(&text::state(&step.state, lang).0))
        .text(" ")
        .add(el("span", "steps__date").text(&when))
}

// "Ditolak" always has a reason: where the backend sends none, the page says whom to ask.
fn reason(given: &Props, status: &Status) -> Option<El> {
    let (words, refused) = (given.language.words(), status.state == "ditolak");
    let reason = match &status.reason {
        Some(reason) => reason.clone(),
        None if refused => {
            let office = given.config.office.name.get(given.language.get());
            text::fill(words.track_no_reason, &[("office", office)])
        }
        None => return None,
    };
    let line = el("p", "").add(el("strong", "").text(&[words.track_reason, ": "].concat())).text(&reason);
    Some(panel(if refused { Tone::Bad } else { Tone::Info }, vec![line]))
}

// Asks once more before it takes the application back.
fn take_back(words: &'static Words, withdraw: Rc<dyn Fn()>) -> El {
    let sure = RwSignal::new(false);
    el("div", "").swap(move || {
        if !sure.get() {
            return vec![actions(vec![quiet_button(words.track_withdraw, move || sure.set(true))])];
        }
        let withdraw = withdraw.clone();
        let yes = button(words.track_withdraw_yes, move || withdraw()).class("button button--bad");
        let no = quiet_button(words.track_withdraw_no, move || sure.set(false));
        vec![panel(Tone::Warning, vec![p("", words.track_withdraw_sure), yes, no])]
    })
}
