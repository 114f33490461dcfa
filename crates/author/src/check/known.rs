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
