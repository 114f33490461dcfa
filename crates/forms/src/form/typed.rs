//! Typed texts: read by the field's kind, and shown again as people write them.

use crate::{
    Date, Identity, Json, Kind, Number,
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
    let text = text.trim();
    if text.is_empty() {
        return Reading::Value(None);
    }
    let value = match part.control.kind {
        Kind::Identity(Identity::MoneyIdr) if !part.is_text => money(text),
        Kind::Identity(identity) => Some(Json::from(identity.normalise(text))),
        Kind::Integer => number(text).filter(Number::is_integer).map(Json::from),
        Kind::Number => number(text).map(Json::from),
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
        Kind::Identity(_) => "money-idr",
        _ => "number",
    }
}

/// A stored answer as people write it.
pub(super) fn show(part: &Part, value: &Json) -> String {
    match (part.control.kind, value) {
        (Kind::Identity(identity), value) => identity.show(&plain(value)),
        (Kind::Integer, Json::Number(number)) if part.control.is_on("format") => {
            let text = Identity::MoneyIdr.show(&number.to_whole_text().replace('-', ""));
            if number.is_negative() { ["-", &text].concat() } else { text }
        }
        (Kind::Number, Json::Number(number)) => number.to_text().replace('.', ","),
        (Kind::Date, Json::String(text)) => Date::parse(text).map_or_else(|| text.clone(), day),
        _ => plain(value),
    }
}

fn money(text: &str) -> Option<Json> {
    let digits = Identity::MoneyIdr.normalise(text);
    let fits = digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse::<i64>().ok()).flatten().map(Json::from)
}

/// `17-08-1990`.
fn day(date: Date) -> String {
    let text = date.to_text();
    let mut parts = text.rsplitn(3, '-');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    [day, month, year].map(Option::unwrap_or_default).join("-")
}

/// Reads a number as Indonesians (`1.234,5`) or, where that is the only reading, English people write it (`1,234.5`).
/// `1,234` alone could be both and is refused.
fn number(text: &str) -> Option<Number> {
    let text = text.strip_prefix("Rp").unwrap_or(text).trim_start_matches(['.', ' ']);
    let mut plain = String::new();
    let mut digits = text.trim();
    if let Some(rest) = digits.strip_prefix(['-', '−']) {
        plain.push('-');
        digits = rest;
    }
    let digits: String = digits.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (whole, fraction) = split(digits.trim_end_matches(",-"))?;
    plain.push_str(&whole);
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = !whole.is_empty() && all_digits(&whole) && all_digits(fraction);
    let length = whole.len() + fraction.len();
    let leading = whole.len() > 1 && whole.starts_with('0');
    (fits && length <= 18 && !leading).then(|| Number::parse(&plain)).flatten()
}

/// The whole part without separators, and the decimals.
fn split(text: &str) -> Option<(String, &str)> {
    let (dots, commas) = (text.matches('.').count(), text.matches(',').count());
    let last = text.rfind(['.', ',']);
    let (whole, decimals) = match (dots, commas) {
        (0, 0) => (text, ""),
        // Only groups: `5.000.000`, `5,000,000`.
        (2.., 0) | (0, 2..) => (text, ""),
        (1, 0) if is_grouped(text, '.') => (text, ""),
        (0, 1) if is_grouped(text, ',') => return None,
        _ => (text.get(..last?)?, text.get(last? + 1..)?),
    };
    let separator = if whole.contains('.') { '.' } else { ',' };
    let grouped = !whole.contains(['.', ',']) || is_grouped(whole, separator);
    grouped.then(|| (whole.replace(separator, ""), decimals))
}

/// Whether every group after the first has three digits.
fn is_grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}
