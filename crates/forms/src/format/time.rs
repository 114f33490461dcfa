//! Times and durations (RFC 3339 and its appendix A).

use crate::{Date, date::digits};

/// `08:30:06.28+07:00`; a leap second only where one can be.
pub(super) fn is_time(text: &str) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text.as_bytes() else {
        return false;
    };
    let (Some(hour), Some(minute), Some(second)) = (digits(&[*h1, *h2]), digits(&[*m1, *m2]), digits(&[*s1, *s2]))
    else {
        return false;
    };
    let Some(offset) = fraction(rest).and_then(offset) else {
        return false;
    };
    // In universal time leap seconds stand at the end of a day.
    let universal = (hour * 60 + minute + 1440 - offset) % 1440;
    hour < 24 && minute < 60 && (second < 60 || (second == 60 && universal == 1439))
}

/// `2026-11-24T08:30:06Z`.
pub(super) fn is_date_time(text: &str) -> bool {
    match text.split_once(['T', 't']) {
        Some((date, time)) => Date::parse(date).is_some() && is_time(time),
        None => false,
    }
}

/// `P1Y2M3DT4H5M6S` or `P2W`.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    if let Some(weeks) = rest.strip_suffix('W') {
        return !weeks.is_empty() && weeks.bytes().all(|byte| byte.is_ascii_digit());
    }
    match rest.split_once('T') {
        Some((date, time)) => (date.is_empty() || are_units(date, b"YMD")) && are_units(time, b"HMS"),
        None => are_units(rest, b"YMD"),
    }
}

/// Behind the seconds: skips `.283`.
fn fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.', rest @ ..] = text else {
        return Some(text);
    };
    let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    if end == 0 { None } else { rest.get(end..) }
}

/// Minutes from universal time, in a day's range: `Z`, `+07:00`.
fn offset(text: &[u8]) -> Option<u32> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hour, minute) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
            let minutes = hour * 60 + minute;
            (hour < 24 && minute < 60).then_some(if *sign == b'+' { minutes } else { (1440 - minutes) % 1440 })
        }
        _ => None,
    }
}

/// Numbers with these units, each at most once, in this order, none left out between two.
fn are_units(text: &str, mut units: &[u8]) -> bool {
    let mut rest = text.as_bytes();
    let mut first = true;
    while !rest.is_empty() {
        let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let unit = rest.get(n_digits).filter(|_| n_digits > 0);
        let place = units.iter().position(|known| Some(known) == unit);
        let Some(place) = place.filter(|place| first || *place == 0) else {
            return false;
        };
        units = units.get(place + 1..).unwrap_or_default();
        rest = rest.get(n_digits + 1..).unwrap_or_default();
        first = false;
    }
    !first
}
