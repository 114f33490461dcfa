//! The faults of one file: those that the engine finds when it reads a definition, and what only an author can mend and the
//! app need not carry: sentences that nothing shows, and sentences that miss in a language.

use std::{collections::BTreeSet, fmt};

use forms::{Control, Json, Level, Pointer, Service, Summary};

/// One fault, as it is printed.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub is_error: bool,
    pub place: String,
    pub what: String,
}

impl Line {
    pub fn error(place: &str, what: &str) -> Line {
        Line { is_error: true, place: place.to_owned(), what: what.to_owned() }
    }

    fn warning(place: &Pointer, what: String) -> Line {
        Line { is_error: false, place: place.as_str().to_owned(), what }
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
    let json = match Json::parse(text) {
        Ok(json) => json,
        Err(error) => return vec![Line::error("", &not_json(text, error.offset))],
    };
    let (service, faults) = match json.get("services") {
        Some(_) => (None, Summary::read_index(&json).1),
        None => Service::read(&json),
    };
    let lines = faults.into_iter().map(|fault| Line {
        is_error: fault.level == Level::Error,
        place: fault.pointer.as_str().to_owned(),
        what: fault.what,
    });
    let mut lines: Vec<Line> = lines.collect();
    if let Some(service) = service {
        sentences(&service, &mut lines);
    }
    lines
}

/// Where the text stops being JSON, as editors count.
fn not_json(text: &str, offset: usize) -> String {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("not JSON from line {line}, column {column}")
}

/// Sentences that nothing shows (their key is probably mistyped), and those that one language misses.
fn sentences(service: &Service, lines: &mut Vec<Line>) {
    let text = Pointer::root().join("text");
    let Some(languages) = service.source.at(&text).and_then(Json::as_object) else {
        return;
    };
    let known = known(service);
    let all: Vec<(&str, BTreeSet<String>)> =
        languages.iter().map(|(language, sentences)| (language, keys(sentences))).collect();
    for (language, keys) in &all {
        let place = text.join(language);
        for key in keys.iter().filter(|key| !known.shows(key)) {
            let what = format!("nothing shows the sentence \"{key}\"");
            lines.push(Line::warning(&place, what));
        }
        for (other, other_keys) in all.iter().filter(|(other, _)| other != language) {
            for key in other_keys.difference(keys) {
                let what = format!("\"{key}\" is said in \"{other}\" only");
                lines.push(Line::warning(&place, what));
            }
        }
    }
}

/// The keys of sentences, nested ones joined by points as the engine does.
fn keys(json: &Json) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (name, value) in json.as_object().into_iter().flat_map(|object| object.iter()) {
        match value {
            Json::Object(_) => keys.extend(self::keys(value).iter().map(|key| format!("{name}.{key}"))),
            _ => drop(keys.insert(name.to_owned())),
        }
    }
    keys
}

/// What the app asks for.
struct Known {
    keys: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

impl Known {
    fn shows(&self, key: &str) -> bool {
        let error = key.split_once(".error.").map_or("", |(prefix, _)| prefix);
        self.keys.contains(key) || key.starts_with("error.") || self.prefixes.contains(error)
    }
}

fn known(service: &Service) -> Known {
    let mut known = Known { keys: BTreeSet::new(), prefixes: BTreeSet::new() };
    for (_, control) in service.controls() {
        let Control { key, choices, .. } = &*control;
        known.keys.extend(choices.iter().map(|choice| choice.key.clone()));
        known.keys.extend(["label", "description", "why"].map(|last| format!("{key}.{last}")));
        known.prefixes.insert(key.clone());
        // Objects whose members are asked one by one have a label of their own.
        let parents = key.char_indices().filter(|(_, letter)| *letter == '.');
        known.keys.extend(parents.map(|(end, _)| format!("{}.label", &key[..end])));
    }
    elements(service.source.get("uischema"), &mut known.keys);
    backend(service.source.get("backend"), &mut known.keys);
    known
}

/// Titles and texts of the elements.
fn elements(json: Option<&Json>, keys: &mut BTreeSet<String>) {
    let Some(json) = json else { return };
    for name in ["label", "text"] {
        if let Some(prefix) = json.get("i18n").and_then(Json::as_str) {
            keys.insert(format!("{prefix}.{name}"));
        }
        keys.extend(json.get(name).and_then(Json::as_str).map(str::to_owned));
    }
    for element in json.get("elements").and_then(Json::as_array).unwrap_or_default() {
        elements(Some(element), keys);
    }
}

/// Whatever `backend` calls `text`.
fn backend(json: Option<&Json>, keys: &mut BTreeSet<String>) {
    for (name, value) in json.and_then(Json::as_object).into_iter().flat_map(|object| object.iter()) {
        match value.as_str() {
            Some(text) if name == "text" => drop(keys.insert(text.to_owned())),
            _ => backend(Some(value), keys),
        }
    }
}

#[cfg(test)]
mod tests;
