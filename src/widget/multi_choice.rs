//! Several alternatives at once: ticks. The answer is a list in the order of the service file.

use std::rc::Rc;

use forms::{Answer, Choice, Json};

use super::Question;
use crate::{
    part::{El, Naming, Pick, el, option_row},
    text,
};

/// The alternatives, one under the other.
pub fn draw(question: Question) -> El {
    let choices = Rc::new(question.read(|field| field.control.choices.clone()));
    let mut options = question.described(el("div", "options").attr("role", "group"));
    for index in 0..choices.len() {
        if let Some(row) = row(&question, &choices, index) {
            options = options.add(row);
        }
    }
    question.frame(Naming::Legend, options)
}

fn row(question: &Question, choices: &Rc<Vec<Choice>>, index: usize) -> Option<El> {
    let choice = choices.get(index)?;
    let id = if index == 0 { question.id.to_string() } else { question.id_of(&index.to_string()) };
    let words = el("span", "").text(text::choice(&question.service, choice, question.lang()));
    let (asked, all, value, shown, wanted) =
        (question.clone(), choices.clone(), choice.value.clone(), question.clone(), choice.value.clone());
    let (button, row) = option_row(&id, &question.id_of("name"), Pick::Many, words, move |picked| {
        let old = asked.value();
        let values = all.iter().map(|choice| &choice.value);
        let kept = values.filter(|other| if **other == value { picked } else { holds(old.as_ref(), other) });
        let items: Vec<Json> = kept.cloned().collect();
        asked.ask.answer((!items.is_empty()).then_some(Answer { value: Json::Array(items), words: None }));
    });
    let _ = button.bind(move |button| {
        button.set_checked(holds(shown.value().as_ref(), &wanted));
        button.set_enabled(shown.is_enabled());
    });
    Some(row)
}

fn holds(list: Option<&Json>, value: &Json) -> bool {
    list.and_then(Json::as_array).is_some_and(|items| items.contains(value))
}
