//! A date in three boxes. A whole date may be typed or pasted into the first (`17-8-1990`, `17 Agustus 1990`).

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, Node};

use super::Question;
use crate::part::{BoxStyle, El, Naming, el, text_box};

/// Day, month, year.
pub fn draw(question: Question) -> El {
    let words = question.words();
    let boxes = [0, 1, 2].map(|index| typed_box(&question, index));
    let [day, month, year] = &boxes;
    let parts = [(day, words.day, ""), (month, words.month, ""), (year, words.year, " date__part--year")];
    let mut date = el("div", "date");
    for (index, (part, label, wide)) in parts.into_iter().enumerate() {
        let id = id_of(&question, index);
        let (all, ask, changed) = (boxes.clone(), question.ask.clone(), part.clone());
        let part = part.clone().on_typed(move || {
            let text = changed.value();
            // A whole date in the first box fills all three.
            let parts = split(&text);
            if index == 0 && parts.iter().all(|part| !part.is_empty()) {
                for (part, text) in all.iter().zip(&parts) {
                    part.set_value(text);
                }
                return ask.type_in(&text);
            }
            ask.type_in(&join(all.clone().map(|part| part.value())));
        });
        let label = el("label", "date__label").attr("for", &id).text(label);
        date = date.add(el("div", &["date__part", wide].concat()).add(label).add(question.told(part)));
    }
    let (shown, all) = (question.ask.clone(), boxes.clone());
    let (leaving, group) = (question.ask.clone(), date.clone());
    let date = date
        .bind(move |_| {
            for (part, text) in all.iter().zip(split(&shown.typed())) {
                part.set_value(&text);
            }
        })
        // The question is left when focus leaves all three boxes.
        .on("focusout", move |event| {
            let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
            let to = to.and_then(|target| target.dyn_into::<Node>().ok());
            if !(to.is_some() && group.contains(to.as_ref())) {
                leaving.leave();
            }
        });
    question.frame(Naming::Legend, date)
}

fn typed_box(question: &Question, index: usize) -> El {
    let style = BoxStyle { keyboard: Some("numeric"), digits: true, ..BoxStyle::default() };
    text_box(&id_of(question, index), &style, |_| {}, || {})
}

fn id_of(question: &Question, index: usize) -> String {
    if index == 0 { question.id.to_string() } else { question.id_of(&index.to_string()) }
}

/// Day, month and year of a stored (`1990-08-17`) or typed (`17-8-1990`, `17 Agustus 1990`) text.
fn split(text: &str) -> [String; 3] {
    let mut parts = text.split(['-', '/', '.', ' ']).map(|part| String::from(part.trim()));
    let [first, second, third] = [(); 3].map(|()| parts.next().unwrap_or_default());
    if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        [third, second, first]
    } else {
        [first, second, third]
    }
}

/// One text for the engine; empty when nothing is typed.
fn join(parts: [String; 3]) -> String {
    if parts.iter().all(|part| part.trim().is_empty()) {
        return String::new();
    }
    let [day, month, year] = parts;
    [day.trim(), month.trim(), year.trim()].join("-")
}

#[cfg(test)]
mod tests;
