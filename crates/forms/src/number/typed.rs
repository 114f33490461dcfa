//! Numbers as people type and paste them: `1.234,5`, `1,234.5`, `5 000 000`, `Rp 5.000.000,-`, `.5`, `007`, `٣٫٥`.

use crate::local_format::digit;

/// A number of ours keeps 38 digits.
const MOST_LETTERS: usize = 38;

/// A typed number as JSON writes it, without a point where it is whole; `None` for what is no number.
///
/// Three digits behind a single point are a group (`1.500`), as in Indonesian. Behind a single comma they are decimals, unless the
/// number is to be `whole`.
pub(crate) fn read(typed: &str, whole: bool) -> Option<String> {
    let text: String = typed.chars().map(plain).collect();
    let (mut minus, mut rest) = signed(text.as_bytes());
    if let [b'r', b'p', sum @ ..] | [b'i', b'd', b'r', sum @ ..] = rest {
        let sum = sum.trim_ascii_start();
        let (behind, sum) = signed(if let [b'.', sum @ ..] = sum { sum } else { sum });
        (minus, rest) = (minus || behind, sum);
    }
    // `5.000,-`: no cents.
    if let [sum @ .., b',' | b'.', b'-'] | [sum @ .., b',' | b'.', b'-', b'-'] = rest {
        rest = sum;
    }
    let (before, decimals) = split(rest, whole);
    let mut number = String::from(if minus { "-" } else { "" });
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    if !rest.iter().any(is_digit) || !push_groups(before, &mut number) || !decimals.iter().all(is_digit) {
        return None;
    }
    if decimals.iter().any(|digit| *digit != b'0') {
        number.push('.');
        number.extend(decimals.iter().map(|digit| char::from(*digit)));
    }
    if number == "-0" {
        number = "0".into();
    }
    (number.len() <= MOST_LETTERS).then_some(number)
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
fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text.trim_ascii() {
        [sign @ (b'-' | b'+'), rest @ ..] => (*sign == b'-', rest.trim_ascii_start()),
        rest => (false, rest),
    }
}

/// The whole part with its groups, and the decimals.
fn split(text: &[u8], whole: bool) -> (&[u8], &[u8]) {
    let is_mark = |byte: &u8| matches!(byte, b',' | b'.');
    let last = text.iter().rposition(is_mark).and_then(|at| text.split_at_checked(at));
    let Some((before, [mark, decimals @ ..])) = last else { return (text, &[]) };
    let first = before.iter().find(|byte| is_mark(byte));
    let is_group = match first {
        // `1.234,5` has decimals, `1.234.567` has none.
        Some(_) => before.contains(mark),
        None => {
            let fits = decimals.len() == 3 && (1..=3).contains(&before.len()) && before.first() != Some(&b'0');
            fits && (whole || *mark == b'.')
        }
    };
    if is_group { (text, &[]) } else { (before, decimals) }
}

/// Appends digits without what parts them into groups of three, and without zeros in front; `false` where it parts them otherwise.
fn push_groups(text: &[u8], number: &mut String) -> bool {
    let (mut mark, mut n_digits, start) = (None, 0, number.len());
    for byte in text {
        if byte.is_ascii_digit() {
            n_digits += 1;
            if *byte != b'0' || number.len() > start {
                number.push(char::from(*byte));
            }
            continue;
        }
        let fits = match mark {
            None => matches!(byte, b' ' | b'.' | b',') && (1..=3).contains(&n_digits),
            Some(mark) => mark == byte && n_digits == 3,
        };
        if !fits {
            return false;
        }
        (mark, n_digits) = (Some(byte), 0);
    }
    if number.len() == start {
        number.push('0');
    }
    mark.is_none() || n_digits == 3
}

#[cfg(test)]
mod tests;
