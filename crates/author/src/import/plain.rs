//! What differs between versions of OpenAPI, as JSON Schema 2020-12 has it; whether null may stand somewhere is left as `nullable`.

use forms::{Json, Object};

/// Keywords that are on or off.
const FLAGS: [&str; 6] = ["uniqueItems", "nullable", "readOnly", "writeOnly", "deprecated", "additionalProperties"];

/// Changes the members of one schema.
pub fn plain(schema: &mut Object) {
    flags(schema);
    types(schema);
    for (key, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(is_exclusive) = schema.get(key).and_then(Json::as_bool) {
            schema.remove(key);
            if is_exclusive && let Some(limit) = schema.remove(bound) {
                schema.insert(key, limit);
            }
        }
    }
    if let Some(values) = schema.get("enum").and_then(Json::as_array) {
        let kept: Vec<Json> = values.iter().filter(|value| !value.is_null()).cloned().collect();
        if kept.len() < values.len() && !kept.is_empty() {
            schema.insert("enum", Json::Array(kept));
            schema.insert("nullable", Json::from(true));
        }
    }
    // A default of null, as generators write for what may be absent, says nothing.
    if schema.get("default").is_some_and(Json::is_null) {
        schema.remove("default");
    }
    // What a keyword that is off says is said by its absence.
    for key in ["nullable", "readOnly", "writeOnly", "deprecated", "uniqueItems"] {
        if schema.get(key).and_then(Json::as_bool) == Some(false) {
            schema.remove(key);
        }
    }
    // A name that only the first drafts of JSON Schema had.
    if let Some(Json::Array(values)) = schema.get("items").cloned() {
        schema.remove("items");
        schema.insert("prefixItems", Json::Array(values));
    }
}

/// A yes or a no that was written as a text, and the word that Swagger 2.0 has no other for.
fn flags(schema: &mut Object) {
    if let Some(is_nullable) = schema.remove("x-nullable") {
        schema.insert("nullable", is_nullable);
    }
    for key in FLAGS {
        match schema.get(key).and_then(Json::as_str) {
            Some("true") => drop(schema.insert(key, Json::from(true))),
            Some("false") => drop(schema.insert(key, Json::from(false))),
            _ => {}
        }
    }
}

fn types(schema: &mut Object) {
    let Some(types) = schema.get("type").and_then(Json::as_array) else { return };
    let names: Vec<Json> = types.iter().filter(|name| name.as_str() != Some("null")).cloned().collect();
    let is_nullable = names.len() < types.len();
    match names.as_slice() {
        [] => return,
        [only] => schema.insert("type", only.clone()),
        _ => schema.insert("type", Json::Array(names)),
    };
    if is_nullable {
        schema.insert("nullable", Json::from(true));
    }
}
