//! The lines of a JSON text on which its values stand.

use std::collections::HashMap;

use forms::{Json, Pointer};

use crate::{check::Line, said::said};

/// For each place its line, counted from 1. The text is known to be JSON.
pub struct Places {
    lines: HashMap<String, usize>,
    /// Members that stand there a second time: the place, and both lines.
    twice: Vec<(String, usize, usize)>,
}

impl Places {
    /// Walks through the text once.
    pub fn of(text: &str) -> Places {
        let places = Places { lines: HashMap::new(), twice: Vec::new() };
        let mut walk = Walk { bytes: text.as_bytes(), at: 0, line: 1, places };
        walk.value(&Pointer::root());
        walk.places
    }

    /// An error for each member that stands in its object twice: programs take the first, the last or neither.
    pub fn twice(&self) -> impl Iterator<Item = Line> {
        self.twice.iter().map(|(place, first, second)| {
            let what = said!(
                "nama ini sudah ada di baris {first}; hapus salah satu",
                "this name stands in line {first} already; remove one of them"
            );
            Line { line: *second, ..Line::error(place, what) }
        })
    }

    /// The line of a place, or of what holds it when it is missing.
    pub fn line(&self, place: &str) -> usize {
        let mut place = place;
        loop {
            if let Some(line) = self.lines.get(place) {
                return *line;
            }
            match place.rsplit_once('/') {
                Some((above, _)) => place = above,
                None => return 1,
            }
        }
    }
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
    places: Places,
}

impl Walk<'_> {
    fn value(&mut self, place: &Pointer) {
        match self.next() {
            Some(b'{') => self.members(place),
            Some(b'[') => self.items(place),
            Some(b'"') => drop(self.text()),
            _ => self.at = self.end(|byte| !matches!(byte, b',' | b'}' | b']') && !byte.is_ascii_whitespace()),
        }
    }

    fn members(&mut self, place: &Pointer) {
        self.places.lines.entry(place.as_str().to_owned()).or_insert(self.line);
        self.at += 1;
        let mut names = HashMap::new();
        while self.next() == Some(b'"') {
            let line = self.line;
            let name = place.join(&self.text());
            if let Some(first) = names.insert(name.as_str().to_owned(), line) {
                self.places.twice.push((name.as_str().to_owned(), first, line));
            }
            self.places.lines.insert(name.as_str().to_owned(), line);
            // The colon.
            self.next();
            self.at += 1;
            self.value(&name);
            self.comma();
        }
        self.at += 1;
    }

    fn items(&mut self, place: &Pointer) {
        self.at += 1;
        let mut index = 0;
        while self.next().is_some_and(|byte| byte != b']') {
            let item = place.join_index(index);
            self.places.lines.insert(item.as_str().to_owned(), self.line);
            self.value(&item);
            self.comma();
            index += 1;
        }
        self.at += 1;
    }

    fn comma(&mut self) {
        if self.next() == Some(b',') {
            self.at += 1;
        }
    }

    fn text(&mut self) -> String {
        let begin = self.at;
        self.at += 1;
        while self.bytes.get(self.at).is_some_and(|byte| *byte != b'"') {
            self.at += if self.bytes.get(self.at) == Some(&b'\\') { 2 } else { 1 };
        }
        self.at += 1;
        let text = self.bytes.get(begin..self.at).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let json = text.and_then(|text| Json::parse(text).ok());
        json.as_ref().and_then(Json::as_str).map(String::from).unwrap_or_default()
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        let end = self.end(|byte| byte.is_ascii_whitespace());
        let passed = self.bytes.get(self.at..end).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = end;
        self.bytes.get(self.at).copied()
    }

    fn end(&self, holds: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at + rest.iter().position(|byte| !holds(*byte)).unwrap_or(rest.len())
    }
}
