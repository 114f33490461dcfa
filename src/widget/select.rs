//! Many alternatives that the service file lists: the browser's own list.

use forms::Answer;
use leptos::prelude::*;

use super::Question;
use crate::part::Naming;

/// The list, with an empty first line.
pub fn draw(question: Question) -> impl IntoView {
    let choices = question.field.with_untracked(|field| field.control.choices.clone());
    let rows = choices.iter().enumerate().map(|(index, choice)| {
        let (value, choice, given) = (choice.value.clone(), choice.clone(), question.value());
        view! {
            <option value=index.to_string() selected=move || given.read().as_ref() == Some(&value)>
                {move || question.service.with_value(|service| service.choice(&choice, question.language.get()).to_string())}
            </option>
        }
    });
    let rows = rows.collect_view();
    let on_change = move |text: String| {
        let chosen = text.parse().ok().and_then(|index: usize| choices.get(index));
        question.answer.run(chosen.map(|choice| Answer { value: choice.value.clone(), words: None }));
    };
    let given = question.value();
    let input = view! {
        <select
            class="input input--select"
            id=question.id()
            aria-describedby=move || question.described_by().get()
            aria-invalid=move || question.is_invalid().get().then_some("true")
            aria-required=move || question.is_required().get().then_some("true")
            disabled=move || !question.is_enabled().get()
            on:change:target=move |event| on_change(event.target().value())
            on:blur=move |_| { question.leave.try_run(()); }
        >
            <option value="" selected=move || given.read().is_none()>{move || question.language.words().choose}</option>
            {rows}
        </select>
    };
    question.frame(Naming::Label, input)
}
