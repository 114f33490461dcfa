//! Lacak: where an application stands, by its number and the last four digits of the phone that was given. From here it can be
//! withdrawn, and what the officer asked back can be corrected.

mod state;

use leptos::prelude::*;
use rest::Status;

use super::head;
use crate::{
    api::{Api, Config, Error},
    device,
    part::{BoxStyle, ErrorSummary, FieldFrame, Live, Naming, SummaryLine, Task, TextBox, described_by},
    route,
    text::{self, Language},
};

/// What is asked with: both are kept only while the page is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    pub number: String,
    pub digits: String,
}

type Answer = Result<Status, Error>;

/// The question, and the answer.
#[component]
pub fn Track(
    /// The citizen's language.
    language: Language,
    /// The backend.
    api: Api,
    /// Whom to call.
    config: StoredValue<Config>,
    /// The title of a service in the present language.
    title_of: Callback<String, Option<String>>,
    /// Opens a correction of what was asked back.
    correct: Callback<(Ask, Status)>,
) -> impl IntoView {
    let number = RwSignal::new(route::take_fragment());
    let digits = RwSignal::new(String::new());
    let refused = RwSignal::new(Vec::<SummaryLine>::new());
    let (asking, live) = (Task::<Answer>::new(), expect_context::<Live>());
    let api = StoredValue::new(api);
    head::title(language, move || !refused.read().is_empty(), move || language.words().track_title.into());

    let given = move || Ask { number: clean(&number.read_untracked()), digits: digits.read_untracked().trim().into() };
    let told = move |answer: &Answer| match answer {
        Ok(_) => request_animation_frame(|| device::page::focus("state")),
        Err(error) => {
            refused.set(vec![SummaryLine { sentence: failure(error, language), target: None }]);
            head::focus_summary();
        }
    };
    let ask = move || {
        let given = given();
        let lines = wrong(&given, language);
        refused.set(lines);
        if !refused.read_untracked().is_empty() {
            head::focus_summary();
            return;
        }
        live.say(language.words_untracked().track_waits);
        let api = api.get_value();
        asking.start(async move { api.status(&given.number, &given.digits).await }, told);
    };
    let withdraw = Callback::new(move |()| {
        let (api, given) = (api.get_value(), given());
        let end = move |answer: &Answer| {
            if answer.is_ok() {
                live.say(language.words_untracked().track_withdrawn);
            }
            told(answer);
        };
        asking.start(async move { api.withdraw(&given.number, &given.digits).await }, end);
    });
    let on_correct = Callback::new(move |status: Status| correct.run((given(), status)));
    let again = Callback::new(move |()| {
        asking.clear();
        number.set(String::new());
        digits.set(String::new());
        request_animation_frame(|| device::page::focus("number"));
    });
    let form = move || {
        view! {
            <form novalidate=true on:submit=move |event: leptos::ev::SubmitEvent| {
                event.prevent_default();
                if !asking.is_waiting_untracked() {
                    ask();
                }
            }>
                {question(language, "number", number, refused, |words| (words.track_number, words.track_number_hint), None)}
                {question(language, "digits", digits, refused, |words| (words.track_digits, words.track_digits_hint), Some("numeric"))}
                <div class="actions">
                    <button class="button" type="submit">
                        {move || {
                            let words = language.words();
                            if asking.is_waiting() { words.track_waits } else { words.track_go }
                        }}
                    </button>
                    <a class="button button--quiet" href="/">{move || language.words().home}</a>
                </div>
            </form>
        }
    };
    let found = move || asking.result().and_then(Result::ok);
    view! {
        <ErrorSummary
            title=Signal::derive(move || text::n_problems(language.words(), refused.read().len()))
            lines=refused
            go=Callback::new(move |id: String| device::page::focus(&id))
        />
        <h1 tabindex="-1">{move || language.words().track_title}</h1>
        {move || match found() {
            Some(status) => leptos::either::Either::Left(
                state::draw(language, config, status, title_of, withdraw, on_correct, again),
            ),
            None => leptos::either::Either::Right(form()),
        }}
    }
}

// Upper case, without spaces and dashes: people copy numbers as they read them.
fn clean(number: &str) -> String {
    number
        .chars()
        .filter(|character| character.is_ascii_alphanumeric())
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

fn wrong(ask: &Ask, language: Language) -> Vec<SummaryLine> {
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
        Error::Unreachable => words.service_unreachable.into(),
        _ => words.track_failed.into(),
    }
}

fn question(
    language: Language,
    id: &'static str,
    text: RwSignal<String>,
    refused: RwSignal<Vec<SummaryLine>>,
    words: fn(&'static text::Words) -> (&'static str, &'static str),
    keyboard: Option<&'static str>,
) -> impl IntoView {
    let problems = Signal::derive(move || {
        let lines = refused.read();
        let mine = lines.iter().filter(|line| line.target.as_deref() == Some(id));
        mine.map(|line| line.sentence.clone()).collect::<Vec<_>>()
    });
    let described = Signal::derive(move || described_by(id, true, !problems.read().is_empty(), false));
    let style = BoxStyle { keyboard, digits: true, ..BoxStyle::default() };
    view! {
        <FieldFrame
            id=String::from(id)
            naming=Naming::Label
            label=Signal::derive(move || words(language.words()).0.to_string())
            optional=None
            hint=Signal::derive(move || Some(words(language.words()).1.to_string()))
            problems=problems
            warnings=Vec::new()
        >
            <TextBox
                id=String::from(id)
                style=style
                text=text
                described_by=described
                invalid=Signal::derive(move || !problems.read().is_empty())
                required=true
                read_only=false
                on_input=Callback::new(move |value: String| text.set(value))
                on_leave=Callback::new(|()| {})
            />
        </FieldFrame>
    }
}
