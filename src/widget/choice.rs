//! Few alternatives, all shown: radio buttons. Yes or no is the same with two.

use forms::{Answer, Json, Kind};

use super::Question;
use crate::{
    part::{El, Naming, Pick, el, option_row},
    text,
};

/// The alternatives, one under the other.
pub fn draw(question: Question, kind: Kind) -> El {
    let alternatives = match kind {
        Kind::YesNo => [true, false].map(|yes| (Json::Bool(yes), yes_no(&question, yes))).into(),
        _ => worded(&question),
    };
    let mut options = question.told(el("div", "options").attr("role", "radiogroup"));
    for (index, (value, label)) in alternatives.into_iter().enumerate() {
        options = options.add(row(&question, index, value, &label));
    }
    question.frame(Naming::Legend, options)
}

fn row(question: &Question, index: usize, value: Json, label: &str) -> El {
    // The first one carries the question's own id, so that the error summary leads to it.
    let id = if index == 0 { question.id.to_string() } else { question.id_of(&index.to_string()) };
    let (ask, shown, wanted) = (question.ask.clone(), question.clone(), value.clone());
    let (button, row) = option_row(&id, &question.id_of("name"), Pick::One, el("span", "").text(label), move |_| {
        ask.answer(Some(Answer { value: value.clone(), words: None }));
    });
    let _ = button.bind(move |button| {
        button.set_checked(shown.value().as_ref() == Some(&wanted));
        button.set_enabled(shown.is_enabled());
    });
    row
}

fn worded(question: &Question) -> Vec<(Json, String)> {
    let lang = question.lang();
    question.read(|field| {
        let choices = field.control.choices.iter();
        choices.map(|choice| (choice.value.clone(), text::choice(&question.service, choice, lang).into())).collect()
    })
}

// The words are the app's own unless the service has some.
fn yes_no(question: &Question, yes: bool) -> String {
    let (words, key) = (question.words(), question.read(|field| field.control.key.clone()));
    let key = [key.as_str(), if yes { ".true" } else { ".false" }].concat();
    let own = question.service.words(question.lang(), &key);
    own.unwrap_or(if yes { words.yes } else { words.no }).into()
}
