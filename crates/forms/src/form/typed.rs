//! Typed texts: read by the field's kind, and shown again as people write them.

use crate::{
    Date, Json, Kind, LocalFormat, Number,
    clean::clean,
    number::read_typed,
    ui::{Part, control::plain},
};

/// What a typed text comes to.
pub(super) enum Reading {
    /// An answer, or none for an empty text.
    Value(Option<Json>),
    /// A text that is no answer yet.
    Raw(String),
}

/// Reads a text; `today` decides the century of a short year.
pub(super) fn read(part: &Part, text: &str, today: Date) -> Reading {
    let text = clean(text);
    let text = text.trim();
    if text.is_empty() {
        return Reading::Value(None);
    }
    let value = match part.control.kind {
        Kind::LocalFormat(LocalFormat::MoneyIdr) if !part.is_text => money(text),
        Kind::LocalFormat(identity) => Some(Json::from(identity.normalise(text))),
        Kind::Integer => integer(text),
        Kind::Number => read_typed(text, false).and_then(|text| number(&text)),
        Kind::Date => Date::read(text, today).map(|date| Json::from(date.to_text())),
        Kind::Choice | Kind::Select => {
            let mut choices = part.control.choices.iter();
            choices.find(|choice| plain(&choice.value) == text).map(|choice| choice.value.clone())
        }
        _ => Some(Json::from(text)),
    };
    match value {
        Some(value) if value.as_str() == Some("") => Reading::Value(None),
        Some(value) => Reading::Value(Some(value)),
        None => Reading::Raw(text.to_owned()),
    }
}

/// What an unreadable text should have been.
pub(super) fn wanted(kind: Kind) -> &'static str {
    match kind {
        Kind::Date => "date",
        Kind::Integer => "integer",
        Kind::LocalFormat(_) => "money-idr",
        _ => "number",
    }
}

/// A stored answer as people write it.
pub(super) fn show(part: &Part, value: &Json) -> String {
    match (part.control.kind, value) {
        // A row without an answer; only a chosen option is null.
        (kind, Json::Null) if !matches!(kind, Kind::Choice | Kind::Select) => String::new(),
        (Kind::LocalFormat(identity), value) => identity.show(&plain(value)),
        (Kind::Integer, Json::Number(number)) => {
            let text = number.to_whole_text();
            let digits = text.strip_prefix('-').filter(|_| part.control.is_on("format"));
            match digits {
                Some(digits) => ["-", &LocalFormat::MoneyIdr.show(digits)].concat(),
                None if part.control.is_on("format") => LocalFormat::MoneyIdr.show(&text),
                None => text,
            }
        }
        (Kind::Number, Json::Number(number)) => number.to_text().replace('.', ","),
        (Kind::Date, Json::String(text)) => Date::parse(text).map_or_else(|| text.clone(), day),
        _ => plain(value),
    }
}

fn money(text: &str) -> Option<Json> {
    let digits = LocalFormat::MoneyIdr.normalise(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| number(&digits)).flatten()
}

/// A whole number; `5,000` could be five, too, and is refused.
fn integer(text: &str) -> Option<Json> {
    let whole =
        read_typed(text, true).filter(|whole| !whole.contains('.') && read_typed(text, false).as_ref() == Some(whole));
    number(&whole?)
}

fn number(text: &str) -> Option<Json> {
    Number::parse(text).map(Json::from)
}

/// `17-08-1990`.
fn day(date: Date) -> String {
    let text = date.to_text();
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    [day, month, year].map(Option::unwrap_or_default).join("-")
}
