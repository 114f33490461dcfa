//! Moments: in headers (RFC 9110, section 5.6.7, all three forms), and of the world in replies (RFC 3339), which are a day somewhere.

use forms::Date;

/// Seconds since 1970; `None` for what is no moment. `Wed, 25 Nov 2026 07:28:00 GMT`, `Wednesday, 25-Nov-26 07:28:00 GMT` and
/// `Wed Nov 25 07:28:00 2026` are the same.
pub fn seconds(text: &str) -> Option<i64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let named = |word: &[u8]| MONTHS.as_bytes().chunks(3).position(|name| name == word);
    let month = text.as_bytes().windows(3).find_map(named)?;
    let [day, a, b, c, d] = numbers(text)?;
    let (year, time) = if text.trim_end().ends_with("GMT") { (a, [b, c, d]) } else { (d, [a, b, c]) };
    // Two digits are a year of this century, or of the last one.
    let year = match year {
        ..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    };
    let date = Date::new(year, u8::try_from(month + 1).ok()?, u8::try_from(day).ok()?)?;
    let [hours, minutes, seconds] = time.map(i64::from);
    let is_time = hours < 24 && minutes < 60 && seconds <= 60;
    is_time.then_some(date.days() * 86_400 + hours * 3_600 + minutes * 60 + seconds)
}

// All of its numbers, where there are five.
fn numbers(text: &str) -> Option<[i32; 5]> {
    let (mut numbers, mut n, mut is_inside) = ([0; 5], 0, false);
    for byte in text.bytes() {
        let is_digit = byte.is_ascii_digit();
        n += usize::from(is_digit && !is_inside);
        is_inside = is_digit;
        if is_digit {
            let number: &mut i32 = numbers.get_mut(n.checked_sub(1)?)?;
            *number = (*number * 10 + i32::from(byte - b'0')).min(99_999);
        }
    }
    (n == 5).then_some(numbers)
}

/// The day of a date, or of a moment in a zone so many hours east of Greenwich. A time without a zone is the office's own. A day before
/// 1970 is none (`0001-01-01` of .NET).
pub(crate) fn day(text: &str, zone: i64) -> Option<Date> {
    let days = match text.get(..10).and_then(Date::parse) {
        Some(date) => date.days() + later(text, zone).unwrap_or_default(),
        None => (seconds(text).or_else(|| counted(text))? + zone * 3_600).div_euclid(86_400),
    };
    (days > 0).then(|| Date::from_days(days))
}

// Seconds or milliseconds since 1970, also as OData 2 writes them: `/Date(1795539600000)/`.
fn counted(text: &str) -> Option<i64> {
    let digits = text.strip_prefix("/Date(").unwrap_or(text).bytes().take_while(u8::is_ascii_digit).take(14);
    let (count, n) = digits.fold((0, 0), |(count, n), digit| (count * 10 + i64::from(digit - b'0'), n + 1));
    match n {
        9 | 10 => Some(count),
        12 | 13 => Some(count / 1_000),
        _ => None,
    }
}

// How many days later it is there; `None` when the text has no time with a zone.
fn later(text: &str, zone: i64) -> Option<i64> {
    let clock = text.get(11..)?;
    let at = clock.find(['Z', 'z', '+', '-', 'U'])?;
    let (time, east) = (clock.get(..at)?, clock.get(at..)?);
    let sign = if east.starts_with('-') { -1 } else { 1 };
    let here = minutes(time)? - sign * minutes(east.get(1..)?).unwrap_or_default() + zone * 60;
    Some(here.div_euclid(24 * 60))
}

// `07:30`, `0730` and `07` as minutes.
fn minutes(text: &str) -> Option<i64> {
    let two = |at: usize| text.get(at..at + 2)?.parse::<i64>().ok();
    let behind = if text.get(2..3) == Some(":") { 3 } else { 2 };
    Some(two(0)? * 60 + two(behind).unwrap_or_default())
}
