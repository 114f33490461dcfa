//! A name as on the KTP: one field, one word is enough (old cards), capitals as typed.

use crate::FormatFault;

use super::{Found, error};

const MAX_CHARACTERS: usize = 60;

/// Runs of space become one, the typographic apostrophe the plain one.
pub(super) fn normalise(typed: &str) -> String {
    let mut name = String::with_capacity(typed.len());
    for word in typed.split_whitespace() {
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().map(|character| match character {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '`' => '\'',
            other => other,
        }));
    }
    name
}

pub(super) fn check(value: &str) -> Found {
    let got = value.chars().count();
    if got == 0 || got > MAX_CHARACTERS {
        return error(FormatFault::Length { got, min: 1, max: MAX_CHARACTERS });
    }
    let odd = value.chars().find(|character| !is_letter(*character) && !" '.,-/".contains(*character));
    if let Some(got) = odd {
        return error(FormatFault::Character { got });
    }
    if !value.chars().any(is_letter) {
        return error(FormatFault::Form);
    }
    Found::new()
}

/// The first letter of each word: `S•••••• A•••`.
pub(super) fn mask(value: &str) -> String {
    let mut before = ' ';
    value
        .chars()
        .map(|character| {
            let shown = if before == ' ' || character == ' ' { character } else { '•' };
            before = character;
            shown
        })
        .collect()
}

/// Latin letters with and without accents. Ranges instead of the standard tables, which weigh more than all of this.
fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
        || matches!(character, '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
            && !matches!(character, '\u{D7}' | '\u{F7}')
}
