//! What only judges answers and asks nothing: kept as it is, with its references put in place, so that the engine judges as the
//! backend does.

use forms::{Json, Object, Pointer};

use super::{
    guess,
    join::{CIRCLE, Joiner},
    note::{Bucket, Notes},
};
use crate::said::said;

/// Keywords with one schema.
const ONE: [&str; 11] = [
    "not",
    "contains",
    "if",
    "then",
    "else",
    "items",
    "additionalProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
];
/// Keywords with a list of schemas.
const LIST: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords with schemas by name.
const NAMED: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];
/// Keywords that judge by themselves.
const PLAIN: [&str; 23] = [
    "type",
    "title",
    "description",
    "enum",
    "const",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "required",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
    "dependentRequired",
];
/// Those that a question keeps beside what it asks.
const BESIDE: [&str; 16] = [
    "not",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "propertyNames",
    "patternProperties",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "prefixItems",
    "if",
    "then",
    "else",
    "allOf",
];

/// The members of a flat schema that stay as they are, beside what is asked.
pub fn kept(joined: &Object) -> impl Iterator<Item = (&str, &Json)> {
    joined
        .iter()
        .filter(|(key, value)| BESIDE.contains(key) && !(*key == "additionalProperties" && **value == Json::from(true)))
}

/// The value of a keyword with its references put in place.
pub fn value(joiner: &mut Joiner, key: &str, value: &Json, at: &Pointer, notes: &mut Notes) -> Json {
    match value {
        _ if ONE.contains(&key) => inline(joiner, value, at, notes),
        Json::Array(list) if LIST.contains(&key) => {
            Json::Array(list.iter().map(|one| inline(joiner, one, at, notes)).collect())
        }
        Json::Object(named) if NAMED.contains(&key) => {
            named.iter().map(|(name, one)| (String::from(name), inline(joiner, one, at, notes))).collect()
        }
        _ => value.clone(),
    }
}

/// A schema that judges, without references.
pub fn inline(joiner: &mut Joiner, schema: &Json, at: &Pointer, notes: &mut Notes) -> Json {
    if schema.as_object().is_none() {
        return schema.clone();
    }
    let joined = joiner.flat(schema, at, notes);
    let followed = std::mem::take(&mut joiner.followed);
    if joined.get(CIRCLE).is_some() {
        let said = said!(
            "sebuah syarat memuat dirinya sendiri ($ref berputar) dan diperiksa hanya sampai di situ.",
            "a condition holds itself ($ref in a circle) and is judged only so far."
        );
        notes.at(Bucket::Unsupported, at, "$ref", said);
        return Json::from(true);
    }
    let n_way = joiner.way.len();
    joiner.way.extend(followed);
    let mut made = Object::default();
    for (key, one) in joined.iter() {
        if PLAIN.contains(&key) || ONE.contains(&key) || LIST.contains(&key) || NAMED.contains(&key) {
            let one = value(joiner, key, one, at, notes);
            made.insert(key, one);
        }
    }
    joiner.way.truncate(n_way);
    guess::known(&mut made, at, notes);
    allow_null(&joined, &mut made);
    Json::Object(made)
}

fn allow_null(joined: &Object, made: &mut Object) {
    if joined.get("nullable").is_none() {
        return;
    }
    if let Some(kind) = made.get("type").cloned() {
        let mut kinds = kind.as_array().map_or_else(|| vec![kind.clone()], <[Json]>::to_vec);
        kinds.push(Json::from("null"));
        made.insert("type", Json::Array(kinds));
    }
    if let Some(Json::Array(mut values)) = made.get("enum").cloned() {
        values.push(Json::Null);
        made.insert("enum", Json::Array(values));
    }
}
