//! Moments in headers (RFC 9110, 5.6.7): `Wed, 25 Nov 2026 07:28:00 GMT`.

use forms::Date;

/// Seconds since 1970; `None` for anything but the form that servers send today.
pub fn seconds(text: &str) -> Option<i64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (_, text) = text.trim().split_once(", ")?;
    let mut words = text.split(' ');
    let (day, month, year) = (words.next()?.parse().ok()?, words.next()?, words.next()?.parse().ok()?);
    let month = MONTHS.as_bytes().chunks(3).position(|name| name == month.as_bytes())?;
    let date = Date::new(year, u8::try_from(month + 1).ok()?, day)?;
    let mut time = words.next()?.split(':').map(|part| part.parse::<i64>().ok().filter(|part| (0..=60).contains(part)));
    let (hours, minutes, seconds) = (time.next()??, time.next()??, time.next()??);
    (words.next() == Some("GMT")).then_some(date.days() * 86_400 + hours * 3_600 + minutes * 60 + seconds)
}
