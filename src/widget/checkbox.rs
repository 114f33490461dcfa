//! A declaration: one tick with its sentence. A tick taken off is no answer, so that `required` asks for it again.

use forms::{Answer, Json, Severity};
use leptos::prelude::*;

use super::Question;
use crate::part::{OptionRow, Pick};

/// The tick; its label is the sentence, its problem stands above.
pub fn draw(question: Question) -> impl IntoView {
    let (given, problems) = (question.value(), question.sentences(Severity::Error));
    let chosen = Signal::derive(move || given.read().as_ref().and_then(Json::as_bool).unwrap_or(false));
    let on_pick = Callback::new(move |picked: bool| {
        question.answer.run(picked.then_some(Answer { value: Json::Bool(true), words: None }));
    });
    let class = move || if problems.read().is_empty() { "field" } else { "field field--bad" };
    let hint = question.hint();
    view! {
        <div class=class role="group" aria-describedby=move || question.described_by().get()>
            <div id=question.id_of("problem")>
                {move || problems.get().into_iter().map(|problem| view! { <p class="field__problem">{problem}</p> }).collect_view()}
            </div>
            <OptionRow
                id=question.id()
                name=question.id_of("name")
                pick=Pick::Many
                label=question.label()
                hint=hint
                chosen=chosen
                enabled=question.is_enabled()
                on_pick=on_pick
            />
        </div>
    }
}
