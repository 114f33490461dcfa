//! The time at the office: Asia/Pontianak, seven hours ahead of UTC, no summer time.

use std::time::{SystemTime, UNIX_EPOCH};

use forms::Date;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const ZONE: i64 = 7 * HOUR;

/// A clock that runs, from the machine's time or from another one.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Seconds ahead of the machine.
    ahead: i64,
}

impl Clock {
    /// The machine's time.
    pub fn system() -> Clock {
        Clock { ahead: 0 }
    }

    /// A clock that shows `text` now: `2026-11-24T10:00:00+07:00`, with `Z`, or without a zone for the office's.
    pub fn at(text: &str) -> Option<Clock> {
        Some(Clock { ahead: read(text)? - machine() })
    }

    /// Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        machine() + self.ahead
    }

    /// Today at the office.
    pub(crate) fn today(&self) -> Date {
        date(self.now())
    }

    /// The full hours of the office's day.
    pub(crate) fn hour(&self) -> i64 {
        (self.now() + ZONE).rem_euclid(DAY) / HOUR
    }
}

/// The office's date at a point in time.
pub(crate) fn date(seconds: i64) -> Date {
    Date::from_days((seconds + ZONE).div_euclid(DAY))
}

/// `2026-11-24 10:05` at the office, for the officer's pages.
pub(crate) fn date_time(seconds: i64) -> String {
    let of_day = (seconds + ZONE).rem_euclid(DAY);
    format!("{} {:02}.{:02}", date(seconds).to_text(), of_day / HOUR, of_day % HOUR / 60)
}

/// `2026-11-24T10:05:33+07:00`, for the log.
pub(crate) fn stamp(seconds: i64) -> String {
    let of_day = (seconds + ZONE).rem_euclid(DAY);
    let (hour, minute, second) = (of_day / HOUR, of_day % HOUR / 60, of_day % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}+07:00", date(seconds).to_text())
}

fn machine() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64)
}

fn read(text: &str) -> Option<i64> {
    let (date, rest) = (Date::parse(text.get(..10)?)?, text.get(10..)?);
    let time = if rest.is_empty() { "00:00:00" } else { rest.get(1..9)? };
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let zone = match rest.get(9..).unwrap_or("") {
        "" => ZONE,
        "Z" => 0,
        zone => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let seconds = hours.parse::<i64>().ok()? * HOUR + minutes.parse::<i64>().ok()? * 60;
            if zone.starts_with('-') { -seconds } else { seconds }
        }
    };
    Some(date.days() * DAY + hour * HOUR + minute * 60 + second - zone)
}

#[cfg(test)]
mod tests;
