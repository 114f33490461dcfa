//! The words of alternatives: documents write them into extensions of many names, or repeat the list in the description.

use forms::{Json, Object, Pointer};

use super::note::Notes;

/// Lists that run beside `enum`, by the generators that write them; the likeliest to be for people first.
const BESIDE: [&str; 7] = [
    "x-enumNames",
    "x-enum-names",
    "x-enumDescriptions",
    "x-enum-descriptions",
    "x-enum-varnames",
    "x-enumVarNames",
    "x-ms-enum",
];
const SIGNS: [&str; 9] = [" - ", " – ", " — ", ": ", " = ", "=", " <br/> ", " <br> ", " | "];

/// Finds the words of a schema's alternatives, and takes out of its description what only repeats them.
pub fn words(
    joined: &Object,
    made: &mut Object,
    at: &Pointer,
    found: &mut Vec<(Pointer, Json, String)>,
    notes: &mut Notes,
) {
    let Some(values) = joined.get("enum").and_then(Json::as_array).map(<[Json]>::to_vec) else { return };
    comments(joined, &values, at, found, notes);
    for key in BESIDE {
        let Some(names) = joined.get(key) else { continue };
        notes.cover(at, key);
        for (index, value) in values.iter().enumerate() {
            let listed = || names.as_array()?.get(index)?.as_str();
            let named = || names.get(&plain(value))?.as_str();
            let valued = || {
                let list = names.get("values")?.as_array()?;
                let entry = list.iter().find(|entry| entry.get("value") == Some(value))?;
                entry.get("description").or_else(|| entry.get("name"))?.as_str()
            };
            let text = listed().or_else(named).or_else(valued);
            found.extend(text.map(|text| (at.clone(), value.clone(), String::from(text))));
        }
    }
    let Some(description) = joined.get("description").and_then(Json::as_str) else { return };
    let (told, rest) = told(description, &values);
    if told.len() == values.len() {
        notes.cover(at, "description");
        found.extend(told.into_iter().map(|(value, text)| (at.clone(), value, text)));
        match rest.trim() {
            "" => drop(made.remove("description")),
            rest => drop(made.insert("description", Json::from(rest))),
        }
    }
}

/// Words by the names that the program has for the values, as swag writes them.
fn comments(
    joined: &Object,
    values: &[Json],
    at: &Pointer,
    found: &mut Vec<(Pointer, Json, String)>,
    notes: &mut Notes,
) {
    let names = joined.get("x-enum-varnames").and_then(Json::as_array).unwrap_or_default();
    let Some(comments) = joined.get("x-enum-comments").filter(|_| names.len() == values.len()) else { return };
    notes.cover(at, "x-enum-comments");
    for (value, name) in values.iter().zip(names) {
        let text = name.as_str().and_then(|name| comments.get(name)?.as_str());
        found.extend(text.map(|text| (at.clone(), value.clone(), String::from(text))));
    }
}

/// What a description says of each value, and the description without the lines that do nothing else.
fn told(description: &str, values: &[Json]) -> (Vec<(Json, String)>, String) {
    let (mut told, mut rest): (Vec<(Json, String)>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in description.lines() {
        let pieces: Vec<Option<(Json, String)>> = match entry(line, values) {
            Some(entry) => vec![Some(entry)],
            None => line.split([',', ';']).map(|piece| entry(piece, values)).collect(),
        };
        // A line that says something else, too, stays; that of a table's frame says nothing.
        let is_frame = line.contains('|') && line.chars().all(|letter| "|-: ".contains(letter));
        if !is_frame && pieces.iter().any(Option::is_none) {
            rest.push(line);
        }
        for (value, text) in pieces.into_iter().flatten() {
            if !told.iter().any(|(known, _)| *known == value) {
                told.push((value, text));
            }
        }
    }
    (told, rest.join("\n"))
}

/// `* `kios` - Kios di pasar` says of `kios` that it is a "Kios di pasar".
fn entry(text: &str, values: &[Json]) -> Option<(Json, String)> {
    let text = text.trim().trim_matches('|').trim().trim_start_matches(['*', '-', '•']).trim_start();
    values.iter().find_map(|value| {
        let value_text = plain(value);
        let quoted = ["`", "\"", "'", ""].iter().find_map(|quote| {
            let rest = text.strip_prefix(quote)?.strip_prefix(value_text.as_str())?;
            rest.strip_prefix(quote)
        })?;
        let words = SIGNS.iter().find_map(|sign| quoted.strip_prefix(sign))?.trim();
        (!words.is_empty()).then(|| (value.clone(), String::from(words)))
    })
}

fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_text(), String::from)
}
