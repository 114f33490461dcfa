//! The faults of one file: those that the engine and the binding find when they read a definition, and what the app need not
//! carry code for: misspelt names, bounds that contradict each other, answers that nobody asks, sentences that nothing shows.

mod alternative;
mod asked;
mod backend;
mod bound;
mod element;
mod fault;
mod fit;
mod keyword;
mod known;
mod live;
mod name;
mod near;
mod pattern;
mod place;
mod schema;
mod scope;
mod sentence;
mod syntax;

use std::fmt;

use forms::{Fault, Json, Lang, Level, Pointer, Service, Summary};

use crate::said::{Said, said};

pub use fault::told;
pub use live::Live;
pub use near::near;

use place::Places;

/// One fault, as it is printed behind the file's name and its line.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub is_error: bool,
    /// Counted from 1, as editors do.
    pub line: usize,
    pub place: String,
    pub what: Said,
}

impl Line {
    pub fn error(place: &str, what: Said) -> Line {
        Line { is_error: true, line: 1, place: place.to_owned(), what }
    }

    fn warning(place: &Pointer, what: Said) -> Line {
        Line { is_error: false, line: 1, place: place.as_str().to_owned(), what }
    }

    /// As it is printed.
    pub fn text(&self, lang: Lang) -> String {
        let (level, at) = match (lang, self.is_error) {
            (Lang::Id, true) => ("kesalahan", "di"),
            (Lang::Id, false) => ("peringatan", "di"),
            (Lang::En, true) => ("error", "at"),
            (Lang::En, false) => ("warning", "at"),
        };
        let what = self.what.text(lang);
        if self.place.is_empty() { format!("{level}: {what}") } else { format!("{level} {at} {}: {what}", self.place) }
    }
}

impl From<Fault> for Line {
    fn from(fault: Fault) -> Line {
        let is_error = fault.level == Level::Error;
        Line { is_error, line: 1, place: fault.pointer.as_str().to_owned(), what: told(&fault.what) }
    }
}

/// In English; who knows the reader's language asks for `text`.
impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

/// All faults of a service file, or of the index of services.
pub fn check(text: &str) -> Vec<Line> {
    check_with(text, None)
}

/// The same; a service's backend is asked, too, when `live` says from where.
pub fn check_with(text: &str, live: Option<&Live>) -> Vec<Line> {
    let text = bare(text);
    let Ok(json) = Json::parse(text) else {
        let (line, what) = why(text);
        return vec![Line { line, ..Line::error("", what) }];
    };
    let places = Places::of(text);
    let mut lines: Vec<Line> = places.twice().collect();
    match json.get("services") {
        Some(_) => lines.extend(Summary::read_index(&json).1.into_iter().map(Line::from)),
        None => lines.extend(of_service(&json, live)),
    }
    for line in lines.iter_mut().filter(|line| line.line == 1) {
        line.line = places.line(&line.place);
    }
    lines
}

fn of_service(json: &Json, live: Option<&Live>) -> Vec<Line> {
    let (service, faults) = Service::read(json);
    let mut lines = Vec::new();
    known::check(json, &mut lines);
    for node in schema::all(json) {
        keyword::check(&node, &mut lines);
        bound::check(&node, &mut lines);
        alternative::check(&node, &mut lines);
        fit::check(&node, &mut lines);
    }
    pattern::check(json, &mut lines);
    name::check(json, &mut lines);
    // What was said here already, the engine need not say in fewer words.
    let faults = faults.into_iter().map(Line::from).filter(|fault| !lines.iter().any(|line| line.place == fault.place));
    let mut all: Vec<Line> = faults.collect();
    scope::meant(json, &mut all);
    all.append(&mut lines);
    if let Some(service) = service {
        backend::check(&service, &mut all);
        element::check(&service, &mut all);
        asked::check(&service, &mut all);
        sentence::check(&service, &mut all);
        all.extend(live.into_iter().flat_map(|live| live.check(&service)));
    }
    all
}

/// A text without the mark that editors of Windows put before it.
pub fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Where and why the text is no JSON, as editors count.
pub fn not_json(text: &str) -> Said {
    why(text).1
}

fn why(text: &str) -> (usize, Said) {
    let offset = Json::parse(text).err().map_or(0, |error| error.offset);
    let found = syntax::find(text);
    let offset = found.as_ref().map_or(offset, |fault| fault.offset);
    let before = text.get(..offset).unwrap_or(text);
    let line = syntax::line_of(text, offset);
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    let what = match &found {
        Some(fault) => {
            let (id, en) = (fault.what.text(Lang::Id), fault.what.text(Lang::En));
            said!("bukan JSON, baris {line} kolom {column}: {id}", "not JSON, line {line}, column {column}: {en}")
        }
        None => said!("bukan JSON mulai baris {line} kolom {column}", "not JSON from line {line}, column {column}"),
    };
    (line, what)
}

#[cfg(test)]
mod tests;
