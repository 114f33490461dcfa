//! Moments: in headers (RFC 9110, section 5.6.7, all three forms), and of the world in replies (RFC 3339), which are a day somewhere.

use forms::Date;

/// Seconds since 1970; `None` for what is no moment. `Wed, 25 Nov 2026 07:28:00 GMT`, `Wednesday, 25-Nov-26 07:28:00 GMT` and
/// `Wed Nov 25 07:28:00 2026` are the same.
pub fn seconds(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, time) = match words.as_slice() {
        [_, day, month, year, time, "GMT"] => (day, month, year, time),
        [_, month, day, time, year] => (day, month, year, time),
        _ => return None,
    };
    let written: i32 = year.parse().ok()?;
    // Two digits are a year of this century, or of the last one.
    let year = match (year.len(), written) {
        (2, ..70) => 2000 + written,
        (2, _) => 1900 + written,
        _ => written,
    };
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = MONTHS.as_bytes().chunks(3).position(|name| name == month.as_bytes())?;
    let date = Date::new(year, u8::try_from(month + 1).ok()?, day.parse().ok()?)?;
    let mut time = time.split(':').map(|part| part.parse::<i64>().ok().filter(|part| (0..=60).contains(part)));
    let (hours, minutes, seconds) = (time.next()??, time.next()??, time.next()??);
    Some(date.days() * 86_400 + hours * 3_600 + minutes * 60 + seconds)
}

/// The day of a date, or of a moment in a zone so many hours east of Greenwich. A time without a zone is the office's own.
pub(crate) fn day(text: &str, zone: i64) -> Option<Date> {
    let date = Date::parse(text.get(..10)?)?;
    Some(later(text, zone).map_or(date, |days| Date::from_days(date.days() + days)))
}

// How many days later it is there; `None` when the text has no time with a zone.
fn later(text: &str, zone: i64) -> Option<i64> {
    let clock = text.get(11..)?;
    let at = clock.find(['Z', 'z', '+', '-'])?;
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
