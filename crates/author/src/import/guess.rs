//! Formats: those that the engine does not know are told, those of ours are guessed from names, and none stays beside a pattern that
//! what it writes never fits.

use forms::{Host, Json, Map, Native, Object, Pointer, Schema, format_names};

use super::{
    name,
    note::{Bucket, Notes},
};
use crate::said::said;

/// What each widget writes, as samples of which the document must take every one.
const WRITTEN: [(&str, &[&str]); 9] = [
    ("nik", &["6171051708900001"]),
    ("no-kk", &["6171051708900001"]),
    ("npwp", &["6171051708900001"]),
    ("nib", &["1234567890123"]),
    ("phone-id", &["+6281234567890"]),
    ("postal-code-id", &["78111"]),
    ("date", &["2026-11-24", "1999-01-31"]),
    ("time", &["13:37:00+07:00"]),
    ("date-time", &["2026-11-24T13:37:00+07:00"]),
];
/// Keywords that judge a text.
const JUDGES: [&str; 7] = ["pattern", "minLength", "maxLength", "not", "allOf", "anyOf", "oneOf"];

/// Takes away a pattern that is none, and a format that means nothing to the engine or that the document's own pattern contradicts.
pub fn known(made: &mut Object, at: &Pointer, notes: &mut Notes) {
    let pattern = made.get("pattern").and_then(Json::as_str).map(String::from);
    if let Some(pattern) = pattern.filter(|pattern| Native::default().matches(pattern, "").is_none()) {
        made.remove("pattern");
        let said = said!(
            "pola “{pattern}” bukan pola ECMA-262 (flag u) dan tidak diperiksa.",
            "the pattern “{pattern}” is none of ECMA-262 (flag u) and is not checked."
        );
        notes.at(Bucket::Unsupported, at, "pattern", said);
    }
    let Some(format) = made.get("format").cloned() else { return };
    let Some(name) = format.as_str() else {
        drop(made.remove("format"));
        return;
    };
    if !format_names().any(|known| known == name) {
        made.remove("format");
        // Words for how a number lies in memory judge nothing that a person types; `net` tells of any other.
        if matches!(name, "int64" | "float" | "double" | "decimal" | "password") {
            notes.cover(at, "format");
        }
    } else if !fits(made, name) {
        made.remove("format");
        let said = said!(
            "pola dokumen menolak apa yang ditulis format “{name}”; ditanyakan sebagai teks.",
            "the document's pattern refuses what the format “{name}” writes; it is asked as a text."
        );
        notes.at(Bucket::Assumed, at, "format", said);
    }
}

/// Our format for a text of this name, when its schema leaves room for it.
pub fn format(made: &mut Object, at: &Pointer, notes: &mut Notes) {
    let is_text = made.get("type").and_then(Json::as_str) == Some("string");
    let is_free = ["format", "enum", "const"].iter().all(|key| made.get(key).is_none());
    let Some(format) = at.last().and_then(|last| name::format(&last)).filter(|_| is_text && is_free) else { return };
    if fits(made, format) {
        made.insert("format", Json::from(format));
        let said = said!("dikira “{format}” dari namanya.", "is taken for a “{format}” by its name.");
        notes.add(Bucket::Assumed, at.as_str(), said);
    } else {
        let said = said!(
            "namanya seperti “{format}”, tetapi aturan dokumen menolak bentuk yang ditulisnya; ditanyakan sebagai teks.",
            "is named like a “{format}”, but the document refuses how that is written; it is asked as a text."
        );
        notes.add(Bucket::Assumed, at.as_str(), said);
    }
}

/// Whether what a format writes can pass the rest of the schema.
fn fits(made: &Object, format: &str) -> bool {
    let Some((_, samples)) = WRITTEN.iter().find(|(name, _)| *name == format) else { return true };
    let judges = JUDGES.iter().filter_map(|key| Some((String::from(*key), made.get(key)?.clone())));
    let judges: Json = judges.collect::<Vec<_>>().into_iter().collect();
    let Ok(schema) = Schema::compile(&judges, &Map::new()) else { return true };
    let host = Native::default();
    samples.iter().all(|sample| schema.is_valid(&Json::from(*sample), &host))
}
