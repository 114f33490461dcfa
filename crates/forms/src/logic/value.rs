//! Values as JavaScript sees them: what holds, what is equal, what a text is as a number.

use std::cmp::Ordering;

use crate::{Json, Number};

/// Whether a value counts as true.
pub(super) fn holds(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(value) => *value,
        Json::Number(number) => *number != Number::from(0),
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => !items.is_empty(),
        Json::Object(_) => true,
    }
}

/// How many values stand in a value, and how many pieces of 64 bytes in its texts; `None` when it is nested deeper than so.
pub(super) fn size(value: &Json, depth: u32) -> Option<usize> {
    let deeper = depth.checked_sub(1);
    match value {
        Json::String(text) => Some(1 + text.len() / 64),
        Json::Array(items) => items.iter().try_fold(1, |sum, item| Some(sum + size(item, deeper?)?)),
        Json::Object(members) => members.iter().try_fold(1, |sum, (_, member)| Some(sum + size(member, deeper?)?)),
        _ => Some(1),
    }
}

/// `===`: lists and objects are never the same as others.
pub(super) fn same(one: &Json, two: &Json) -> bool {
    !matches!(one, Json::Array(_) | Json::Object(_)) && one == two
}

/// `==`.
pub(super) fn equal(one: &Json, two: &Json) -> bool {
    match (one, two) {
        (Json::Null, _) | (_, Json::Null) => one == two,
        (Json::String(one), Json::String(two)) => one == two,
        (Json::Object(_), _) | (_, Json::Object(_)) | (Json::Array(_), Json::Array(_)) => false,
        _ => to_number(one).is_some_and(|one| Some(one) == to_number(two)),
    }
}

/// Which comes first: two texts by their letters, anything else as numbers.
pub(super) fn order(one: &Json, two: &Json) -> Option<Ordering> {
    match (one, two) {
        (Json::String(one), Json::String(two)) => Some(one.cmp(two)),
        _ => Some(to_number(one)?.cmp(&to_number(two)?)),
    }
}

/// Sums and their like; `null` when something is no number.
pub(super) fn number(operator: &str, values: &[Json]) -> Json {
    let numbers = match operator {
        "+" | "*" => values.iter().map(leading).collect::<Option<Vec<Number>>>(),
        _ => values.iter().map(to_number).collect(),
    };
    let result = numbers.and_then(|numbers| match (operator, numbers.as_slice()) {
        ("+", all) => Some(all.iter().fold(Number::from(0), |sum, number| sum.plus(*number))),
        ("*", [first, rest @ ..]) => Some(rest.iter().fold(*first, |product, number| product.times(*number))),
        ("-", [one]) => Some(one.negative()),
        ("-", [one, two, ..]) => Some(one.plus(two.negative())),
        ("/", [one, two, ..]) => one.divided_by(*two),
        ("%", [one, two, ..]) => one.remainder(*two),
        ("max", all) => all.iter().max().copied(),
        ("min", all) => all.iter().min().copied(),
        _ => None,
    });
    result.map(Json::from).unwrap_or_default()
}

/// A value as a text.
pub(super) fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        Json::Object(_) => "[object Object]".to_owned(),
        Json::Number(number) => number.to_whole_text(),
        _ => value.to_text(),
    }
}

/// Texts one after the other; a list goes in as it is joined.
pub(super) fn join(values: &[Json]) -> String {
    values.iter().map(text).collect()
}

/// A part of a text; places below zero count from its end.
pub(super) fn part(whole: &str, from: &Json, length: &Json) -> Json {
    let letters: Vec<char> = whole.chars().collect();
    let n_letters = letters.len() as i64;
    let place = |at: i64| (if at < 0 { n_letters.saturating_add(at) } else { at }).clamp(0, n_letters);
    let start = place(from.as_i64().unwrap_or(0));
    let end = match length.as_i64() {
        None => n_letters,
        Some(length) if length < 0 => place(length),
        Some(length) => start.saturating_add(length).clamp(0, n_letters),
    };
    let range = letters.get(start as usize..end.max(start) as usize).unwrap_or_default();
    Json::from(range.iter().collect::<String>())
}

/// As `Number(…)` has it.
fn to_number(value: &Json) -> Option<Number> {
    match value {
        Json::Null => Some(Number::from(0)),
        Json::Bool(value) => Some(Number::from(i64::from(*value))),
        Json::Number(number) => Some(*number),
        Json::String(text) if text.trim().is_empty() => Some(Number::from(0)),
        Json::String(text) => Number::parse(text.trim()),
        Json::Array(_) => to_number(&Json::from(text(value))),
        Json::Object(_) => None,
    }
}

/// As `parseFloat(…)` has it: the number with which a text begins.
fn leading(value: &Json) -> Option<Number> {
    match value {
        Json::Number(number) => Some(*number),
        Json::String(text) => Number::read(text.trim_start().as_bytes()).map(|(number, _)| number),
        Json::Array(_) => leading(&Json::from(text(value))),
        _ => None,
    }
}
