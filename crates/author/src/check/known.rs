//! Names that a service may not have: judged by public/service.schema.json, by which editors complete.

use std::sync::LazyLock;

use forms::{Json, Object, Pointer};

use crate::{
    check::{Line, near::near},
    said::said,
};

static SCHEMA: LazyLock<Json> =
    LazyLock::new(|| Json::parse(include_str!("../../../../public/service.schema.json")).unwrap_or_default());

/// Adds a warning for each name that nobody knows.
pub fn check(source: &Json, lines: &mut Vec<Line>) {
    walk(&[&SCHEMA], source, &Pointer::root(), lines);
}

/// `nodes` are the parts of the schema that speak of this place.
fn walk(nodes: &[&'static Json], json: &Json, at: &Pointer, lines: &mut Vec<Line>) {
    let parts = parts(nodes);
    lines.extend(kind(&parts, json, at));
    if let Some(text) = json.as_str() {
        let known: Vec<&str> =
            parts.iter().filter_map(|part| part.get("enum")?.as_array()).flatten().filter_map(Json::as_str).collect();
        if let Some(meant) = near(text, known.iter().copied()).filter(|_| !known.contains(&text)) {
            let what = said!(
                "\"{text}\" tidak dikenal; maksudnya \"{meant}\"?",
                "\"{text}\" is not known; did you mean \"{meant}\"?"
            );
            lines.push(Line::warning(at, what));
        }
    }
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        let items: Vec<&Json> = parts.iter().filter_map(|part| part.get("items")).collect();
        if !items.is_empty() {
            walk(&items, item, &at.join_index(index), lines);
        }
    }
    let properties: Vec<&'static Object> =
        parts.iter().filter_map(|part| part.get("properties")?.as_object()).collect();
    let names: Vec<&'static str> =
        properties.iter().flat_map(|properties| properties.iter()).map(|(name, _)| name).collect();
    let rest: Vec<&'static Json> = parts.iter().filter_map(|part| part.get("additionalProperties")).collect();
    let is_closed = rest.iter().any(|rest| rest.as_bool() == Some(false));
    let rest: Vec<&'static Json> = rest.into_iter().filter(|rest| rest.as_object().is_some()).collect();
    for (name, member) in json.as_object().into_iter().flat_map(Object::iter) {
        let here = at.join(name);
        let own: Vec<&'static Json> = properties.iter().filter_map(|properties| properties.get(name)).collect();
        if !own.is_empty() {
            walk(&own, member, &here, lines);
            continue;
        }
        if !rest.is_empty() {
            walk(&rest, member, &here, lines);
            continue;
        }
        let meant = near(name, names.iter().copied());
        if let Some(meant) = meant.filter(|_| !names.is_empty()) {
            let what = said!(
                "\"{name}\" tidak dikenal; maksudnya \"{meant}\"?",
                "unknown key \"{name}\"; did you mean \"{meant}\"?"
            );
            lines.push(Line::warning(&here, what));
        } else if is_closed {
            lines.push(Line::warning(&here, said!("\"{name}\" tidak dikenal", "unknown key \"{name}\"")));
        }
    }
}

/// A value of a type that stands nowhere in the schema for this place; of what the engine reads itself, the engine tells.
fn kind(parts: &[&'static Json], json: &Json, at: &Pointer) -> Option<Line> {
    let types = parts.iter().filter_map(|part| part.get("type"));
    let types = types.flat_map(|kind| kind.as_array().unwrap_or(std::slice::from_ref(kind)));
    let named: Vec<&str> = types.filter_map(Json::as_str).collect();
    let fits = |name: &&str| match *name {
        "integer" => json.as_number().is_some_and(|number| number.is_integer()),
        "number" => json.as_number().is_some(),
        "string" => json.as_str().is_some(),
        "boolean" => json.as_bool().is_some(),
        "array" => json.as_array().is_some(),
        _ => json.as_object().is_some(),
    };
    let has_values = parts.iter().any(|part| part.get("enum").or(part.get("const")).is_some());
    if named.is_empty() || has_values || named.iter().any(fits) || !is_option(at) {
        return None;
    }
    let (id, en): (Vec<&str>, Vec<&str>) = named.iter().map(|name| words(name)).unzip();
    let (id, en) = (id.join(" / "), en.join(" / "));
    Some(Line::warning(
        at,
        said!("di sini harus ada {id}; yang ini tidak berpengaruh", "{en} is wanted here; this does nothing"),
    ))
}

fn is_option(at: &Pointer) -> bool {
    at.as_str().starts_with("/uischema") && at.as_str().contains("/options/")
}

fn words(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "integer" => ("bilangan bulat", "a whole number"),
        "number" => ("angka", "a number"),
        "string" => ("teks", "a text"),
        "boolean" => ("true atau false (tanpa tanda kutip)", "true or false (without quotation marks)"),
        "array" => ("daftar […]", "a list […]"),
        _ => ("objek {…}", "an object {…}"),
    }
}

/// The schemas themselves, what they refer to, and their alternatives.
fn parts(nodes: &[&'static Json]) -> Vec<&'static Json> {
    let mut parts: Vec<&'static Json> = Vec::new();
    let mut next: Vec<&'static Json> = nodes.to_vec();
    while let Some(node) = next.pop() {
        if parts.iter().any(|known| std::ptr::eq(*known, node)) {
            continue;
        }
        parts.push(node);
        let reference = node.get("$ref").and_then(Json::as_str).and_then(Pointer::parse);
        next.extend(reference.and_then(|pointer| SCHEMA.at(&pointer)));
        for keyword in ["allOf", "anyOf", "oneOf"] {
            next.extend(node.get(keyword).and_then(Json::as_array).unwrap_or_default());
        }
        next.extend(["then", "else"].into_iter().filter_map(|keyword| node.get(keyword)));
    }
    parts
}
