//! A fault of a definition (not of an answer), with its place.

use crate::Pointer;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
}

/// What is wrong with a service file and where; the text is English, for authors.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub level: Level,
    pub pointer: Pointer,
    pub what: String,
}
