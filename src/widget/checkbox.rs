//! A declaration: one tick with its sentence. A tick taken off is no answer, so that `required` asks for it again.

use forms::{Answer, Json};

use super::Question;
use crate::part::{El, Pick, el, option_row, sentences};

/// The tick; its label is the sentence, its problem stands above.
pub fn draw(question: Question) -> El {
    let words = question.frame_words();
    let mut label = el("span", "").text(&words.label);
    label = label.add_some(words.hint.map(|hint| el("span", "option__hint").text(&hint)));
    let (ask, shown, said) = (question.ask.clone(), question.clone(), question.clone());
    let (button, row) = option_row(&question.id, &question.id_of("name"), Pick::Many, label, move |picked| {
        ask.answer(picked.then_some(Answer { value: Json::Bool(true), words: None }));
    });
    let switch = question.read(|field| field.control.is_on("toggle"));
    let _ = question
        .told(button.attr_if("role", switch.then_some("switch")))
        .bind(move |button| button.set_checked(shown.value().as_ref().and_then(Json::as_bool) == Some(true)));
    let problems = el("div", "").id(&question.id_of("problem"));
    el("div", "field").add(problems.clone()).add(row).bind(move |frame| {
        let now = said.frame_words().problems;
        let _ = frame.clone().class(if now.is_empty() { "field" } else { "field field--bad" });
        problems.put(sentences("field__problem", &now));
    })
}
