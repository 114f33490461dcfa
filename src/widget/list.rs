//! One entry of a list that the backend keeps: the browser's own list. When the list does not come, the citizen is told and can try again.

use forms::Answer;
use leptos::{either::EitherOf4, prelude::*};

use super::{ListState, Question};
use crate::part::Naming;

/// The list, or why it is not there.
pub fn draw(question: Question) -> impl IntoView {
    let state = question.options.state;
    let input = move || match state.get() {
        ListState::Waiting => EitherOf4::A(empty(question, |words| words.list_waits)),
        ListState::Loading => EitherOf4::B(empty(question, |words| words.list_loads)),
        ListState::Ready => EitherOf4::C(entries(question)),
        ListState::Failed => EitherOf4::D(failed(question)),
    };
    question.frame(Naming::Label, input)
}

/// What stands in the list's place when it did not come.
pub fn failed(question: Question) -> impl IntoView {
    view! {
        <div class="list-failed" id=question.id() tabindex="-1">
            <p class="list-failed__text">{move || question.language.words().list_failed}</p>
            {move || question.field.with(|field| field.words.clone()).map(|words| view! { <p class="list-failed__given">{words}</p> })}
            <button class="button button--quiet" type="button" on:click=move |_| question.options.retry.run(())>
                {move || question.language.words().try_again}
            </button>
        </div>
    }
}

// A list of one line, as wide as the list will be, so that nothing jumps. The answer chosen earlier is named. It is not `disabled`: the
// error summary leads to it.
fn empty(question: Question, line: fn(&'static crate::text::Words) -> &'static str) -> impl IntoView {
    let text = move || {
        question.field.with(|field| field.words.clone()).unwrap_or_else(|| line(question.language.words()).into())
    };
    view! {
        <select
            class="input input--select"
            id=question.id()
            aria-disabled="true"
            aria-describedby=move || question.described_by().get()
            aria-invalid=move || question.is_invalid().get().then_some("true")
            aria-required=move || question.is_required().get().then_some("true")
        >
            <option>{text}</option>
        </select>
    }
}

fn entries(question: Question) -> impl IntoView {
    let (given, items) = (question.value(), question.options.items);
    let rows = move || {
        let lang = question.language.get();
        let rows = items.get().into_iter().enumerate().map(|(index, entry)| {
            let label = String::from(entry.label.get(lang));
            view! {
                <option value=index.to_string() selected=move || given.read().as_ref() == Some(&entry.value)>{label}</option>
            }
        });
        rows.collect_view()
    };
    let on_change = move |text: String| {
        let lang = question.language.get_untracked();
        let chosen = text.parse().ok().and_then(|index: usize| items.with_untracked(|items| items.get(index).cloned()));
        let answer = chosen.map(|entry| Answer { words: Some(entry.label.get(lang).into()), value: entry.value });
        question.answer.run(answer);
    };
    view! {
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
    }
}
