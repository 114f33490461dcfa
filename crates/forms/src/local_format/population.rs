//! NIK and family-card number: region, date, serial.

use crate::{FormatFault, Severity};

use super::{Found, digits, error};

/// The 38 provinces of Kemendagri. Regencies split and codes retire (9101 Merauke became 9301), so nothing below the
/// province is looked at, and an unknown one is a doubt, not an error.
const PROVINCES: [u8; 38] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75,
    76, 81, 82, 91, 92, 93, 94, 95, 96,
];

/// Region, birth date (women: day + 40, so 41 to 71), serial.
pub(super) fn check_nik(value: &str) -> Found {
    check(value, 40)
}

/// Region, date of recording, serial.
pub(super) fn check_kk(value: &str) -> Found {
    check(value, 0)
}

fn check(value: &str, added: u32) -> Found {
    let found = digits::check(value, 16, 16);
    if !found.is_empty() {
        return found;
    }
    let mut day = digits::pair(value, 6);
    if day > added {
        day -= added;
    }
    if !is_date(day, digits::pair(value, 8), digits::pair(value, 10)) {
        return error(FormatFault::Date);
    }
    if value.ends_with("0000") {
        return error(FormatFault::Serial);
    }
    let province = digits::pair(value, 0);
    if PROVINCES.iter().any(|known| u32::from(*known) == province) {
        return Found::new();
    }
    vec![(Severity::Warning, FormatFault::Region)]
}

/// Whether there is such a day in 19YY or in 20YY: 2000 was a leap year, so dividing by four is enough.
fn is_date(day: u32, month: u32, year: u32) -> bool {
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}
