//! RT and RW, the two numbers of a neighbourhood: `001/005`.

use crate::FormatFault;

use super::{Found, digits, error};

/// Three digits each for `1/5`, `RT 1 RW 5`, `RT.001/RW.005`, `RW 5 RT 1`. `None` when there are not two numbers.
pub(super) fn normalise(typed: &str) -> Option<String> {
    let mut numbers: Vec<String> = Vec::new();
    let mut letters = String::new();
    let mut inside = false;
    for character in typed.chars() {
        if let Some(digit) = digits::digit(character) {
            match numbers.last_mut() {
                Some(number) if inside => number.push(digit),
                _ => numbers.push(String::from(digit)),
            }
            inside = true;
        } else {
            inside = false;
            if character.is_ascii_alphabetic() {
                letters.push(character.to_ascii_lowercase());
            } else if !digits::is_separator(character) && !"/,:".contains(character) {
                return None;
            }
        }
    }
    let [first, second] = numbers.as_slice() else {
        return None;
    };
    let (rt, rw) = match letters.as_str() {
        "" | "rtrw" => (first, second),
        "rwrt" => (second, first),
        _ => return None,
    };
    if rt.len() > 3 || rw.len() > 3 {
        return None;
    }
    let mut value = String::with_capacity(7);
    pad(rt, &mut value);
    value.push('/');
    pad(rw, &mut value);
    Some(value)
}

pub(super) fn check(value: &str) -> Found {
    match normalise(value) {
        Some(normal) if normal == value => Found::new(),
        _ => error(FormatFault::Form),
    }
}

fn pad(number: &str, out: &mut String) {
    for _ in number.len()..3 {
        out.push('0');
    }
    out.push_str(number);
}
