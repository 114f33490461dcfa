//! Numbers as people type and paste them: `1.234,5`, `1,234.5`, `5 000 000`, `Rp 5.000.000,-`, `.5`, `007`, `٣٫٥`.

use crate::identity::digit;

/// More digits are kept by no number of ours.
const MOST_DIGITS: usize = 38;

/// A typed number as JSON writes it, without a point where it is whole; `None` for what is no number.
///
/// Three digits behind a single point are a group (`1.500`), as in Indonesian. Behind a single comma they are decimals, unless the
/// number is to be `whole`.
pub(crate) fn read(typed: &str, whole: bool) -> Option<String> {
    let text: String = typed.chars().map(plain).collect();
    let (mut minus, mut rest) = signed(text.trim());
    if let Some(sum) = rest.strip_prefix("rp").or_else(|| rest.strip_prefix("idr")) {
        let sum = sum.trim_start();
        let (behind, sum) = signed(sum.strip_prefix('.').unwrap_or(sum).trim_start());
        (minus, rest) = (minus || behind, sum);
    }
    // `5.000,-`: no cents.
    let without = rest.trim_end_matches('-').strip_suffix([',', '.']).filter(|_| rest.ends_with('-'));
    let (before, decimals) = split(without.unwrap_or(rest), whole);
    let before = ungrouped(before)?;
    let is_empty = before.is_empty() && decimals.is_empty();
    if is_empty || !are_digits(decimals) || before.len() + decimals.len() > MOST_DIGITS {
        return None;
    }
    let before = before.trim_start_matches('0');
    let decimals = if decimals.bytes().all(|digit| digit == b'0') { "" } else { decimals };
    let mut number = String::from(if minus && !(before.is_empty() && decimals.is_empty()) { "-" } else { "" });
    number.push_str(if before.is_empty() { "0" } else { before });
    if !decimals.is_empty() {
        number.push('.');
        number.push_str(decimals);
    }
    Some(number)
}

/// Digits and signs of all scripts as those of ASCII; letters in lower case.
fn plain(letter: char) -> char {
    match letter {
        '\u{66B}' | '\u{FF0C}' => ',',
        '\u{66C}' | '\u{FF0E}' => '.',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}' => '-',
        space if space.is_whitespace() => ' ',
        other => digit(other).unwrap_or(other.to_ascii_lowercase()),
    }
}

/// Whether a minus stands in front, and what is behind the sign.
fn signed(text: &str) -> (bool, &str) {
    let rest = text.strip_prefix(['-', '+']);
    (text.starts_with('-'), rest.unwrap_or(text).trim_start())
}

/// The whole part with its groups, and the decimals.
fn split(text: &str, whole: bool) -> (&str, &str) {
    let Some((before, decimals)) = text.rfind([',', '.']).and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)))
    else {
        return (text, "");
    };
    let is_point = text.get(before.len()..).is_some_and(|rest| rest.starts_with('.'));
    let (same, other) = if is_point { ('.', ',') } else { (',', '.') };
    let is_group = || {
        let fits = decimals.len() == 3 && before.len() <= 3 && are_digits(before) && !before.is_empty();
        fits && !before.starts_with('0') && (is_point || whole)
    };
    if before.contains(same) || !before.contains(other) && is_group() { (text, "") } else { (before, decimals) }
}

/// Digits without what parts them into groups of three; `None` where that parts them otherwise.
fn ungrouped(text: &str) -> Option<String> {
    let separator = text.chars().find(|letter| !letter.is_ascii_digit());
    let Some(separator) = separator else { return Some(text.into()) };
    let mut groups = text.split(separator);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let fits = matches!(separator, ' ' | '.' | ',') && groups.all(|group| group.len() == 3 && are_digits(group));
    (fits && are_digits(first)).then(|| text.replace(separator, ""))
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
