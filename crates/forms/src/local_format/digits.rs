//! Digits: what all the numbers share.

use crate::FormatFault;

use super::{Found, error};

/// The zeros of ASCII, Arabic, Persian, Devanagari, Bengali, Thai, Balinese, Javanese and full width; nine digits follow each.
const ZEROS: [u32; 9] = [0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0x1B50, 0xA9D0, 0xFF10];

/// The digits of a typed number without spaces, dots and dashes (and without what `also` lists). `None` when there is
/// anything else, or nothing.
pub(super) fn only(typed: &str, also: &str) -> Option<String> {
    let mut digits = String::with_capacity(typed.len());
    for character in typed.chars() {
        if let Some(digit) = digit(character) {
            digits.push(digit);
        } else if !is_separator(character) && !also.contains(character) {
            return None;
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// ASCII for a digit of any script that is in use here.
pub(crate) fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// What people write between digits.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Digits only, as many as asked, not all alike.
pub(super) fn check(value: &str, min: usize, max: usize) -> Found {
    if !are_digits(value) {
        return error(FormatFault::NotDigits);
    }
    let got = value.len();
    if got < min || got > max {
        return error(FormatFault::Length { got, min, max });
    }
    if value.bytes().all(|byte| value.as_bytes().first() == Some(&byte)) {
        return error(FormatFault::Serial);
    }
    Found::new()
}

/// Whether there is at least one digit and nothing else.
pub(super) fn are_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Two digits at a place, as a number; 0 where there are none.
pub(super) fn pair(value: &str, at: usize) -> u32 {
    value.get(at..at + 2).and_then(|pair| pair.parse().ok()).unwrap_or(0)
}

/// Groups of four; a last single digit joins the group before it.
pub(super) fn groups(value: &str, between: char) -> String {
    if !are_digits(value) {
        return String::from(value);
    }
    let mut shown = String::with_capacity(value.len() + 4);
    for (at, character) in value.chars().enumerate() {
        if at > 0 && at % 4 == 0 && at + 1 < value.len() {
            shown.push(between);
        }
        shown.push(character);
    }
    shown
}

/// The first and the last four characters; shorter ones show their last two, or nothing.
pub(super) fn mask(value: &str) -> String {
    let length = value.chars().count();
    let (head, tail) = match length {
        12.. => (4, 4),
        6..12 => (0, 2),
        _ => (0, 0),
    };
    value
        .chars()
        .enumerate()
        .map(|(at, character)| if at < head || at + tail >= length { character } else { '•' })
        .collect()
}
