//! Several alternatives at once: ticks. The answer is a list in the order of the service file.

use forms::{Answer, Choice, Json};
use leptos::prelude::*;

use super::Question;
use crate::part::{Naming, OptionRow, Pick};

/// The alternatives, one under the other.
pub fn draw(question: Question) -> impl IntoView {
    let choices = question.field.with_untracked(|field| field.control.choices.clone());
    let all = StoredValue::new(choices.clone());
    let rows = choices.into_iter().enumerate().map(|(index, choice)| row(question, all, index, choice));
    let input = view! {
        <div class="options" role="group" aria-describedby=move || question.described_by().get()>
            {rows.collect_view()}
        </div>
    };
    question.frame(Naming::Legend, input)
}

fn row(question: Question, all: StoredValue<Vec<Choice>>, index: usize, choice: Choice) -> impl IntoView {
    let id = if index == 0 { question.id() } else { question.id_of(&index.to_string()) };
    let value = choice.value.clone();
    let given = question.value();
    let wanted = value.clone();
    let chosen = Signal::derive(move || holds(given.read().as_ref(), &wanted));
    let on_pick = Callback::new(move |picked: bool| {
        let old = given.get_untracked();
        let items = all.with_value(|all| {
            let values = all.iter().map(|choice| &choice.value);
            let kept = values.filter(|other| if **other == value { picked } else { holds(old.as_ref(), other) });
            kept.cloned().collect::<Vec<_>>()
        });
        let answer = (!items.is_empty()).then_some(Answer { value: Json::Array(items), words: None });
        question.answer.run(answer);
    });
    let label = Signal::derive(move || {
        question.service.with_value(|service| String::from(service.choice(&choice, question.language.get())))
    });
    view! {
        <OptionRow
            id=id
            name=question.id_of("name")
            pick=Pick::Many
            label=label
            hint={None::<String>}
            chosen=chosen
            enabled=question.is_enabled()
            on_pick=on_pick
        />
    }
}

fn holds(list: Option<&Json>, value: &Json) -> bool {
    list.and_then(Json::as_array).is_some_and(|items| items.contains(value))
}
