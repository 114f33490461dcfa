//! The log: requests, and what matters for security, each line with the office's time. No line holds a name of a citizen, a number, a body
//! or an address: who asked stands there as a mark that is the same until the next start, so that lines can be told to belong together.

use std::fmt::Display;

use crate::{Clock, address::Address, clock, secret};

/// Writes the log.
pub(crate) struct Journal {
    clock: Clock,
    key: String,
    /// What was said about security, for tests.
    #[cfg(test)]
    pub(crate) said: std::sync::Mutex<Vec<String>>,
}

impl Journal {
    pub(crate) fn new(clock: Clock) -> Journal {
        Journal {
            clock,
            key: secret::token(),
            #[cfg(test)]
            said: std::sync::Mutex::default(),
        }
    }

    /// A request was answered.
    pub(crate) fn request(&self, line: impl Display) {
        println!("{} {line}", clock::stamp(self.clock.now()));
    }

    /// Something that matters for security: what happened, and who or what it was about, which must be nothing of a citizen.
    pub(crate) fn security(&self, what: &str, about: impl Display, from: Option<Address>) {
        let from = from.map_or_else(|| String::from("-"), |address| self.mark(address));
        let line = format!("{} security {what} {about} from={from}", clock::stamp(self.clock.now()));
        #[cfg(test)]
        self.said.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(line.clone());
        println!("{line}");
    }

    /// A text that stands for another one in the log.
    pub(crate) fn mark(&self, of: impl Display) -> String {
        let digest = secret::digest(&[self.key.as_bytes(), of.to_string().as_bytes()]);
        secret::hex(&digest[..4])
    }
}

/// A failure of our own, where no clock of the office is at hand.
pub(crate) fn complain(line: impl Display) {
    eprintln!("{} {line}", clock::stamp(Clock::system().now()));
}
