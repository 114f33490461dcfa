//! Pindahkan: answers come from a kiosk to this phone, or go from it to a kiosk. What is shown is one value, what is pressed another: the
//! app (src/app/handoff.rs) does what is between them. Nothing is asked of anybody before a press.

use std::rc::Rc;

use forms::Text;
use leptos::prelude::*;

use super::head;
use crate::{
    device,
    part::{
        BoxStyle, El, FrameWords, Live, Naming, Tone, actions, button, described_by, el, frame, h1, p, panel,
        quiet_link, text_box,
    },
    text::{self, Handoff as Own, Language},
};

/// So many digits the kiosk shows.
const N_DIGITS: usize = 8;
const DIGITS: &str = "digits";
/// How long a button sleeps, in milliseconds.
const ASLEEP: f64 = 1_000.0;

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Whether to take what a kiosk has; `title` is the service's, `at` when the code was made, in milliseconds since 1970.
    Ask { title: Option<Text>, at: f64 },
    /// Which draft goes to the kiosk. `closed`: there are others behind a PIN.
    Choose { drafts: Vec<Choice>, closed: bool },
    /// Whether this is the kiosk that is meant.
    Confirm(Kiosk),
    /// The digits on its screen are asked for; after so many wrong ones.
    Digits { kiosk: Kiosk, n_wrong: u32 },
    /// Something takes a while.
    Waiting(Waiting),
    /// What was given has not been acknowledged yet: it can be taken back.
    Given,
    /// What a kiosk has was fetched and not acknowledged yet.
    Fetched,
    /// The office has forgotten what moves: only the citizen can see whether the other end has it.
    Forgotten,
    /// How it ended.
    Told(End),
}

/// A draft that could go to a kiosk.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub id: String,
    pub title: Text,
    /// When it was last changed, in milliseconds since 1970.
    pub saved: f64,
}

/// A kiosk, as the office names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kiosk {
    pub name: Text,
    pub place: Text,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    Taking,
    Office,
    Kiosk,
    Ending,
}

/// How a hand-over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The kiosk has it.
    Arrived,
    /// The citizen has taken it back.
    Cancelled,
    /// No code was scanned.
    Nothing,
    Gone,
    /// Another device has taken it.
    Other,
    Broken,
    Stranger,
    WrongDigits,
    Down,
    Busy,
    Large,
    /// This browser keeps nothing.
    Unkept,
    /// The form is not one of this office any more.
    Form,
}

/// What is pressed.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    Take,
    Choose(String),
    Confirm,
    Type(String),
    TakeBack,
    Finish,
    /// Goes on here with what the office has forgotten.
    Open,
    Again,
}

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    pub live: Live,
    /// What is shown now; tracked.
    pub shown: Rc<dyn Fn() -> Shown>,
    pub act: Rc<dyn Fn(Act)>,
}

/// The page, which moves the focus to its title whenever it shows something else.
pub fn draw(given: Props) -> El {
    el("div", "").swap(move || {
        let (shown, own) = ((given.shown)(), text::handoff(given.language.get()));
        let parts = untrack(|| parts(&given, &shown));
        head::title(given.language, false, title(own, &shown));
        let wrong = matches!(shown, Shown::Digits { n_wrong: 1.., .. });
        request_animation_frame(move || {
            device::page::focus_first(if wrong { "#digits" } else { "#main h1" });
        });
        [h1(title(own, &shown))].into_iter().chain(parts).collect()
    })
}

fn title(own: &'static Own, shown: &Shown) -> &'static str {
    match shown {
        Shown::Ask { .. } => own.ask,
        Shown::Choose { drafts, .. } if drafts.is_empty() => own.none,
        Shown::Choose { .. } => own.choose,
        Shown::Confirm(_) => own.confirm,
        Shown::Digits { .. } => own.digits,
        Shown::Waiting(Waiting::Taking) => own.taking,
        Shown::Waiting(Waiting::Office) => own.office,
        Shown::Waiting(Waiting::Kiosk) => own.waiting,
        Shown::Waiting(Waiting::Ending) => own.ending,
        Shown::Given => own.given,
        Shown::Fetched => own.fetched,
        Shown::Forgotten => own.forgotten,
        Shown::Told(end) => told(own, *end).0,
    }
}

fn parts(given: &Props, shown: &Shown) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let own = text::handoff(lang);
    let no = || quiet_link(own.no, "/");
    match shown {
        Shown::Ask { title, at } => {
            let title = title.as_ref().map_or(own.unknown, |title| title.get(lang));
            let when = text::fill(own.at, &[("time", &text::moment(*at, lang))]);
            vec![
                panel(Tone::Info, vec![p("", title), p("muted", &when)]),
                p("", own.own),
                actions(vec![press(given, own.take, Act::Take), no()]),
            ]
        }
        Shown::Choose { drafts, closed } => choose(given, drafts, *closed),
        Shown::Confirm(kiosk) => {
            vec![named(given, kiosk), p("", own.before), actions(vec![press(given, own.yes, Act::Confirm), no()])]
        }
        Shown::Digits { kiosk, n_wrong } => digits(given, kiosk, *n_wrong),
        Shown::Waiting(_) => vec![p("", own.stay)],
        Shown::Given => vec![
            p("", own.given_how),
            actions(vec![press(given, own.look, Act::Again), press_quiet(given, own.back, Act::TakeBack)]),
        ],
        Shown::Fetched => {
            vec![p("", own.fetched_how), actions(vec![press(given, words.resume, Act::Finish), no()])]
        }
        Shown::Forgotten => {
            vec![p("", own.forgotten_how), actions(vec![press(given, own.here, Act::Open), no()])]
        }
        Shown::Told(end) => {
            let again = matches!(end, End::Down | End::Busy).then(|| press(given, words.try_again, Act::Again));
            let buttons = again.into_iter().chain([quiet_link(words.home, "/")]).collect();
            vec![p("", told(own, *end).1), actions(buttons)]
        }
    }
}

fn choose(given: &Props, drafts: &[Choice], closed: bool) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let own = text::handoff(lang);
    let closed = closed.then(|| p("muted", own.closed));
    if drafts.is_empty() {
        let parts = [p("", own.none_how)].into_iter().chain(closed);
        return parts.chain([actions(vec![quiet_link(words.home, "/")])]).collect();
    }
    let choices = drafts.iter().map(|draft| {
        let when = text::fill(own.changed, &[("time", &text::moment(draft.saved, lang))]);
        let said = el("span", "").add(el("span", "").text(draft.title.get(lang))).add(el("br", ""));
        press_quiet(given, "", Act::Choose(draft.id.clone())).add(said.add(el("span", "muted").text(&when)))
    });
    let choices = choices.chain([quiet_link(own.no, "/")]).collect();
    [p("", own.leaves), actions(choices)].into_iter().chain(closed).collect()
}

// Who the office says that it is.
fn named(given: &Props, kiosk: &Kiosk) -> El {
    let lang = given.language.get();
    panel(Tone::Info, vec![p("", kiosk.name.get(lang)), p("muted", kiosk.place.get(lang))])
}

fn digits(given: &Props, kiosk: &Kiosk, n_wrong: u32) -> Vec<El> {
    let (own, live) = (text::handoff(given.language.get()), given.live);
    let problem = RwSignal::new(if n_wrong > 0 { own.other_digits } else { "" });
    if n_wrong > 0 {
        live.say(own.other_digits);
    }
    let said = move || FrameWords {
        label: own.digits_label.into(),
        hint: Some(own.digits_hint.into()),
        problems: Some(problem.get()).filter(|problem| !problem.is_empty()).map(String::from).into_iter().collect(),
        ..FrameWords::default()
    };
    let style =
        BoxStyle { keyboard: Some("numeric"), autocomplete: Some("off".into()), digits: true, ..BoxStyle::default() };
    let typed = RwSignal::new(String::new());
    let input = text_box(DIGITS, &style, move |input| typed.set(input.value()), || {})
        .attr("aria-required", "true")
        .bind(move |input| {
            let words = said();
            let _ = input
                .clone()
                .attr_if("aria-describedby", described_by(DIGITS, &words).as_deref())
                .attr_if("aria-invalid", (!words.problems.is_empty()).then_some("true"));
        });
    let act = given.act.clone();
    let form = el("form", "").attr("novalidate", "").on("submit", move |event| {
        event.prevent_default();
        let digits: String = typed.get_untracked().chars().filter(|letter| !letter.is_whitespace()).collect();
        if digits.len() == N_DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return act(Act::Type(digits));
        }
        problem.set(own.eight_digits);
        live.say(own.eight_digits);
        device::page::focus(DIGITS);
    });
    let send = button(own.give, || {}).attr("type", "submit");
    let buttons = actions(vec![send, quiet_link(own.no, "/")]);
    vec![named(given, kiosk), form.add(frame(DIGITS, Naming::Label, said, vec![input])).add(buttons)]
}

// A button that sleeps at first: nobody presses it who has not seen what it stands below.
fn press(given: &Props, words: &str, act: Act) -> El {
    let (run, since) = (given.act.clone(), device::clock::now());
    button(words, move || {
        // A clock that was set back wakes it, too.
        if (device::clock::now() - since).abs() >= ASLEEP {
            run(act.clone());
        }
    })
}

fn press_quiet(given: &Props, words: &str, act: Act) -> El {
    press(given, words, act).class("button button--quiet")
}

// A title and what to do.
fn told(own: &'static Own, end: End) -> (&'static str, &'static str) {
    match end {
        End::Arrived => (own.arrived, own.arrived_how),
        End::Cancelled => (own.cancelled, own.cancelled_how),
        End::Nothing => (own.nothing, own.nothing_how),
        End::Gone => (own.gone, own.gone_how),
        End::Other => (own.other, own.other_how),
        End::Broken => (own.broken, own.broken_how),
        End::Stranger => (own.stranger, own.stranger_how),
        End::WrongDigits => (own.wrong, own.wrong_how),
        End::Down => (own.down, own.down_how),
        End::Busy => (own.busy, own.busy_how),
        End::Large => (own.large, own.large_how),
        End::Unkept => (own.unkept, own.unkept_how),
        End::Form => (own.form, own.form_how),
    }
}
