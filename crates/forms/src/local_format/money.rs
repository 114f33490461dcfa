//! Whole rupiah, as people write them: `5000000`, `Rp5.000.000,00`, `5 juta`, `500rb`.

use crate::{FormatFault, number::read_typed};

use super::{Found, digits, error, warning};

/// Sums of more digits are slips of the finger.
const MAX_DIGITS: usize = 15;
/// A smaller sum is probably meant in thousands or millions.
const SMALL: usize = 5;

const UNITS: [(&str, usize); 8] =
    [("ribu", 3), ("rb", 3), ("juta", 6), ("jt", 6), ("miliar", 9), ("milyar", 9), ("thousand", 3), ("million", 6)];

/// The digits of the sum. `None` for anything that could be read in two ways.
pub(super) fn normalise(typed: &str) -> Option<String> {
    let text: String = typed
        .chars()
        .filter(|character| *character == '.' || *character == '-' || !digits::is_separator(*character))
        .map(|character| digits::digit(character).unwrap_or(character.to_ascii_lowercase()))
        .collect();
    let text = text.strip_prefix("rp").or_else(|| text.strip_prefix("idr")).unwrap_or(&text);
    let text = text.strip_prefix('.').unwrap_or(text);
    for (unit, zeros) in UNITS {
        if let Some(number) = text.strip_suffix(unit) {
            return scaled(number, zeros);
        }
    }
    read_typed(typed, true).filter(|sum| !sum.contains(['-', '.']))
}

/// Digits only and not too many; a very small sum is a doubt.
pub(super) fn check(value: &str) -> Found {
    if !digits::are_digits(value) {
        return error(FormatFault::NotDigits);
    }
    let got = value.len();
    if got > MAX_DIGITS {
        return error(FormatFault::Length { got, min: 1, max: MAX_DIGITS });
    }
    if got < SMALL && value != "0" {
        return warning(FormatFault::Small);
    }
    Found::new()
}

/// `5.000.000`.
pub(super) fn show(value: &str) -> String {
    if !digits::are_digits(value) {
        return String::from(value);
    }
    let mut shown = String::with_capacity(value.len() + 5);
    for (at, character) in value.chars().enumerate() {
        if at > 0 && (value.len() - at).is_multiple_of(3) {
            shown.push('.');
        }
        shown.push(character);
    }
    shown
}

/// `2,5` times ten to the power `zeros`.
fn scaled(number: &str, zeros: usize) -> Option<String> {
    let (before, after) = number.split_once(',').or_else(|| number.split_once('.')).unwrap_or((number, ""));
    if !digits::are_digits(before) || after.len() > 3 {
        return None;
    }
    if !after.is_empty() && !digits::are_digits(after) {
        return None;
    }
    let mut sum = String::from(before);
    sum.push_str(after);
    for _ in after.len()..zeros {
        sum.push('0');
    }
    Some(without_zeros(&sum))
}

fn without_zeros(sum: &str) -> String {
    let trimmed = sum.trim_start_matches('0');
    String::from(if trimmed.is_empty() { "0" } else { trimmed })
}
