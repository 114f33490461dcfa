//! From a kind of question to what draws it: the one `match`. A widget gets its question and reports answers; it knows
//! no network, no address and no other widget.

mod checkbox;
mod choice;
mod date;
mod list;
mod lookup;
mod multi_choice;
mod select;
mod text;
mod unknown;

use std::sync::Arc;

use forms::{Answer, Field, Json, Kind, Lang, Service, Severity, Text};
use leptos::prelude::*;

use crate::{
    part::{FieldFrame, Naming, described_by},
    text::{Language, sentence},
};

/// One question: its state, its words, and where its answers go.
#[derive(Clone, Copy)]
pub struct Question {
    pub field: Signal<Field>,
    /// The text in its box.
    pub typed: Signal<String>,
    pub service: StoredValue<Arc<Service>>,
    pub language: Language,
    /// Called with the text at each change.
    pub type_in: Callback<String>,
    /// Called with a chosen answer, or none.
    pub answer: Callback<Option<Answer>>,
    /// Called when it is left.
    pub leave: Callback<()>,
    pub options: Options,
}

/// A list of the backend, as the page gives it.
#[derive(Clone, Copy)]
pub struct Options {
    pub items: Signal<Vec<Entry>>,
    pub state: Signal<ListState>,
    /// Asks for the list again.
    pub retry: Callback<()>,
    /// Positions of the entries that fit a query, best first.
    pub search: Callback<String, Vec<usize>>,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListState {
    /// An answer that it hangs on is missing.
    Waiting,
    Loading,
    Ready,
    Failed,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub value: Json,
    pub label: Text,
    pub hint: Option<Text>,
    /// Offered whatever is searched.
    pub always: bool,
}

/// Draws a question. `None` in the field's place would be a hidden one: the page leaves it out.
pub fn draw(question: Question) -> AnyView {
    let kind = question.field.with_untracked(|field| field.control.kind);
    match kind {
        Kind::Text | Kind::LongText | Kind::Identity(_) | Kind::Email | Kind::Integer | Kind::Number => {
            text::draw(question).into_any()
        }
        Kind::Date => date::draw(question).into_any(),
        Kind::Choice | Kind::YesNo => choice::draw(question).into_any(),
        Kind::Select => select::draw(question).into_any(),
        Kind::MultiChoice => multi_choice::draw(question).into_any(),
        Kind::Checkbox => checkbox::draw(question).into_any(),
        Kind::Lookup if question.searches() => lookup::draw(question).into_any(),
        Kind::Lookup => list::draw(question).into_any(),
        Kind::List | Kind::Unknown => unknown::draw(question).into_any(),
    }
}

impl Question {
    /// The id of its input, which the error summary links to.
    pub fn id(self) -> String {
        self.field.with_untracked(|field| field.id.as_str().into())
    }

    /// The same with an ending, for the inputs of one question.
    fn id_of(self, end: &str) -> String {
        let mut id = self.id();
        id.push('-');
        id.push_str(end);
        id
    }

    /// Its label, in the citizen's language.
    pub fn label(self) -> Signal<String> {
        self.worded(|service, field, lang| service.label(&field.control, lang).into())
    }

    fn hint(self) -> Signal<Option<String>> {
        self.worded(|service, field, lang| service.description(&field.control, lang).map(String::from))
    }

    fn why(self) -> Signal<Option<String>> {
        self.worded(|service, field, lang| service.why(&field.control, lang).map(String::from))
    }

    /// Its sentences of one severity.
    fn sentences(self, severity: Severity) -> Signal<Vec<String>> {
        self.worded(move |service, field, lang| {
            let problems = field.problems.iter().filter(|problem| problem.severity == severity);
            problems.map(|problem| sentence(service, &field.control, problem, lang)).collect()
        })
    }

    fn worded<T: Send + Sync + 'static>(
        self,
        word: impl Fn(&Service, &Field, Lang) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Signal::derive(move || {
            let lang = self.language.get();
            self.service.with_value(|service| self.field.with(|field| word(service, field, lang)))
        })
    }

    fn is_invalid(self) -> Signal<bool> {
        Signal::derive(move || {
            self.field.with(|field| field.problems.iter().any(|problem| problem.severity == Severity::Error))
        })
    }

    fn is_required(self) -> Signal<bool> {
        Signal::derive(move || self.field.with(|field| field.required))
    }

    fn is_enabled(self) -> Signal<bool> {
        Signal::derive(move || self.field.with(|field| field.access == forms::Access::Enabled))
    }

    fn described_by(self) -> Signal<Option<String>> {
        let (id, hint) = (self.id(), self.hint());
        let (problems, warnings) = (self.sentences(Severity::Error), self.sentences(Severity::Warning));
        Signal::derive(move || {
            described_by(&id, hint.read().is_some(), !problems.read().is_empty(), !warnings.read().is_empty())
        })
    }

    /// The stored answer.
    fn value(self) -> Signal<Option<Json>> {
        Signal::derive(move || self.field.with(|field| field.value.clone()))
    }

    fn searches(self) -> bool {
        self.field.with_untracked(|field| field.control.options.get("search").and_then(Json::as_bool).unwrap_or(false))
    }

    fn autocomplete(self) -> Option<String> {
        self.field
            .with_untracked(|field| field.control.options.get("autocomplete").and_then(Json::as_str).map(String::from))
    }

    /// The frame around its input.
    fn frame(self, naming: Naming, input: impl IntoView + 'static) -> impl IntoView {
        let optional =
            Signal::derive(move || (!self.field.with(|field| field.required)).then(|| self.language.words().optional));
        view! {
            <FieldFrame
                id=self.id()
                naming=naming
                label=self.label()
                optional=optional
                hint=self.hint()
                problems=self.sentences(Severity::Error)
                warnings=self.sentences(Severity::Warning)
            >
                {input}
                {why(self)}
            </FieldFrame>
        }
    }
}

// "Kenapa kami menanyakan ini?", closed until asked for.
fn why(question: Question) -> impl IntoView {
    let text = question.why();
    move || {
        text.get().map(|text| {
            view! {
                <details class="why">
                    <summary class="why__ask">{move || question.language.words().why}</summary>
                    <p class="why__text">{text}</p>
                </details>
            }
        })
    }
}
