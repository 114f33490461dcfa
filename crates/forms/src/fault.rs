//! A fault of a definition (not of an answer), with its place.

use std::fmt;

use crate::Pointer;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The definition cannot be used.
    Error,
    /// It can be used, but probably does not do what its author meant.
    Warning,
}

/// What is wrong with a service file and where; the text is English, for authors.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Whether the definition can be used all the same.
    pub level: Level,
    /// The place in the service file.
    pub pointer: Pointer,
    /// A sentence in English, without a full stop.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}: {}", self.pointer.as_str(), self.what)
    }
}

impl std::error::Error for Fault {}

/// Faults being collected while a definition is read.
#[derive(Default)]
pub(crate) struct Faults(pub(crate) Vec<Fault>);

impl Faults {
    pub(crate) fn error(&mut self, pointer: &Pointer, what: &[&str]) {
        self.push(Level::Error, pointer, what);
    }

    pub(crate) fn warning(&mut self, pointer: &Pointer, what: &[&str]) {
        self.push(Level::Warning, pointer, what);
    }

    /// Takes over faults of a part whose own root lies at `base`.
    pub(crate) fn take(&mut self, base: &Pointer, faults: Vec<Fault>) {
        for mut fault in faults {
            let mut place = base.as_str().to_owned();
            place.push_str(fault.pointer.as_str());
            fault.pointer = Pointer::parse(&place).unwrap_or_default();
            self.0.push(fault);
        }
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.0.iter().any(|fault| fault.level == Level::Error)
    }

    fn push(&mut self, level: Level, pointer: &Pointer, what: &[&str]) {
        self.0.push(Fault { level, pointer: pointer.clone(), what: what.concat() });
    }
}
