//! Lacak: where an application stands, by its number and the last four digits of the phone that was given. From here it can be
//! withdrawn, and what the officer asked back can be corrected.

mod state;

use std::rc::Rc;

use leptos::prelude::*;
use rest::Status;

use super::{account::Account, detail, head};
use crate::{
    api::{Api, Config, Error},
    device,
    part::{
        BoxStyle, El, FrameWords, Live, Naming, SummaryLine, Task, actions, described_by, el, frame, h1, quiet_link,
        text_box,
    },
    route::{self, Page},
    text::{self, Language, Words},
};

/// What is asked with: both are kept only while the page is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub number: String,
    pub digits: String,
}

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    pub api: Rc<Api>,
    pub account: Account,
    /// Whom to call.
    pub config: &'static Config,
    pub live: Live,
    /// The title of a service.
    pub title_of: head::TitleOf,
    /// Opens a correction of what was asked back.
    pub correct: Rc<dyn Fn(Query, Status)>,
}

type Answer = Result<Status, Error>;

/// The question, and the answer.
pub fn draw(given: Props) -> El {
    let track = Track {
        given,
        number: RwSignal::new(route::take_fragment()),
        digits: RwSignal::new(String::new()),
        refused: head::Refused::new(Vec::new()),
        asking: Task::new(),
    };
    el("div", "").swap(move || {
        let (language, words) = (track.given.language, track.given.language.words());
        let (shown, asked, asking) = (track.clone(), track.clone(), track.asking);
        let found = move || u32::from(matches!(asking.result(), Some(Ok(_))));
        let go = Rc::new(|id: &str| device::page::focus(id));
        vec![
            head::refusal(el("div", ""), language, track.refused, Rc::new(|| words.track_title.into()), go),
            h1(words.track_title),
            el("div", "").swap(move || signed_out(&asked)),
            el("div", "").swap_on(found, move |found| if found == 1 { answer(&shown) } else { vec![form(&shown)] }),
            el("div", "").swap(move || failed(asking, words)),
        ]
    })
}

#[derive(Clone)]
struct Track {
    given: Props,
    number: RwSignal<String>,
    digits: RwSignal<String>,
    refused: head::Refused,
    asking: Task<Answer>,
}

impl Track {
    fn asked(&self) -> Query {
        Query {
            number: text::typed_number(&self.number.get_untracked()),
            digits: self.digits.get_untracked().trim().into(),
        }
    }

    fn ask(&self) {
        let (asked, language) = (self.asked(), self.given.language);
        let lines = wrong(&asked, language);
        let refused = !lines.is_empty();
        self.refused.set(lines);
        if refused {
            return head::focus_summary();
        }
        self.given.live.say(language.words_untracked().searching);
        let (api, told) = (self.given.api.clone(), self.clone());
        let work = async move { api.status(&asked.number, &asked.digits).await };
        self.asking.start(work, move |answer| told.hear(answer));
    }

    fn withdraw(&self) {
        let (api, asked, told) = (self.given.api.clone(), self.asked(), self.clone());
        let work = async move { api.withdraw(&asked.number, &asked.digits).await };
        self.asking.start(work, move |answer| {
            if answer.is_ok() {
                told.given.live.say(told.given.language.words_untracked().track_withdrawn);
            }
            told.hear(answer);
        });
    }

    fn hear(&self, answer: &Answer) {
        match answer {
            Ok(_) => request_animation_frame(|| device::page::focus("state")),
            Err(error) => {
                let sentence = failure(error, self.given.language);
                self.refused.set(vec![SummaryLine { sentence, target: None }]);
                head::focus_summary();
            }
        }
    }

    fn again(&self) {
        self.asking.clear();
        self.number.set(String::new());
        self.digits.set(String::new());
        request_animation_frame(|| device::page::focus("number"));
    }
}

// Where the backend wants to know who asks. The number is taken along in the fragment, as from the QR code.
fn signed_out(track: &Track) -> Vec<El> {
    let Props { account, api, language, .. } = &track.given;
    if !account.is_needed(api) {
        return Vec::new();
    }
    let number = track.number;
    let back = move || Some([&Page::Track.path(), "#", &text::typed_number(&number.get_untracked())].concat());
    vec![account.ask(api, language.words().sign_in_track, Rc::new(back))]
}

fn answer(track: &Track) -> Vec<El> {
    let track = track.clone();
    let drawn = move || match track.asking.result() {
        Some(Ok(status)) => {
            let (withdrawing, again) = (track.clone(), track.clone());
            let (correcting, asked) = (track.clone(), status.clone());
            let acts = state::Acts {
                withdraw: Rc::new(move || withdrawing.withdraw()),
                correct: Rc::new(move || (correcting.given.correct)(correcting.asked(), asked.clone())),
                again: Rc::new(move || again.again()),
            };
            state::draw(&track.given, &status, acts)
        }
        _ => Vec::new(),
    };
    vec![el("div", "").swap(drawn)]
}

fn form(track: &Track) -> El {
    let (language, asking, sent) = (track.given.language, track.asking, track.clone());
    let words = language.words();
    let go = el("button", "button").attr("type", "submit").bind_text(move || {
        let words = language.words();
        if asking.is_waiting() { words.searching } else { words.track_go }.into()
    });
    el("form", "")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            if !asking.is_waiting_untracked() {
                sent.ask();
            }
        })
        .add(question(track, "number", track.number, |words| (words.track_number, words.track_number_hint), None))
        .add(question(
            track,
            "digits",
            track.digits,
            |words| (words.track_digits, words.track_digits_hint),
            Some("numeric"),
        ))
        .add(actions(vec![go, quiet_link(words.home, "/")]))
}

fn wrong(ask: &Query, language: Language) -> Vec<SummaryLine> {
    let words = language.words_untracked();
    let digits_fit = ask.digits.len() == 4 && ask.digits.bytes().all(|byte| byte.is_ascii_digit());
    [(ask.number.is_empty(), words.track_number_bad, "number"), (!digits_fit, words.track_digits_bad, "digits")]
        .into_iter()
        .filter(|(wrong, ..)| *wrong)
        .map(|(_, sentence, target)| SummaryLine { sentence: sentence.into(), target: Some(target.into()) })
        .collect()
}

fn failure(error: &Error, language: Language) -> String {
    let words = language.words_untracked();
    match error {
        Error::Backend(rest::Error::NotFound) => words.track_not_found.into(),
        Error::Backend(rest::Error::Busy { seconds }) => {
            text::fill(words.track_busy, &[("n", &seconds.unwrap_or(30).to_string())])
        }
        Error::Unreachable => words.unreachable.into(),
        Error::SignIn => words.sign_in_track.into(),
        _ => words.track_failed.into(),
    }
}

// What it was, for the city's IT people; an unknown number is no failure.
fn failed(asking: Task<Answer>, words: &'static Words) -> Vec<El> {
    match asking.result() {
        Some(Err(error @ (Error::Backend(rest::Error::Failed(_)) | Error::Unreachable | Error::Blocked))) => {
            vec![detail::draw(words, "status", &error)]
        }
        _ => Vec::new(),
    }
}

fn question(
    track: &Track,
    id: &'static str,
    text: RwSignal<String>,
    words: fn(&'static Words) -> (&'static str, &'static str),
    keyboard: Option<&'static str>,
) -> El {
    let (language, refused) = (track.given.language, track.refused);
    let said = move || {
        let (label, hint) = words(language.words());
        let lines = refused.get().into_iter().filter(|line| line.target.as_deref() == Some(id));
        FrameWords {
            label: label.into(),
            hint: Some(hint.into()),
            problems: lines.map(|line| line.sentence).collect(),
            ..FrameWords::default()
        }
    };
    let style = BoxStyle { keyboard, digits: true, ..BoxStyle::default() };
    let input = text_box(id, &style, move |input| text.set(input.value()), || {})
        .attr("aria-required", "true")
        .bind(move |input| input.set_value(&text.get()))
        .bind(move |input| {
            let words = said();
            let _ = input
                .clone()
                .attr_if("aria-describedby", described_by(id, &words).as_deref())
                .attr_if("aria-invalid", (!words.problems.is_empty()).then_some("true"));
        });
    frame(id, Naming::Label, said, vec![input])
}
