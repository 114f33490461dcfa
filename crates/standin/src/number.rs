//! The number of a receipt: eight characters that people can read aloud and write down.

use crate::secret;

/// Without look-alikes: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
const ALPHABET: &[u8] = b"34679ACDEFGHJKMNPQRTVWXY";
const LENGTH: usize = 8;

/// A new number.
pub(crate) fn new() -> String {
    secret::random(LENGTH, ALPHABET)
}

/// A number as people type it: with small letters, spaces or dashes.
pub(crate) fn read(typed: &str) -> String {
    let characters = typed.chars().filter(char::is_ascii_alphanumeric).take(2 * LENGTH);
    characters.map(|character| character.to_ascii_uppercase()).collect()
}

/// How it is shown: `3A7C 9KXM`, as on the receipt.
pub(crate) fn show(number: &str) -> String {
    match number.split_at_checked(LENGTH / 2) {
        Some((first, last)) => format!("{first} {last}"),
        None => String::from(number),
    }
}
