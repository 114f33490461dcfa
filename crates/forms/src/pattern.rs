//! ECMA-262 patterns within a bound of steps. An engine that goes back and tries again (each browser's, and ours natively) may need
//! years for a short text; it gets a pattern whole only where its steps can be bounded beforehand. Otherwise the pattern is walked
//! with all ways at once, and the host judges one character at a time. What is left is not judged, and so not let through.

mod cost;
mod read;
mod walk;

use crate::Host;

/// What one whole match may cost the host: few enough steps that a cheap phone is not seen to wait.
const MAX_STEPS: usize = 250_000;

/// So many steps of a host take the time of one of ours.
const CHEAPER: usize = 64;

/// A pattern, read once.
#[derive(Debug)]
pub struct Pattern {
    text: Box<str>,
    /// The same, as a host takes it: see [`strict`].
    asked: Box<str>,
    shape: Option<Shape>,
}

/// How a pattern is built; its characters are left to the host.
#[derive(Debug, PartialEq)]
pub enum Shape {
    /// `^`
    Start,
    /// `$`
    End,
    /// `\b`, or `\B` when false.
    Boundary(bool),
    /// This very character.
    Char(char),
    /// One character of a class, as a pattern that the host can be asked: `^[a-z]`.
    Class(Box<str>),
    /// `\1`: what a group has found.
    Back,
    /// One after the other.
    Each(Vec<Shape>),
    /// One of them.
    Either(Vec<Shape>),
    /// The same again.
    Times {
        /// What it is made of.
        shape: Box<Shape>,
        /// At least so often.
        min: usize,
        /// At most so often.
        max: usize,
    },
    /// What must stand, or must not, after this place or before it.
    Look {
        /// What it is made of.
        shape: Box<Shape>,
        /// Whether it is looked for after this place, and not before it.
        ahead: bool,
        /// Whether it must stand there.
        holds: bool,
    },
}

/// Why there is neither yes nor no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unjudged {
    /// It is no valid pattern.
    Faulty,
    /// It would take too many steps.
    TooMuch,
}

impl Pattern {
    /// Reads any text; what is no valid pattern is found when it is asked.
    pub fn read(text: &str) -> Pattern {
        let asked = strict(text);
        Pattern { text: text.into(), shape: read::read(&asked), asked: asked.into() }
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it is built, where it is valid and without flags of its own (`(?i:)`).
    pub fn shape(&self) -> Option<&Shape> {
        self.shape.as_ref()
    }

    /// Whether the text holds a match, found within `work` steps, which are taken from it.
    pub(crate) fn matches(&self, text: &str, host: &dyn Host, work: &mut usize) -> Result<bool, Unjudged> {
        let n_steps = self.shape.as_ref().map(|shape| cost::steps(shape, text.len()));
        if let Some(n_steps) = n_steps.filter(|n_steps| *n_steps <= MAX_STEPS) {
            let is_bought = n_steps / CHEAPER < *work;
            *work = work.saturating_sub(n_steps / CHEAPER);
            return if is_bought {
                host.matches(&self.asked, text).ok_or(Unjudged::Faulty)
            } else {
                Err(Unjudged::TooMuch)
            };
        }
        if !self.is_valid(host) {
            return Err(Unjudged::Faulty);
        }
        let found = self.shape.as_ref().and_then(|shape| walk::is_match(shape, text, host, work));
        found.ok_or(Unjudged::TooMuch)
    }

    /// Whether it is a pattern at all; it is not tried at anything. One with flags of its own is none: every text would be refused.
    pub fn is_valid(&self, host: &dyn Host) -> bool {
        self.shape.is_some() && is_valid(&self.asked, host)
    }
}

/// Whether a text is a valid pattern just as it is written; it is not tried at anything.
pub(crate) fn is_valid(text: &str, host: &dyn Host) -> bool {
    // Nothing at all is found first, before the rest has its turn.
    host.matches(&["|", text].concat(), "").is_some()
}

/// A needless escape (`\-`, `\_`, `\@`) is the sign itself for every engine but those that are asked with the flag `u`, which refuse
/// it. Those get its code, which means the same inside and outside of a class. A needless letter (`\A`, `\h`) stays an error: engines
/// read it in different ways.
fn strict(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        out.push(letter);
        let escaped = if letter == '\\' { letters.next() } else { None };
        let Some(next) = escaped else { continue };
        if next.is_ascii_alphanumeric() || r"^$\.*+?()[]{}|/".contains(next) {
            out.push(next);
        } else if next.is_ascii() {
            let code = u32::from(next);
            out.push('x');
            out.extend([code / 16, code % 16].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
        } else {
            out.pop();
            out.push(next);
        }
    }
    out
}

#[cfg(test)]
mod tests;
