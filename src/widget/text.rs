//! Answers that are typed: text, identity numbers, e-mail, whole and decimal numbers, sums of money.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use forms::{Json, Kind, LocalFormat};

use super::{Ask, Question};
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
    // `maxLength` alone does not stop the typing: a citizen who pastes too much is told so instead of losing the end.
    let most = |option| question.read(|field| field.control.max_length.filter(|_| field.control.is_on(option)));
    let typing = Rc::new(Typing {
        ask: question.ask.clone(),
        grouped: grouped(&question, kind),
        most: most("restrict"),
        before: RefCell::default(),
        composing: Cell::new(false),
    });
    let (typed, leaving, told) = (typing.clone(), question.ask.clone(), question.ask.clone());
    let input = text_box(&question.id, &style, move |input| typed.hear(input), move || leaving.leave());
    let input = if typing.is_watched() { typing.watch(input) } else { input };
    let width = most("trim").map(|width| width.to_string());
    let input = if width.is_some() { input.class("input input--short") } else { input };
    let input = question
        .focused(question.told(input))
        .bind(move |input| input.set_value(&told.typed()))
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
fn grouped(question: &Question, kind: Kind) -> Option<LocalFormat> {
    match kind {
        Kind::LocalFormat(identity) => Some(identity),
        Kind::Integer => question.read(|field| field.control.is_on("format")).then_some(LocalFormat::MoneyIdr),
        _ => None,
    }
}

/// What happens in one box while it is typed in.
struct Typing {
    ask: Rc<dyn Ask>,
    grouped: Option<LocalFormat>,
    /// The most letters that it takes; not the browser's `maxlength`, which counts UTF-16 where JSON Schema counts letters.
    most: Option<usize>,
    /// What stood in it before the present edit.
    before: RefCell<String>,
    /// Letters are being put together (an input method, a keyboard that predicts): until they are done the text is the keyboard's, which
    /// would write them again into one that was changed.
    composing: Cell<bool>,
}

impl Typing {
    fn is_watched(&self) -> bool {
        self.grouped.is_some() || self.most.is_some()
    }

    fn watch(self: Rc<Self>, input: El) -> El {
        let hears = [None, Some(true), Some(false)];
        let events = ["beforeinput", "compositionstart", "compositionend"];
        events.into_iter().zip(hears).fold(input, |input, (event, composing)| {
            let (typing, typed) = (self.clone(), input.clone());
            input.on(event, move |_| typing.turn(composing, &typed))
        })
    }

    // Before an edit, and when letters begin or end to be put together.
    fn turn(&self, composing: Option<bool>, input: &El) {
        if !self.composing.get() {
            self.before.replace(input.value());
        }
        if let Some(composing) = composing {
            self.composing.set(composing);
        }
        if composing == Some(false) {
            self.hear(input);
        }
    }

    fn hear(&self, input: &El) {
        if self.is_watched() && !self.composing.get() {
            let (before, text) = (self.before.take(), input.value());
            let caret = input.caret().unwrap_or(usize::MAX);
            let grouped = self.grouped.and_then(|identity| identity.regroup(&before, &text, caret.min(text.len())));
            let other = grouped.or_else(|| cut(self.most?, &before, &text, caret));
            if let Some((text, caret)) = other {
                input.set_value(&text);
                input.set_caret(caret);
            }
        }
        self.ask.type_in(&input.value());
    }
}

/// The text without the letters before the caret that are too many, and its new caret; `None` when it fits. A text that was too long
/// already may stay so. Carets count UTF-16.
fn cut(most: usize, before: &str, text: &str, caret: usize) -> Option<(String, usize)> {
    let most = most.max(before.chars().count());
    let n_over = text.chars().count().checked_sub(most).filter(|n_over| *n_over > 0)?;
    let (mut head, mut tail, mut place) = (String::new(), String::new(), 0);
    for letter in text.chars() {
        place += letter.len_utf16();
        (if place <= caret { &mut head } else { &mut tail }).push(letter);
    }
    for _ in 0..n_over {
        head.pop();
    }
    let caret = head.chars().map(char::len_utf16).sum();
    head.push_str(&tail);
    Some((head, caret))
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
        Kind::LocalFormat(LocalFormat::PersonName | LocalFormat::PlateId) => None,
        Kind::LocalFormat(LocalFormat::PhoneId) => Some("tel"),
        Kind::LocalFormat(_) | Kind::Integer => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Email => Some("email"),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
