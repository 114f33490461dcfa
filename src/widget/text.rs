//! Answers that are typed: text, identity numbers, e-mail, whole and decimal numbers, sums of money.

use std::{cell::RefCell, rc::Rc};

use forms::{Identity, Json, Kind};

use super::Question;
use crate::part::{BoxStyle, El, Naming, el, text_box};

/// A box with the keyboard that fits the kind.
pub fn draw(question: Question, kind: Kind) -> El {
    let keyboard = keyboard(kind);
    let style = BoxStyle {
        keyboard,
        autocomplete: option(&question, "autocomplete"),
        long: kind == Kind::LongText,
        digits: keyboard.is_some_and(|keyboard| keyboard != "email"),
    };
    let (typing, leaving, told) = (question.ask.clone(), question.ask.clone(), question.ask.clone());
    let (grouped, before) = (grouped(&question, kind), Rc::new(RefCell::new(String::new())));
    let remembered = before.clone();
    let on_input = move |input: &El| {
        if let Some(identity) = grouped {
            regroup(identity, &remembered.take(), input);
        }
        typing.type_in(&input.value());
    };
    let input = text_box(&question.id, &style, on_input, move || leaving.leave());
    let input = if grouped.is_some() { remembering(input, before) } else { input };
    // `maxLength` alone does not stop the typing: a citizen who pastes too much is told so instead of losing the end.
    let most = |option| {
        let most = question.read(|field| field.control.max_length.filter(|_| field.control.is_on(option)));
        most.map(|most| most.to_string())
    };
    let width = most("trim");
    let input = if width.is_some() { input.class("input input--short") } else { input };
    let input = question
        .focused(question.told(input))
        .bind(move |input| input.set_value(&told.typed()))
        .attr_if("maxlength", most("restrict").as_deref())
        .attr_if("size", width.as_deref())
        .attr_if("placeholder", option(&question, "placeholder").as_deref());
    let input =
        if option(&question, "format").as_deref() == Some("password") { input.attr("type", "password") } else { input };
    let suggested = suggestions(&question);
    if suggested.is_empty() {
        return question.frame(Naming::Label, input);
    }
    let id = question.id_of("suggestions");
    let list = suggested.iter().map(|text| el("option", "").attr("value", text)).collect();
    let input = input.attr("list", &id);
    question.frame(Naming::Label, el("div", "").add(input).add(el("datalist", "").id(&id).add_all(list)))
}

/// Whose separators come by themselves while it is typed.
fn grouped(question: &Question, kind: Kind) -> Option<Identity> {
    match kind {
        Kind::Identity(identity) => Some(identity),
        Kind::Integer => question.read(|field| field.control.is_on("format")).then_some(Identity::MoneyIdr),
        _ => None,
    }
}

/// Keeps what stands in the box before each edit.
fn remembering(input: El, before: Rc<RefCell<String>>) -> El {
    let watched = input.clone();
    input.on("beforeinput", move |_| drop(before.replace(watched.value())))
}

fn regroup(identity: Identity, before: &str, input: &El) {
    let text = input.value();
    let caret = input.caret().unwrap_or(text.len());
    if let Some((text, caret)) = identity.regroup(before, &text, caret) {
        input.set_value(&text);
        input.set_caret(caret);
    }
}

fn option(question: &Question, name: &str) -> Option<String> {
    question.read(|field| field.control.option(name).map(String::from))
}

// What can be typed but need not be: an enum beside a plain text in `anyOf`, or `options.suggestion`.
fn suggestions(question: &Question) -> Vec<String> {
    let lang = question.lang();
    question.read(|field| {
        let own = field.control.choices.iter().map(|choice| String::from(question.service.choice(choice, lang)));
        let more = field.control.options.get("suggestion").and_then(Json::as_array).unwrap_or_default();
        own.chain(more.iter().filter_map(Json::as_str).map(String::from)).collect()
    })
}

/// `inputmode` for a kind; `None` is the full keyboard.
fn keyboard(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Identity(Identity::PersonName | Identity::PlateId) => None,
        Kind::Identity(Identity::PhoneId) => Some("tel"),
        Kind::Identity(_) | Kind::Integer => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Email => Some("email"),
        _ => None,
    }
}
