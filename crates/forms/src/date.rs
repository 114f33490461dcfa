//! A calendar date (proleptic Gregorian).

use crate::number::write_digits;

/// Year, month 1-12, day 1-31; always a real date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` when there is no such day, or the year is not 0 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let real = (0..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        real.then_some(Date { year, month, day })
    }

    /// Reads `2026-11-24` (RFC 3339 full-date).
    pub fn parse(text: &str) -> Option<Date> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
            return None;
        };
        let year = digits(&[*y1, *y2, *y3, *y4])?;
        Date::new(year as i32, digits(&[*m1, *m2])? as u8, digits(&[*d1, *d2])? as u8)
    }

    /// Reads what people write: `17-8-1990`, `17/08/1990`, `17.8.90`, `17 Agustus 1990`, `17 agt 90`, `17081990`, `1990-08-17`, English months too.
    /// Two-digit years become the latest year not after `today`'s.
    pub fn read(text: &str, today: Date) -> Option<Date> {
        let folded = fold(text);
        let mut parts = folded.split_ascii_whitespace();
        let (first, second, third) = (parts.next()?, parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let (day, month, year) = match (second, third) {
            (None, None) if first.len() == 8 && first.is_ascii() => {
                let (day, rest) = first.split_at(2);
                let (month, year) = rest.split_at(2);
                (day, month, year)
            }
            (Some(second), Some(third)) if first.len() == 4 && digits(first.as_bytes()).is_some() => {
                (third, second, first)
            }
            (Some(second), Some(third)) if digits(first.as_bytes()).is_none() => (second, first, third),
            (Some(second), Some(third)) => (first, second, third),
            _ => return None,
        };
        let month = month_named(month).or_else(|| short(month))?;
        Date::new(full_year(year, today)?, month, short(day)?)
    }

    /// `2026-11-24`.
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(10);
        let mut buffer = [b'0'; 20];
        // A one in front keeps the zeros of each part; it is cut off again.
        for (value, cut) in
            [(10_000 + self.year as u64, 1), (1_000 + u64::from(self.month), 2), (1_000 + u64::from(self.day), 2)]
        {
            if !text.is_empty() {
                text.push('-');
            }
            text.push_str(write_digits(value.into(), &mut buffer).get(cut..).unwrap_or_default());
        }
        text
    }

    /// The year, such as 2026.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days from 1970-01-01.
    pub fn days(self) -> i64 {
        // Years begin in March here, so that the leap day is the last of its year.
        let (year, month) = match self.month {
            month @ 3.. => (i64::from(self.year), i64::from(month) - 3),
            month => (i64::from(self.year) - 1, i64::from(month) + 9),
        };
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leap_days + (153 * month + 2) / 5 + i64::from(self.day) - 1 - 719_468
    }

    /// The date that many days from 1970-01-01; the first or last one known (year 0, year 9999) when it lies outside.
    pub fn from_days(days: i64) -> Date {
        let days = days.clamp(-719_528, 2_932_896) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * march_month + 2) / 5 + 1) as u8;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 } as u8;
        let year = (year_of_era + era * 400 + i64::from(month <= 2)) as i32;
        Date { year, month, day }
    }
}

/// The value of a text of ASCII digits; at most nine of them.
pub(crate) fn digits(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 9 {
        return None;
    }
    bytes.iter().try_fold(0u32, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

/// Days of a month; 0 when there is no such month.
fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    }
}

/// Lower case, ASCII digits, and one space wherever something else stands or digits meet letters.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut last_is_digit = None;
    for character in text.chars() {
        let character = match character {
            'A'..='Z' => character.to_ascii_lowercase(),
            '\u{660}'..='\u{669}' => ascii_digit(character, '\u{660}'),
            '\u{6F0}'..='\u{6F9}' => ascii_digit(character, '\u{6F0}'),
            '\u{FF10}'..='\u{FF19}' => ascii_digit(character, '\u{FF10}'),
            other => other,
        };
        let is_digit = match character {
            '0'..='9' => Some(true),
            ' ' | '-' | '/' | '.' | ',' | '\u{A0}' | '\u{2010}'..='\u{2013}' => None,
            _ => Some(false),
        };
        if is_digit != last_is_digit || is_digit.is_none() {
            folded.push(' ');
        }
        if is_digit.is_some() {
            folded.push(character);
        }
        last_is_digit = is_digit;
    }
    folded
}

fn ascii_digit(character: char, zero: char) -> char {
    let value = u32::from(character) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(character)
}

/// A month by its Indonesian or English name, or the first three letters and more of it.
fn month_named(text: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["januari", "january"],
        &["februari", "february", "pebruari"],
        &["maret", "march"],
        &["april"],
        &["mei", "may"],
        &["juni", "june"],
        &["juli", "july"],
        &["agustus", "august", "agt", "ags"],
        &["september"],
        &["oktober", "october"],
        &["november", "nopember"],
        &["desember", "december"],
    ];
    let named = |names: &&[&str]| text.len() >= 3 && names.iter().any(|name| name.starts_with(text));
    NAMES.iter().position(named).map(|index| index as u8 + 1)
}

/// One or two digits.
fn short(text: &str) -> Option<u8> {
    if text.len() <= 2 { digits(text.as_bytes()).map(|value| value as u8) } else { None }
}

/// A year of four digits, or the latest one that ends in these two.
fn full_year(text: &str, today: Date) -> Option<i32> {
    let year = digits(text.as_bytes())? as i32;
    match text.len() {
        4 => Some(year),
        2 => {
            let year = today.year - today.year % 100 + year;
            Some(if year > today.year { year - 100 } else { year })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
