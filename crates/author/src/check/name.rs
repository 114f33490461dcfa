//! Names that lead to nothing: a condition or a dependency that looks at an answer which nobody defines holds always or never, and a
//! computed answer stays empty. Told with the name that was probably meant.

use std::collections::BTreeSet;

use forms::{Json, Object, Pointer};

use crate::{
    check::{
        Line,
        near::near,
        schema::{self, Node},
    },
    said::{Said, said},
};

/// The operators of JsonLogic, and our `root`.
const OPERATORS: [&str; 36] = [
    "var",
    "root",
    "missing",
    "missing_some",
    "if",
    "?:",
    "and",
    "or",
    "==",
    "!=",
    "===",
    "!==",
    "!",
    "!!",
    ">",
    ">=",
    "<",
    "<=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "max",
    "min",
    "in",
    "cat",
    "substr",
    "merge",
    "log",
    "filter",
    "map",
    "reduce",
    "all",
    "none",
    "some",
];
/// What `reduce` gives its rule.
const OF_REDUCE: [&str; 2] = ["current", "accumulator"];
/// Rules nest little deeper.
const DEPTH: usize = 64;

/// Adds a warning for each.
pub fn check(source: &Json, lines: &mut Vec<Line>) {
    let nodes = schema::all(source);
    let known: BTreeSet<&str> =
        nodes.iter().filter(|node| !is_condition(node)).flat_map(|node| node.names("properties")).collect();
    // A form whose answers have no names, or are described elsewhere, is no place to look for slips.
    if known.is_empty() {
        return;
    }
    for node in &nodes {
        twice(node, lines);
        if node.get("patternProperties").is_some() {
            continue;
        }
        let keywords: &[&str] =
            if is_condition(node) { &["properties"] } else { &["dependentRequired", "dependentSchemas"] };
        for keyword in keywords {
            for name in node.names(keyword).filter(|name| !known.contains(name)) {
                lines.push(Line::warning(&node.at.join(keyword).join(name), unknown(name, &known)));
            }
        }
        let required = node.get("required").and_then(Json::as_array).filter(|_| is_condition(node)).unwrap_or_default();
        for name in required.iter().filter_map(Json::as_str).filter(|name| !known.contains(name)) {
            lines.push(Line::warning(&node.at.join("required"), unknown(name, &known)));
        }
    }
    if let Some(uischema) = source.get("uischema") {
        computed(uischema, &Pointer::root().join("uischema"), &known, 0, lines);
    }
}

/// Whether the schema only asks, and defines nothing.
fn is_condition(node: &Node) -> bool {
    let tokens: Vec<String> = node.at.tokens().map(|token| token.into_owned()).collect();
    let is_name = |index: usize| {
        index > 0 && tokens.get(index - 1).is_some_and(|before| schema::NAMED.contains(&before.as_str()))
    };
    tokens.first().is_some_and(|first| first != "schema")
        || tokens.iter().enumerate().any(|(index, token)| token == "if" && !is_name(index))
}

fn unknown(name: &str, known: &BTreeSet<&str>) -> Said {
    match near(name, known.iter().copied()) {
        Some(meant) => said!(
            "tidak ada jawaban bernama \"{name}\"; maksudnya \"{meant}\"?",
            "there is no answer called \"{name}\"; did you mean \"{meant}\"?"
        ),
        None => said!("tidak ada jawaban bernama \"{name}\"", "there is no answer called \"{name}\""),
    }
}

/// A name that `required` has twice (JSON Schema 2020-12, Validation 6.5.3).
fn twice(node: &Node, lines: &mut Vec<Line>) {
    let required = node.get("required").and_then(Json::as_array).unwrap_or_default();
    for (index, name) in required.iter().enumerate() {
        if required.iter().take(index).any(|other| other == name) {
            let name = name.to_text();
            let what = said!(
                "{name} sudah ada di daftar ini; hapus salah satu",
                "{name} stands in this list already; delete one"
            );
            lines.push(Line::warning(&node.at.join("required").join_index(index), what));
        }
    }
}

/// The rules of computed answers, wherever the UI schema has them.
fn computed(json: &Json, at: &Pointer, known: &BTreeSet<&str>, depth: usize, lines: &mut Vec<Line>) {
    if depth > DEPTH {
        return;
    }
    for (name, member) in json.as_object().into_iter().flat_map(Object::iter) {
        match name {
            "compute" => rule(member, &at.join(name), known, depth + 1, lines),
            "schema" => {}
            _ => computed(member, &at.join(name), known, depth + 1, lines),
        }
    }
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        computed(item, &at.join_index(index), known, depth + 1, lines);
    }
}

fn rule(json: &Json, at: &Pointer, known: &BTreeSet<&str>, depth: usize, lines: &mut Vec<Line>) {
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate().filter(|_| depth < DEPTH) {
        rule(item, &at.join_index(index), known, depth + 1, lines);
    }
    let mut members =
        json.as_object().filter(|members| members.len() == 1 && depth < DEPTH).into_iter().flat_map(Object::iter);
    let Some((operator, rest)) = members.next() else { return };
    let here = at.join(operator);
    if let "var" | "root" = operator {
        let path = rest.as_array().and_then(<[Json]>::first).unwrap_or(rest).as_str().unwrap_or_default();
        let is_known = |part: &str| {
            known.contains(part) || part.is_empty() || OF_REDUCE.contains(&part) || part.parse::<u32>().is_ok()
        };
        if let Some(name) = path.split('.').find(|part| !is_known(part)) {
            lines.push(Line::warning(&here, unknown(name, known)));
        }
        return;
    }
    if !OPERATORS.contains(&operator) {
        // Another first letter is another word.
        let alike = OPERATORS.into_iter().filter(|known| known.chars().next() == operator.chars().next());
        let what = match near(operator, alike) {
            Some(meant) => said!(
                "operator \"{operator}\" tidak dikenal; maksudnya \"{meant}\"?",
                "unknown operator \"{operator}\"; did you mean \"{meant}\"?"
            ),
            None => said!(
                "operator \"{operator}\" tidak dikenal (JsonLogic), jadi jawabannya selalu kosong",
                "unknown operator \"{operator}\" (JsonLogic), so the answer is always empty"
            ),
        };
        lines.push(Line::error(here.as_str(), what));
    }
    rule(rest, &here, known, depth + 1, lines);
}
