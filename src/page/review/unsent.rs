//! While the outcome of sending is unknown: what happened, what to do, whom to call. The answers are locked.

use std::rc::Rc;

use rest::{BadReply, Delivery, Failure, Outcome};

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
    let words = send.given.language.words();
    if progress.waiting {
        let waiting = el("button", "button").attr("type", "button").attr("aria-disabled", "true");
        return vec![actions(vec![waiting.text(words.sending)])];
    }
    let known = Known::of(send, progress.answer);
    let place = place(panel(Tone::Warning, known.lines(send)));
    let late = send.given.late.clone();
    let late = late.map(|late| late::draw(send.given.language, send.given.config, late));
    vec![place.add_some(known.sign_in(send)).add(known.buttons(send)).add_some(late)]
}

// What is known of a frozen submission, as far as sentences and buttons differ by it.
struct Known {
    answer: Option<Answer>,
    url: String,
    key: String,
    needs_sign_in: bool,
    // Whether it goes out without a press.
    by_itself: bool,
    // Whether nothing has been tried since somebody has signed in.
    waits_for_press: bool,
    // Whether nothing of it has left this device.
    is_sure: bool,
    // Whether it was frozen on another device, and nobody has pressed "Kirim" on this one.
    is_held: bool,
    // Whether nothing keeps this backend from taking it twice: the citizen decides, and knows it.
    may_double: bool,
    // Nothing is safe on a kiosk, and nothing goes out after somebody has gone: they may have to ask.
    kiosk: bool,
}

impl Known {
    fn of(send: &Send, answer: Option<Answer>) -> Known {
        let (api, frozen) = (&send.given.api, frozen(send.given.session));
        let fate = frozen.as_ref().map(|frozen| frozen.fate);
        let signed_in = api::sign_in_name();
        let by_itself = frozen.as_ref().is_some_and(|frozen| frozen.is_automatic(signed_in.as_deref()));
        let is_sure = matches!(fate, Some(Fate::Unsent | Fate::Held));
        let (url, key) = frozen.map(|frozen| (frozen.url, frozen.key)).unwrap_or_default();
        Known {
            url,
            key,
            needs_sign_in: api.needs_sign_in(),
            by_itself,
            waits_for_press: answer.is_none() && !by_itself && api.provider().is_some(),
            is_sure,
            is_held: fate == Some(Fate::Held),
            may_double: api.once() == Delivery::None && !is_sure,
            kiosk: device::kiosk::is_here(),
            answer,
        }
    }

    fn reason(&self, words: &'static Words) -> &'static str {
        match self.needs_sign_in {
            true => words.unsent_signed_out,
            false if self.is_held => words.unsent_held,
            false if self.waits_for_press => words.unsent_signed_in,
            false if self.kiosk && self.is_sure => words.kiosk_unsent,
            false if self.kiosk && self.by_itself => words.kiosk_unsure,
            false if self.kiosk => "",
            false => reason(words, &self.answer),
        }
    }

    fn lines(&self, send: &Send) -> Vec<El> {
        let (words, lang) = (send.given.language.words(), send.given.language.get());
        let unsure = self.may_double || (self.kiosk && !self.is_sure);
        let mut lines = vec![h2(if unsure { words.unsure_title } else { words.unsent_title })];
        let reason = self.reason(words);
        if !reason.is_empty() {
            lines.push(p("", reason));
        }
        if self.by_itself && !self.kiosk {
            let waits = if reason == words.unsent_signal { words.unsent_waits } else { words.unsent_retries };
            lines.push(p("", waits));
        }
        if detail::is_clock_wrong() {
            lines.push(p("", words.unsent_clock));
        }
        let office = &send.given.config.office;
        let values = [("office", office.name.get(lang)), ("phone", &office.phone), ("code", &code(&self.key))];
        lines.push(p("", if self.may_double { words.unsure_why } else { words.unsent_locked }));
        lines.push(p("", &text::fill(if unsure { words.unsure_office } else { words.unsent_office }, &values)));
        if !self.needs_sign_in && !self.waits_for_press && !self.is_held {
            lines.push(detail_of(words, &self.url, &self.answer));
        }
        lines
    }

    fn sign_in(&self, send: &Send) -> Option<El> {
        let (given, words) = (&send.given, send.given.language.words());
        let here = Page::Review { draft: given.session.draft_untracked(|draft| draft.id.clone()) }.path();
        let back = Rc::new(move || Some(here.clone()));
        self.needs_sign_in.then(|| given.account.ask(&given.api, words.sign_in_send, back))
    }

    fn buttons(&self, send: &Send) -> El {
        let (words, again) = (send.given.language.words(), send.clone());
        let send_again = match self.may_double {
            true => words.unsure_again,
            false if self.is_held => words.send,
            false => words.send_again,
        };
        let press = (!self.needs_sign_in).then(|| button(send_again, move || again.try_again()));
        actions(press.into_iter().chain((!self.kiosk).then(|| quiet_link(words.home, "/"))).collect())
    }
}

/// That a try was turned away unread: nothing is on its way, and the answers are open.
pub(super) fn returned(words: &'static Words, url: &str, answer: Answer) -> El {
    let answer = Some(answer);
    // The other sentences speak of a phone.
    let reason = match failure(&answer).map(|failure| failure.fault) {
        None | Some(BadReply::Status) => words.returned,
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
        (_, Some(BadReply::Status)) => words.unsent_failed,
        (_, Some(BadReply::Address)) => words.unsent_address,
        (_, Some(BadReply::Page)) => words.unsent_page,
        (_, Some(BadReply::SignIn)) => words.unsent_sign_in,
        (_, Some(BadReply::Broken)) => words.unsent_broken,
        (_, Some(BadReply::Empty | BadReply::Large)) => words.unsent_unread,
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
