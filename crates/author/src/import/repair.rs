//! Keywords whose values no JSON Schema has, as people and generators write them: `type: String`, `maxLength: "60"`, numbers among the
//! alternatives of a text. What is clearly meant is read so; what is not is left out. Both are told.

use forms::{Json, Number, Object, Pointer};

use super::note::{Bucket, Notes};
use crate::{
    alias::{self, TYPES},
    said::said,
};

/// Keywords that count something.
const COUNTS: [&str; 8] =
    ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains"];
const NUMBERS: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const TEXTS: [&str; 4] = ["title", "description", "format", "pattern"];
const LISTS: [&str; 5] = ["enum", "required", "allOf", "anyOf", "oneOf"];

/// Mends the members of one schema.
pub fn repair(schema: &mut Object, at: &Pointer, notes: &mut Notes) {
    for key in COUNTS.into_iter().chain(NUMBERS).chain(TEXTS).chain(LISTS) {
        let Some(value) = schema.get(key).cloned() else { continue };
        let meant = meant(key, &value);
        match &meant {
            Some(meant) if *meant == value => continue,
            Some(meant) => drop(schema.insert(key, meant.clone())),
            None => drop(schema.remove(key)),
        }
        // A word is shown as it is, and no parts say nothing.
        if key == "allOf" || (TEXTS.contains(&key) && meant.is_some()) {
            notes.cover(at, key);
        } else {
            tell(key, &value, meant.as_ref(), at, notes);
        }
    }
    types(schema, at, notes);
    alternatives(schema, at, notes);
}

/// The value as JSON Schema has it; `None` where it means nothing.
fn meant(key: &str, value: &Json) -> Option<Json> {
    if TEXTS.contains(&key) {
        return match value {
            Json::String(_) => Some(value.clone()),
            Json::Number(_) | Json::Bool(_) => Some(Json::from(value.to_text())),
            _ => None,
        };
    }
    if LISTS.contains(&key) {
        return value.as_array().filter(|list| !list.is_empty() || key == "required").map(|_| value.clone());
    }
    let number = match value {
        Json::String(text) => Number::parse(text.trim())?,
        other => *other.as_number()?,
    };
    let is_count = number.is_integer() && !number.is_negative();
    let is_step = key != "multipleOf" || (!number.is_negative() && number.as_i64() != Some(0));
    (is_step && (is_count || !COUNTS.contains(&key))).then_some(Json::Number(number))
}

fn tell(key: &str, value: &Json, meant: Option<&Json>, at: &Pointer, notes: &mut Notes) {
    let text = value.to_text();
    let (bucket, said) = match meant {
        Some(meant) => {
            let meant = meant.to_text();
            (Bucket::Assumed, said!("{key} {text} dibaca {meant}.", "{key} {text} is read as {meant}."))
        }
        None if key == "required" => (
            Bucket::Unsupported,
            said!(
                "required: {text} di dalam anggota tidak berarti apa-apa; namanya harus ada di daftar `required` objek yang memuatnya.",
                "required: {text} inside a member counts for nothing; the object around it must list its name in `required`."
            ),
        ),
        None => (
            Bucket::Unsupported,
            said!("{key} {text} tidak sah dan dilepas.", "{key} {text} is not valid and is left out."),
        ),
    };
    notes.at(bucket, at, key, said);
}

fn types(schema: &mut Object, at: &Pointer, notes: &mut Notes) {
    let Some(written) = schema.get("type").cloned() else { return };
    let names = written.as_array().map_or_else(|| vec![written.clone()], <[Json]>::to_vec);
    if names.iter().all(|name| name.as_str().is_some_and(|name| TYPES.contains(&name))) {
        return;
    }
    let known: Vec<(&str, &str)> = names.iter().filter_map(Json::as_str).filter_map(alias::meant).collect();
    let format = known.iter().map(|(_, format)| *format).find(|format| !format.is_empty());
    let types: Vec<Json> = known.iter().map(|(name, _)| Json::from(*name)).collect();
    let meant = match types.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(Json::Array(types)),
    };
    match &meant {
        Some(meant) => drop(schema.insert("type", meant.clone())),
        None => drop(schema.remove("type")),
    }
    if let Some(format) = format.filter(|_| schema.get("format").is_none()) {
        schema.insert("format", Json::from(format));
    }
    tell("type", &written, meant.as_ref(), at, notes);
}

/// Numbers among the alternatives of a text, or texts among those of a number: YAML without quotation marks, or with them.
fn alternatives(schema: &mut Object, at: &Pointer, notes: &mut Notes) {
    let kind = schema.get("type").and_then(Json::as_str).unwrap_or_default();
    let (is_text, is_number) = (kind == "string", matches!(kind, "integer" | "number"));
    let fitting = |value: &Json| match value {
        Json::Number(_) | Json::Bool(_) if is_text => Json::from(value.to_text()),
        Json::String(text) if is_number => Number::parse(text).map_or_else(|| value.clone(), Json::Number),
        _ => value.clone(),
    };
    let values = schema.get("enum").and_then(Json::as_array).map(|values| values.iter().map(fitting).collect());
    let only = schema.get("const").map(fitting);
    for (key, meant) in [("enum", values.map(Json::Array)), ("const", only)] {
        let Some((meant, value)) = meant.zip(schema.get(key).cloned()).filter(|(meant, value)| meant != value) else {
            continue;
        };
        tell(key, &value, Some(&meant), at, notes);
        schema.insert(key, meant);
    }
}
