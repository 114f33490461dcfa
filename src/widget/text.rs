//! Answers that are typed: text, identity numbers, e-mail, whole and decimal numbers, sums of money.

use forms::{Identity, Json, Kind};

use super::Question;
use crate::part::{BoxStyle, El, Naming, text_box};

/// A box with the keyboard that fits the kind.
pub fn draw(question: Question, kind: Kind) -> El {
    let keyboard = keyboard(kind);
    let style = BoxStyle {
        keyboard,
        autocomplete: question
            .read(|field| field.control.options.get("autocomplete").and_then(Json::as_str).map(String::from)),
        long: kind == Kind::LongText,
        digits: keyboard.is_some_and(|keyboard| keyboard != "email"),
    };
    let (typing, leaving, told) = (question.ask.clone(), question.ask.clone(), question.ask.clone());
    let input = text_box(&question.id, &style, move |text| typing.type_in(&text), move || leaving.leave());
    let input = question.told(input).bind(move |input| input.set_value(&told.typed()));
    question.frame(Naming::Label, input)
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
