//! While the outcome of sending is unknown: what happened, what to do, whom to call. The answers are locked.

use std::rc::Rc;

use rest::{Failure, Fault, Once, Outcome};

use super::{Send, frozen};
use crate::{
    api::{self, Error},
    device,
    page::{detail, late},
    part::{El, Tone, actions, button, el, h2, p, panel, quiet_link},
    route::Page,
    session::{Fate, short_code},
    store::{Answer, Progress},
    text::{self, Words},
};

/// The id of what says that nothing has been sent yet.
pub(super) const ID: &str = "unsent";

/// The beginning of a submission's key, as it is said on the phone.
pub fn code(key: &str) -> String {
    text::number(&short_code(key))
}

/// Draws the state of sending.
pub fn draw(send: &Send) -> Vec<El> {
    let (send, store) = (send.clone(), send.given.store);
    let id = send.given.session.draft_untracked(|draft| draft.id.clone());
    let drawn = id.clone();
    // Its language comes with the page, which is drawn anew then.
    let given = send.given.clone();
    let turn = move || store.progress(&id).turn * 2 + u32::from(given.account.is_needed(&given.api));
    vec![el("div", "").swap_on(turn, move |_| told(&send, send.given.store.progress(&drawn)))]
}

fn told(send: &Send, progress: Progress) -> Vec<El> {
    let (given, words) = (&send.given, send.given.language.words());
    if progress.waiting {
        let waiting = el("button", "button").attr("type", "button").attr("aria-disabled", "true");
        return vec![actions(vec![waiting.text(words.sending)])];
    }
    let answer = progress.answer;
    let (office, lang) = (&given.config.office, given.language.get());
    let frozen = frozen(given.session);
    let needs_sign_in = given.api.needs_sign_in();
    let by_itself = frozen.as_ref().is_some_and(|frozen| frozen.is_automatic(api::sign_in_name().as_deref()));
    // Nothing has been tried since somebody has signed in.
    let waits_for_press = answer.is_none() && !by_itself && given.api.provider().is_some();
    let (url, key) = frozen.as_ref().map(|frozen| (frozen.url.clone(), frozen.key.clone())).unwrap_or_default();
    let values = [("office", office.name.get(lang)), ("phone", &office.phone), ("code", &code(&key))];
    // Nothing keeps this backend from taking it twice: the citizen decides, and knows it.
    let is_sure = frozen.as_ref().is_some_and(|frozen| matches!(frozen.fate, Fate::Unsent | Fate::Held));
    let is_held = frozen.as_ref().is_some_and(|frozen| frozen.fate == Fate::Held);
    let may_double = given.api.once() == Once::None && !is_sure;
    // Nothing is safe on a kiosk, and nothing goes out after somebody has gone: they may have to ask.
    let kiosk = device::kiosk::is_here();
    let unsure = may_double || (kiosk && !is_sure);
    let mut lines = vec![h2(if unsure { words.unsure_title } else { words.unsent_title })];
    let reason = match needs_sign_in {
        true => words.unsent_signed_out,
        false if is_held => words.unsent_held,
        false if waits_for_press => words.unsent_signed_in,
        false if kiosk && is_sure => words.kiosk_unsent,
        false if kiosk && by_itself => words.kiosk_unsure,
        false if kiosk => "",
        false => reason(words, &answer),
    };
    if !reason.is_empty() {
        lines.push(p("", reason));
    }
    if by_itself && !kiosk {
        let waits = if reason == words.unsent_signal { words.unsent_waits } else { words.unsent_retries };
        lines.push(p("", waits));
    }
    if detail::is_clock_wrong() {
        lines.push(p("", words.unsent_clock));
    }
    lines.push(p("", if may_double { words.unsure_why } else { words.unsent_locked }));
    lines.push(p("", &text::fill(if unsure { words.unsure_office } else { words.unsent_office }, &values)));
    if !needs_sign_in && !waits_for_press && !is_held {
        lines.push(detail_of(words, &url, &answer));
    }
    let again = send.clone();
    let send_again = match may_double {
        true => words.unsure_again,
        false if is_held => words.send,
        false => words.send_again,
    };
    let draft = given.session.draft_untracked(|draft| draft.id.clone());
    let here = Page::Review { draft }.path();
    let sign_in =
        needs_sign_in.then(|| given.account.ask(&given.api, words.sign_in_send, Rc::new(move || Some(here.clone()))));
    let press = (!needs_sign_in).then(|| button(send_again, move || again.try_again()));
    let buttons = press.into_iter().chain((!kiosk).then(|| quiet_link(words.home, "/"))).collect();
    let message = panel(Tone::Warning, lines);
    let place = place(message);
    let late = given.late.clone().map(|late| late::draw(given.language, given.config, late));
    vec![place.add_some(sign_in).add(actions(buttons)).add_some(late)]
}

/// That a try was turned away unread: nothing is on its way, and the answers are open.
pub(super) fn returned(words: &'static Words, url: &str, answer: Answer) -> El {
    let answer = Some(answer);
    // The other sentences speak of a phone.
    let reason = match failure(&answer).map(|failure| failure.fault) {
        None | Some(Fault::Status) => words.returned,
        Some(_) if device::kiosk::is_here() => words.returned,
        Some(_) => reason(words, &answer),
    };
    let clock = detail::is_clock_wrong().then(|| p("", words.unsent_clock));
    let lines = [h2(words.unsent_title), p("", reason)].into_iter().chain(clock);
    place(panel(Tone::Warning, lines.chain([detail_of(words, url, &answer)]).collect()))
}

fn place(message: El) -> El {
    el("div", "").id(ID).attr("tabindex", "-1").add(message)
}

fn failure(answer: &Option<Answer>) -> Option<Failure> {
    match answer {
        Some(
            Ok(Outcome::Failed(failure) | Outcome::Returned(failure))
            | Err(Error::Backend(rest::Error::Failed(failure))),
        ) => Some(*failure),
        _ => None,
    }
}

/// What is said of a round of tries that was no success.
fn reason(words: &'static Words, answer: &Option<Answer>) -> &'static str {
    match (answer, failure(answer).map(|failure| failure.fault)) {
        (Some(Ok(Outcome::Busy { .. } | Outcome::InProgress)), _) => words.unsent_busy,
        (Some(Err(Error::Blocked)), _) => words.unsent_blocked,
        (_, Some(Fault::Status)) => words.unsent_failed,
        (_, Some(Fault::Address)) => words.unsent_address,
        (_, Some(Fault::Page)) => words.unsent_page,
        (_, Some(Fault::SignIn)) => words.unsent_sign_in,
        (_, Some(Fault::Broken)) => words.unsent_broken,
        (_, Some(Fault::Empty | Fault::Large)) => words.unsent_unread,
        _ => words.unsent_signal,
    }
}

// Address, status, what is wrong.
fn detail_of(words: &'static Words, url: &str, answer: &Option<Answer>) -> El {
    let error = match answer {
        Some(Ok(Outcome::Busy { status, .. })) => {
            return detail::folded(words, &[url, ": ", &status.to_string(), " busy"].concat());
        }
        Some(Ok(Outcome::InProgress)) => return detail::folded(words, &[url, ": 409 in progress"].concat()),
        Some(Ok(Outcome::Failed(failure) | Outcome::Returned(failure))) => {
            &Error::Backend(rest::Error::Failed(*failure))
        }
        Some(Err(error)) => error,
        _ => &Error::Unreachable,
    };
    detail::draw(words, url, error)
}
