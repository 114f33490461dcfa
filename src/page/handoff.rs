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
    text::{self, Language, Words},
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
    Again,
}

/// What the page needs.
#[derive(Clone)]
pub struct Given {
    pub language: Language,
    pub live: Live,
    /// What is shown now; tracked.
    pub shown: Rc<dyn Fn() -> Shown>,
    pub act: Rc<dyn Fn(Act)>,
}

/// The page, which moves the focus to its title whenever it shows something else.
pub fn draw(given: Given) -> El {
    el("div", "").swap(move || {
        let (shown, words) = ((given.shown)(), given.language.words());
        let parts = untrack(|| parts(&given, &shown));
        head::title(given.language, false, title(words, &shown));
        let wrong = matches!(shown, Shown::Digits { n_wrong: 1.., .. });
        request_animation_frame(move || {
            device::page::focus_first(if wrong { "#digits" } else { "#main h1" });
        });
        [h1(title(words, &shown))].into_iter().chain(parts).collect()
    })
}

fn title(words: &'static Words, shown: &Shown) -> &'static str {
    match shown {
        Shown::Ask { .. } => words.handoff_ask,
        Shown::Choose { drafts, .. } if drafts.is_empty() => words.handoff_none,
        Shown::Choose { .. } => words.handoff_choose,
        Shown::Confirm(_) => words.handoff_confirm,
        Shown::Digits { .. } => words.handoff_digits,
        Shown::Waiting(Waiting::Taking) => words.handoff_taking,
        Shown::Waiting(Waiting::Office) => words.handoff_office,
        Shown::Waiting(Waiting::Kiosk) => words.handoff_waiting,
        Shown::Waiting(Waiting::Ending) => words.handoff_ending,
        Shown::Given => words.handoff_given,
        Shown::Fetched => words.handoff_fetched,
        Shown::Told(end) => told(words, *end).0,
    }
}

fn parts(given: &Given, shown: &Shown) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let no = || quiet_link(words.handoff_no, "/");
    match shown {
        Shown::Ask { title, at } => {
            let title = title.as_ref().map_or(words.handoff_unknown, |title| title.get(lang));
            let when = text::fill(words.handoff_at, &[("time", &text::moment(*at, lang))]);
            vec![
                panel(Tone::Info, vec![p("", title), p("muted", &when)]),
                p("", words.handoff_own),
                actions(vec![press(given, words.handoff_take, Act::Take), no()]),
            ]
        }
        Shown::Choose { drafts, closed } => choose(given, drafts, *closed),
        Shown::Confirm(kiosk) => vec![
            named(given, kiosk),
            p("", words.handoff_before),
            actions(vec![press(given, words.handoff_yes, Act::Confirm), no()]),
        ],
        Shown::Digits { kiosk, n_wrong } => digits(given, kiosk, *n_wrong),
        Shown::Waiting(_) => vec![p("", words.handoff_stay)],
        Shown::Given => vec![
            p("", words.handoff_given_how),
            actions(vec![
                press(given, words.handoff_look, Act::Again),
                press_quiet(given, words.handoff_back, Act::TakeBack),
            ]),
        ],
        Shown::Fetched => {
            vec![p("", words.handoff_fetched_how), actions(vec![press(given, words.resume, Act::Finish), no()])]
        }
        Shown::Told(end) => {
            let again = matches!(end, End::Down | End::Busy).then(|| press(given, words.try_again, Act::Again));
            let buttons = again.into_iter().chain([quiet_link(words.home, "/")]).collect();
            vec![p("", told(words, *end).1), actions(buttons)]
        }
    }
}

fn choose(given: &Given, drafts: &[Choice], closed: bool) -> Vec<El> {
    let (words, lang) = (given.language.words(), given.language.get());
    let closed = closed.then(|| p("muted", words.handoff_closed));
    if drafts.is_empty() {
        let parts = [p("", words.handoff_none_how)].into_iter().chain(closed);
        return parts.chain([actions(vec![quiet_link(words.home, "/")])]).collect();
    }
    let choices = drafts.iter().map(|draft| {
        let when = text::fill(words.handoff_changed, &[("time", &text::moment(draft.saved, lang))]);
        let said = el("span", "").add(el("span", "").text(draft.title.get(lang))).add(el("br", ""));
        press_quiet(given, "", Act::Choose(draft.id.clone())).add(said.add(el("span", "muted").text(&when)))
    });
    let choices = choices.chain([quiet_link(words.handoff_no, "/")]).collect();
    [p("", words.handoff_leaves), actions(choices)].into_iter().chain(closed).collect()
}

// Who the office says that it is.
fn named(given: &Given, kiosk: &Kiosk) -> El {
    let lang = given.language.get();
    panel(Tone::Info, vec![p("", kiosk.name.get(lang)), p("muted", kiosk.place.get(lang))])
}

fn digits(given: &Given, kiosk: &Kiosk, n_wrong: u32) -> Vec<El> {
    let (words, live) = (given.language.words(), given.live);
    let problem = RwSignal::new(if n_wrong > 0 { words.handoff_other_digits } else { "" });
    if n_wrong > 0 {
        live.say(words.handoff_other_digits);
    }
    let said = move || FrameWords {
        label: words.handoff_digits_label.into(),
        hint: Some(words.handoff_digits_hint.into()),
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
        problem.set(words.handoff_eight_digits);
        live.say(words.handoff_eight_digits);
        device::page::focus(DIGITS);
    });
    let send = button(words.handoff_give, || {}).attr("type", "submit");
    let buttons = actions(vec![send, quiet_link(words.handoff_no, "/")]);
    vec![named(given, kiosk), form.add(frame(DIGITS, Naming::Label, said, vec![input])).add(buttons)]
}

// A button that sleeps at first: nobody presses it who has not seen what it stands below.
fn press(given: &Given, words: &str, act: Act) -> El {
    let (run, since) = (given.act.clone(), device::clock::now());
    button(words, move || {
        // A clock that was set back wakes it, too.
        if (device::clock::now() - since).abs() >= ASLEEP {
            run(act.clone());
        }
    })
}

fn press_quiet(given: &Given, words: &str, act: Act) -> El {
    press(given, words, act).class("button button--quiet")
}

// A title and what to do.
fn told(words: &'static Words, end: End) -> (&'static str, &'static str) {
    match end {
        End::Arrived => (words.handoff_arrived, words.handoff_arrived_how),
        End::Cancelled => (words.handoff_cancelled, words.handoff_cancelled_how),
        End::Nothing => (words.handoff_nothing, words.handoff_nothing_how),
        End::Gone => (words.handoff_gone, words.handoff_gone_how),
        End::Broken => (words.handoff_broken, words.handoff_broken_how),
        End::Stranger => (words.handoff_stranger, words.handoff_stranger_how),
        End::WrongDigits => (words.handoff_wrong, words.handoff_wrong_how),
        End::Down => (words.handoff_down, words.handoff_down_how),
        End::Busy => (words.handoff_busy, words.handoff_busy_how),
        End::Large => (words.handoff_large, words.handoff_large_how),
        End::Unkept => (words.handoff_unkept, words.handoff_unkept_how),
        End::Form => (words.handoff_form, words.handoff_form_how),
    }
}
