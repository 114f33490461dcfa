//! The faults of one file: those that the engine and the binding find when they read a definition, and what the app need not
//! carry code for: places of look-ups that lead nowhere, sentences that nothing shows or that miss in a language.

mod backend;
mod element;
mod live;
mod pattern;
mod place;
mod sentence;

use std::fmt;

use forms::{Fault, Json, Level, Pointer, Service, Summary};

pub use live::Live;

use place::Places;

/// One fault, as it is printed behind the file's name and its line.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub is_error: bool,
    /// Counted from 1, as editors do.
    pub line: usize,
    pub place: String,
    pub what: String,
}

impl Line {
    pub fn error(place: &str, what: &str) -> Line {
        Line { is_error: true, line: 1, place: place.to_owned(), what: what.to_owned() }
    }

    fn warning(place: &Pointer, what: String) -> Line {
        Line { is_error: false, line: 1, place: place.as_str().to_owned(), what }
    }
}

impl From<Fault> for Line {
    fn from(fault: Fault) -> Line {
        let is_error = fault.level == Level::Error;
        Line { is_error, line: 1, place: fault.pointer.as_str().to_owned(), what: fault.what }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(if self.is_error { "error" } else { "warning" })?;
        if !self.place.is_empty() {
            write!(out, " at {}", self.place)?;
        }
        write!(out, ": {}", self.what)
    }
}

/// All faults of a service file, or of the index of services.
pub fn check(text: &str) -> Vec<Line> {
    check_with(text, None)
}

/// The same; a service's backend is asked, too, when `live` says from where.
pub fn check_with(text: &str, live: Option<&Live>) -> Vec<Line> {
    let json = match Json::parse(text) {
        Ok(json) => json,
        Err(error) => return vec![Line::error("", &not_json(text, error.offset))],
    };
    let (service, faults) = match json.get("services") {
        Some(_) => (None, Summary::read_index(&json).1),
        None => Service::read(&json),
    };
    let mut lines: Vec<Line> = faults.into_iter().map(Line::from).collect();
    if let Some(service) = service {
        backend::check(&service, &mut lines);
        element::check(&service, &mut lines);
        pattern::check(&service.source, &mut lines);
        sentence::check(&service, &mut lines);
        lines.extend(live.into_iter().flat_map(|live| live.check(&service)));
    }
    let places = Places::of(text);
    for line in &mut lines {
        line.line = places.line(&line.place);
    }
    lines
}

/// Where the text stops being JSON, as editors count.
pub fn not_json(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("not JSON from line {line}, column {column}")
}

#[cfg(test)]
mod tests;
