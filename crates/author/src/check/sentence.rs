//! The sentences of a service: every one should be shown somewhere, and be there in every language.

use std::collections::BTreeSet;

use forms::{Control, Json, Kind, Pointer, Service};

use crate::{
    check::{Line, near::near},
    said::said,
};

/// What the buttons of a list say (JSON Forms' names).
const LIST: [&str; 6] = ["addTooltip", "addAriaLabel", "removeTooltip", "up", "down", "noDataMessage"];

/// Sentences that nothing shows (their key is probably mistyped), and those that one language misses.
pub fn check(service: &Service, lines: &mut Vec<Line>) {
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
            let what = match near(key, known.keys.iter().map(String::as_str).filter(|other| !keys.contains(*other))) {
                Some(meant) => said!(
                    "kalimat \"{key}\" tidak pernah tampil; maksudnya \"{meant}\"?",
                    "nothing shows the sentence \"{key}\"; did you mean \"{meant}\"?"
                ),
                None => said!("kalimat \"{key}\" tidak pernah tampil", "nothing shows the sentence \"{key}\""),
            };
            lines.push(Line::warning(&place, what));
        }
        for (other, other_keys) in all.iter().filter(|(other, _)| other != language) {
            for key in other_keys.difference(keys) {
                let what =
                    said!("\"{key}\" hanya ada dalam bahasa \"{other}\"", "\"{key}\" is said in \"{other}\" only");
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
        if control.kind == Kind::Array {
            known.keys.extend(LIST.map(|last| format!("{key}.{last}")));
        }
        known.prefixes.insert(key.clone());
        // Objects whose members are asked one by one have a label of their own.
        let parents = key.char_indices().filter(|(_, letter)| *letter == '.');
        known.keys.extend(parents.map(|(end, _)| format!("{}.label", &key[..end])));
    }
    elements(service.source.get("uischema"), &mut known.keys);
    texts(service.source.get("backend"), &mut known.keys);
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
    elements(json.get("options").and_then(|options| options.get("detail")), keys);
}

/// Whatever `backend` calls `text`.
fn texts(json: Option<&Json>, keys: &mut BTreeSet<String>) {
    for (name, value) in json.and_then(Json::as_object).into_iter().flat_map(|object| object.iter()) {
        match value.as_str() {
            Some(text) if name == "text" => drop(keys.insert(text.to_owned())),
            _ => texts(Some(value), keys),
        }
    }
}
