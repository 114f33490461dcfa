//! NPWP: 15 digits with a check digit; since July 2024 16 digits: the NIK of a person, or `0` and the old number.

use crate::FormatFault;

use super::{Found, digits, population, warning};

pub(super) fn check(value: &str) -> Found {
    let found = digits::check(value, 15, 16);
    if !found.is_empty() {
        return found;
    }
    let old = match value.strip_prefix('0') {
        Some(rest) if value.len() == 16 => rest,
        _ if value.len() == 15 => value,
        _ => return population::check_nik(value),
    };
    // A wrong check digit is a doubt only: libraries and old cards disagree.
    if luhn(old.get(..9).unwrap_or(old)) { Found::new() } else { warning(FormatFault::CheckDigit) }
}

/// `02.183.241.5-000.000` for the old form, groups of four for the new one.
pub(super) fn show(value: &str) -> String {
    if value.len() != 15 || !digits::are_digits(value) {
        return digits::groups(value, ' ');
    }
    let mut shown = String::with_capacity(20);
    for (at, character) in value.chars().enumerate() {
        match at {
            2 | 5 | 8 | 12 => shown.push('.'),
            9 => shown.push('-'),
            _ => {}
        }
        shown.push(character);
    }
    shown
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match at % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
