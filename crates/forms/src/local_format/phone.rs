//! Indonesian phone numbers: mobiles and fixed lines, stored as E.164. Operators' prefixes are not looked at.

use crate::FormatFault;

use super::{Found, digits, error};

/// `+62…` for `0812…`, `62812…`, `+62 (0)812…`, `812…`; a foreign number keeps its `+`.
pub(super) fn normalise(typed: &str) -> Option<String> {
    // As a link writes it (RFC 3966).
    let typed = typed.trim_start();
    let is_link = typed.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let typed = if is_link { typed.get(4..)? } else { typed };
    let digits = digits::only(typed, "+()/")?;
    let mut value = String::from("+62");
    if let Some(rest) = digits.strip_prefix("0062").or_else(|| digits.strip_prefix("62")) {
        value.push_str(rest.trim_start_matches('0'));
    } else if typed.trim_start().starts_with('+') {
        value.truncate(1);
        value.push_str(&digits);
    } else if digits.starts_with('0') || digits.starts_with('8') {
        value.push_str(digits.trim_start_matches('0'));
    } else {
        return Some(digits);
    }
    Some(value)
}

/// Mobiles are `8[1-35-9]` and 7 to 10 digits, fixed lines an area code and a number, 8 to 11 digits together.
/// Lengths in a fault count the leading 0, as people do.
pub(super) fn check(value: &str) -> Found {
    let Some(rest) = value.strip_prefix("+62") else {
        let plus = value.strip_prefix('+').unwrap_or(value);
        return error(if digits::are_digits(plus) { FormatFault::Prefix } else { FormatFault::NotDigits });
    };
    if !rest.is_empty() && !digits::are_digits(rest) {
        return error(FormatFault::NotDigits);
    }
    let mut bytes = rest.bytes();
    let (min, max) = match (bytes.next(), bytes.next()) {
        (Some(b'8'), Some(b'0' | b'4')) | (Some(b'0' | b'1'), _) => {
            return error(FormatFault::Prefix);
        }
        (Some(b'8') | None, _) => (10, 13),
        _ => (9, 12),
    };
    let got = rest.len() + 1;
    if got < min || got > max {
        return error(FormatFault::Length { got, min, max });
    }
    Found::new()
}

/// With the leading 0 instead of +62.
pub(super) fn national(value: &str) -> String {
    match value.strip_prefix("+62") {
        Some(rest) => {
            let mut national = String::from("0");
            national.push_str(rest);
            national
        }
        None => String::from(value),
    }
}

/// `0812-3456-7890`, `0561-712345`.
pub(super) fn show(value: &str) -> String {
    let national = national(value);
    if national.starts_with("08") || !national.starts_with('0') {
        return digits::groups(&national, '-');
    }
    // The big cities have area codes of two digits.
    let area = match national.get(..3) {
        Some("021" | "022" | "024" | "031" | "061") => 3,
        _ => 4,
    };
    match national.split_at_checked(area) {
        Some((area, number)) if !number.is_empty() => {
            let mut shown = String::from(area);
            shown.push('-');
            shown.push_str(number);
            shown
        }
        _ => national,
    }
}
