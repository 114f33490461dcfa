//! Few alternatives, all shown: radio buttons. Yes or no is the same with two.

use forms::{Answer, Choice, Json, Kind};
use leptos::prelude::*;

use super::Question;
use crate::part::{Naming, OptionRow, Pick};

/// The alternatives, one under the other.
pub fn draw(question: Question) -> impl IntoView {
    let alternatives = question.field.with_untracked(|field| match field.control.kind {
        Kind::YesNo => vec![Json::Bool(true), Json::Bool(false)].into_iter().map(Alternative::Plain).collect(),
        _ => field.control.choices.iter().cloned().map(Alternative::Worded).collect::<Vec<_>>(),
    });
    let rows = alternatives.into_iter().enumerate().map(|(index, alternative)| row(question, index, alternative));
    let input = view! {
        <div class="options" role="radiogroup" aria-describedby=move || question.described_by().get()
            aria-invalid=move || question.is_invalid().get().then_some("true")>
            {rows.collect_view()}
        </div>
    };
    question.frame(Naming::Legend, input)
}

enum Alternative {
    Worded(Choice),
    /// Yes or no: the words are the app's own unless the service has some.
    Plain(Json),
}

fn row(question: Question, index: usize, alternative: Alternative) -> impl IntoView {
    // The first one carries the question's own id, so that the error summary leads to it.
    let id = if index == 0 { question.id() } else { question.id_of(&index.to_string()) };
    let value = match &alternative {
        Alternative::Worded(choice) => choice.value.clone(),
        Alternative::Plain(value) => value.clone(),
    };
    let label = move || words(question, &alternative);
    let (wanted, given) = (value.clone(), question.value());
    let chosen = Signal::derive(move || given.read().as_ref() == Some(&wanted));
    let on_pick = Callback::new(move |_| {
        question.answer.run(Some(Answer { value: value.clone(), words: None }));
    });
    view! {
        <OptionRow
            id=id
            name=question.id_of("name")
            pick=Pick::One
            label=Signal::derive(label)
            hint={None::<String>}
            chosen=chosen
            enabled=question.is_enabled()
            on_pick=on_pick
        />
    }
}

fn words(question: Question, alternative: &Alternative) -> String {
    let lang = question.language.get();
    match alternative {
        Alternative::Worded(choice) => question.service.with_value(|service| service.choice(choice, lang).into()),
        Alternative::Plain(value) => {
            let words = question.language.words();
            let yes = value.as_bool() == Some(true);
            let own = question.field.with(|field| {
                let mut key = field.control.key.clone();
                key.push_str(if yes { ".true" } else { ".false" });
                question.service.with_value(|service| service.words(lang, &key).map(String::from))
            });
            own.unwrap_or_else(|| if yes { words.yes } else { words.no }.into())
        }
    }
}
