//! Digits: what all the numbers share.

use crate::IdentityFault;

use super::{Found, error};

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

/// ASCII for a digit of ours, a full-width one or an Arabic-Indic one (keyboards of both kinds are in use).
pub(super) fn digit(character: char) -> Option<char> {
    let code = u32::from(character);
    let zero = match code {
        0x30..=0x39 => 0x30,
        0x660..=0x669 => 0x660,
        0x6F0..=0x6F9 => 0x6F0,
        0xFF10..=0xFF19 => 0xFF10,
        _ => return None,
    };
    char::from_digit(code - zero, 10)
}

/// What people write between digits; also what comes along unseen when a number is pasted.
pub(super) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Digits only, as many as asked, not all alike.
pub(super) fn check(value: &str, min: usize, max: usize) -> Found {
    if !are_digits(value) {
        return error(IdentityFault::NotDigits);
    }
    let got = value.len();
    if got < min || got > max {
        return error(IdentityFault::Length { got, min, max });
    }
    if value.bytes().all(|byte| value.as_bytes().first() == Some(&byte)) {
        return error(IdentityFault::Serial);
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
