//! A declaration: one tick with its sentence. A tick taken off is no answer, so that `required` asks for it again.

use forms::{Answer, Json};

use super::Question;
use crate::part::{El, Pick, el, option_row, sentences};

/// The tick; its label is the sentence, its problem stands above.
pub fn draw(question: Question) -> El {
    let words = question.frame_words();
    let mut label = el("span", "").text(&words.label);
    label = label.add_some(words.hint.map(|hint| el("span", "option__hint").text(&hint)));
    let (ask, shown, said, classed) = (question.ask.clone(), question.clone(), question.clone(), question.clone());
    let (button, row) = option_row(&question.id, &question.id_of("name"), Pick::Many, label, move |picked| {
        ask.answer(picked.then_some(Answer { value: Json::Bool(true), words: None }));
    });
    let _ = question
        .told(button)
        .bind(move |button| button.set_checked(shown.value().as_ref().and_then(Json::as_bool) == Some(true)));
    el("div", "field")
        .bind(move |frame| {
            let bad = !classed.frame_words().problems.is_empty();
            let _ = frame.clone().class(if bad { "field field--bad" } else { "field" });
        })
        .add(sentences(&question.id_of("problem"), "field__problem", move || said.frame_words().problems))
        .add(row)
}
