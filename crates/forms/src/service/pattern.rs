//! Patterns of a definition that are none: they would let through nobody knows what. Found in the JSON as it is written, so that each
//! fault has its place.

use crate::{Fault, Host, Json, Level, Pattern, Pointer};

/// What stands there is data, not schema.
const DATA: [&str; 4] = ["const", "enum", "default", "examples"];
/// Definitions nest little deeper.
const DEPTH: usize = 100;

/// Adds an error for each pattern in a part of a definition that the host cannot read.
pub(super) fn check(json: &Json, at: &Pointer, host: &dyn Host, faults: &mut Vec<Fault>) {
    walk(json, at, false, 0, &mut |pattern, at| {
        if !Pattern::read(pattern).is_valid(host) {
            let what = String::from("no valid pattern (ECMA-262 with the flag u)");
            faults.push(Fault { level: Level::Error, pointer: at, what });
        }
    });
}

/// `named` says that the members are schemas by names of their own, whatever these are.
fn walk(json: &Json, at: &Pointer, named: bool, depth: usize, found: &mut dyn FnMut(&str, Pointer)) {
    if depth > DEPTH {
        return;
    }
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        walk(item, &at.join_index(index), false, depth + 1, found);
    }
    for (name, member) in json.as_object().into_iter().flat_map(|members| members.iter()) {
        let here = at.join(name);
        let holds = |keyword: &str| !named && name == keyword;
        if let Some(text) = member.as_str().filter(|_| holds("pattern")) {
            found(text, here);
            continue;
        }
        let by_pattern = holds("patternProperties");
        for (text, _) in member.as_object().filter(|_| by_pattern).into_iter().flat_map(|members| members.iter()) {
            found(text, here.join(text));
        }
        if named || !DATA.contains(&name) {
            let named = by_pattern || ["properties", "$defs", "definitions", "dependentSchemas"].into_iter().any(holds);
            walk(member, &here, named, depth + 1, found);
        }
    }
}
