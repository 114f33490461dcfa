//! What the tests of the judges share.

use forms::{Date, Host};

/// A world without patterns.
pub struct Bare;

impl Host for Bare {
    fn matches(&self, _pattern: &str, _text: &str) -> Option<bool> {
        None
    }

    fn today(&self) -> Date {
        Date::from_days(0)
    }
}
