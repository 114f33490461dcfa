//! Plates of vehicles: one or two letters, up to four digits, up to three letters.

use crate::FormatFault;

use super::{Found, digits, error};

/// `KB 1234 AB` for `kb1234ab`, `KB-1234-AB`.
pub(super) fn normalise(typed: &str) -> Option<String> {
    let text: String = typed
        .chars()
        .filter(|character| !digits::is_separator(*character))
        .map(|character| digits::digit(character).unwrap_or(character.to_ascii_uppercase()))
        .collect();
    let first_digit = text.find(|character: char| character.is_ascii_digit())?;
    let (area, rest) = text.split_at(first_digit);
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (number, series) = rest.split_at(end);
    let fits = letters(area, 1, 2) && number.len() <= 4 && letters(series, 0, 3);
    if !fits {
        return None;
    }
    let mut plate = String::from(area);
    plate.push(' ');
    plate.push_str(number);
    if !series.is_empty() {
        plate.push(' ');
        plate.push_str(series);
    }
    Some(plate)
}

pub(super) fn check(value: &str) -> Found {
    match normalise(value) {
        Some(plate) if plate == value => Found::new(),
        _ => error(FormatFault::Form),
    }
}

fn letters(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
