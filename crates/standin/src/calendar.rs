//! Working days, and until when a service promises an answer. Both come from data.

use std::collections::{BTreeMap, BTreeSet};

use forms::{Date, Json};

use crate::Clock;

/// From this hour on a submission counts for the next working day.
const CLOSING: i64 = 15;

/// Holidays and promises.
#[derive(Debug)]
pub(crate) struct Calendar {
    holidays: BTreeSet<Date>,
    /// Working days by service; 0 is the same day.
    days: BTreeMap<String, i64>,
    default_days: i64,
}

impl Calendar {
    /// Reads `holidays.json` and `promise.json`.
    pub(crate) fn read(holidays: &Json, promise: &Json) -> Option<Calendar> {
        let holidays = holidays.get("holidays")?.as_array()?;
        let holidays = holidays.iter().map(|holiday| Date::parse(holiday.get("date")?.as_str()?));
        let days = promise.get("services")?.as_object()?.iter();
        Some(Calendar {
            holidays: holidays.collect::<Option<BTreeSet<Date>>>()?,
            days: days.map(|(id, days)| Some((String::from(id), days.as_i64()?))).collect::<Option<_>>()?,
            default_days: promise.get("default")?.as_i64()?,
        })
    }

    /// The date that a service promises for what is sent now.
    pub(crate) fn promised(&self, service: &str, clock: &Clock) -> Date {
        let days = self.days.get(service).copied().unwrap_or(self.default_days);
        self.after(clock.today(), clock.hour(), days)
    }

    fn after(&self, date: Date, hour: i64, days: i64) -> Date {
        let is_too_late = hour >= CLOSING || !self.is_working(date);
        let days = if days == 0 && is_too_late { 1 } else { days };
        (0..days).fold(date, |date, _| self.next_working(date))
    }

    fn next_working(&self, date: Date) -> Date {
        let mut date = Date::from_days(date.days() + 1);
        while !self.is_working(date) {
            date = Date::from_days(date.days() + 1);
        }
        date
    }

    fn is_working(&self, date: Date) -> bool {
        // Day 0, 1970-01-01, was a Thursday.
        let weekday = (date.days() + 3).rem_euclid(7);
        weekday < 5 && !self.holidays.contains(&date)
    }
}

#[cfg(test)]
mod tests;
