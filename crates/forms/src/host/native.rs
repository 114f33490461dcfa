//! The host of native programs: patterns through `regress`, the machine's clock.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{SystemTime, UNIX_EPOCH},
};

use crate::{Date, Host};

/// More patterns than any service has; beyond it the cache begins anew, so that hostile definitions cannot fill the memory.
const MAX_PATTERNS: usize = 1_000;

/// A pattern that is ready, or `None` for no valid one.
type Compiled = Arc<Option<regress::Regex>>;

/// A host for native programs; may be shared between threads.
#[derive(Debug)]
pub struct Native {
    /// Hours from universal time to the office's clock.
    hours: i64,
    patterns: Mutex<HashMap<String, Compiled>>,
}

impl Native {
    /// The office's clock runs this many hours before universal time: 7 in western Indonesia.
    pub fn new(hours: i64) -> Native {
        Native { hours, patterns: Mutex::default() }
    }

    // Nobody waits for another's match: what is shared lets go of the lock first.
    fn compiled(&self, pattern: &str) -> Compiled {
        // A panic in another thread leaves the cache whole: each entry is put in one step.
        let mut patterns = self.patterns.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(compiled) = patterns.get(pattern) {
            return Arc::clone(compiled);
        }
        if patterns.len() >= MAX_PATTERNS {
            patterns.clear();
        }
        let compiled = Arc::new(regress::Regex::with_flags(pattern, "u").ok());
        patterns.insert(pattern.to_owned(), Arc::clone(&compiled));
        compiled
    }
}

/// The clock of western Indonesia.
impl Default for Native {
    fn default() -> Native {
        Native::new(7)
    }
}

impl Host for Native {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        Some((*self.compiled(pattern)).as_ref()?.find(text).is_some())
    }

    fn today(&self) -> Date {
        let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(_) => 0,
        };
        Date::from_days(seconds.saturating_add(self.hours * 3_600).div_euclid(86_400))
    }
}

#[cfg(test)]
mod tests;
