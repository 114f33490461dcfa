//! Many alternatives that the service file lists: the browser's own list.

use forms::Answer;

use super::Question;
use crate::{
    part::{El, Naming, el},
    text,
};

/// The list, with an empty first line.
pub fn draw(question: Question) -> El {
    let choices = question.read(|field| field.control.choices.clone());
    let mut list = el("select", "input input--select").id(&question.id);
    let hides = question.read(|field| field.control.is_on("hideEmptyOption"));
    let none = el("option", "").attr("value", "").attr_if("hidden", hides.then_some(""));
    list = list.add(none.text(&question.none()));
    for (index, choice) in choices.iter().enumerate() {
        let words = text::choice(&question.service, choice, question.lang());
        list = list.add(el("option", "").attr("value", &index.to_string()).text(words));
    }
    let (ask, leaving, changed, shown, values) =
        (question.ask.clone(), question.ask.clone(), list.clone(), question.clone(), choices.clone());
    let list = list
        .on("change", move |_| {
            let chosen = changed.value().parse().ok().and_then(|index: usize| choices.get(index));
            ask.answer(chosen.map(|choice| Answer { value: choice.value.clone(), words: None }));
        })
        .on("blur", move |_| leaving.leave())
        .bind(move |list| {
            let given = shown.value();
            let place = values.iter().position(|choice| Some(&choice.value) == given.as_ref());
            list.set_value(&place.map(|place| place.to_string()).unwrap_or_default());
        });
    let list = question.focused(question.told(list));
    question.frame(Naming::Label, list)
}
