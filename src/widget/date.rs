//! A date in three boxes. A whole date may be typed or pasted into the first (`17-8-1990`, `17 Agustus 1990`).

use leptos::{ev::FocusEvent, html::Div, prelude::*};
use wasm_bindgen::JsCast;

use super::Question;
use crate::part::{BoxStyle, Naming, TextBox};

/// Day, month, year.
pub fn draw(question: Question) -> impl IntoView {
    let boxes = question.typed.with_untracked(|typed| split(typed)).map(RwSignal::new);
    let [day, month, year] = boxes;
    let report = move || {
        let text = join([day, month, year].map(|part| part.get_untracked()));
        question.type_in.run(text);
    };
    let labels = move || {
        let words = question.language.words();
        [words.day, words.month, words.year]
    };
    let part = move |index: usize, part: RwSignal<String>| {
        let id = if index == 0 { question.id() } else { question.id_of(&index.to_string()) };
        let on_input = Callback::new(move |text: String| {
            // A whole date in one box fills all three.
            let whole = text.trim().contains(|character: char| !character.is_ascii_digit());
            if whole && index == 0 {
                question.type_in.run(text.clone());
                let [d, m, y] = split(&text);
                if !m.is_empty() && !y.is_empty() {
                    day.set(d);
                    month.set(m);
                    year.set(y);
                    return;
                }
            }
            part.set(text);
            report();
        });
        let style = BoxStyle {
            keyboard: Some("numeric"),
            autocomplete: None,
            max_length: Some(if index == 2 { 4 } else { 2 }),
            long: false,
            digits: true,
        };
        let class = if index == 2 { "date__part date__part--year" } else { "date__part" };
        view! {
            <div class=class>
                <label class="date__label" for=id.clone()>{move || labels().get(index).copied()}</label>
                <TextBox
                    id=id
                    style=style
                    text=part
                    described_by=question.described_by()
                    invalid=question.is_invalid()
                    required=question.is_required()
                    read_only=Signal::derive(move || !question.is_enabled().get())
                    on_input=on_input
                    on_leave=Callback::new(|()| {})
                />
            </div>
        }
    };
    let group = NodeRef::<Div>::new();
    // The question is left when focus leaves all three boxes.
    let on_focus_out = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let inside = group.try_get_untracked().flatten().is_some_and(|group| group.contains(to.as_ref()));
        if !(inside && to.is_some()) {
            question.leave.try_run(());
        }
    };
    let input = view! {
        <div class="date" node_ref=group on:focusout=on_focus_out>
            {[day, month, year].into_iter().enumerate().map(|(index, signal)| part(index, signal)).collect_view()}
        </div>
    };
    question.frame(Naming::Legend, input)
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
