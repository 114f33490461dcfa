//! A calendar date (proleptic Gregorian).

/// Year, month 1-12, day 1-31; always a real date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// `None` when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        todo!()
    }
    /// Reads `2026-11-24` (RFC 3339 full-date).
    pub fn parse(text: &str) -> Option<Date> {
        todo!()
    }
    /// Reads what people write: `17-8-1990`, `17/08/1990`, `17.8.90`, `17 Agustus 1990`, `17 agt 90`, `1990-08-17`, English months too. Two-digit years become the latest year not after `today`.
    pub fn read(text: &str, today: Date) -> Option<Date> {
        todo!()
    }
    /// `2026-11-24`.
    pub fn to_text(self) -> String {
        todo!()
    }
    pub fn year(self) -> i32 {
        self.year
    }
    pub fn month(self) -> u8 {
        self.month
    }
    pub fn day(self) -> u8 {
        self.day
    }
    /// Days from 1970-01-01.
    pub fn days(self) -> i64 {
        todo!()
    }
    pub fn from_days(days: i64) -> Date {
        todo!()
    }
}
