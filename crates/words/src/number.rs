//! Numbers as each language writes them: `1.234,5` and `1,234.5`. Only for the sentences here; dates and money on a
//! page are the browser's.

use forms::{Lang, Number};

/// A number with groups of three and the language's marks.
pub fn text(lang: Lang, number: &Number) -> String {
    let mut text = String::new();
    number.write(&mut text);
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (group_mark, fraction_mark) = match lang {
        Lang::Id => ('.', ','),
        Lang::En => (',', '.'),
    };
    // A power of ten (`1e30`) is left alone.
    let plain = whole.bytes().all(|byte| byte.is_ascii_digit());
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if plain && at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group_mark);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(fraction_mark);
        out.push_str(fraction);
    }
    out
}

/// A count.
pub(crate) fn count(lang: Lang, count: usize) -> String {
    text(lang, &Number::from(i64::try_from(count).unwrap_or(i64::MAX)))
}
