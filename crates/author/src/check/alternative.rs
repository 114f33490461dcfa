//! Alternatives that nobody can ever choose, and conditions that never hold.

use forms::{Json, Native, Object};

use crate::{
    check::{Line, element::values, schema::Node},
    said::said,
};

pub fn check(node: &Node, lines: &mut Vec<Line>) {
    for keyword in ["oneOf", "anyOf", "allOf", "enum"] {
        let branches = node.get(keyword).and_then(Json::as_array).unwrap_or_default();
        for (second, branch) in branches.iter().enumerate() {
            let same = |other: &Json| other == branch || (keyword == "oneOf" && is_same_constant(other, branch));
            let Some(first) = branches.iter().take(second).position(same) else { continue };
            let (place, first, second) = (node.at.join(keyword).join_index(second), first + 1, second + 1);
            lines.push(match keyword {
                "oneOf" => Line::error(
                    place.as_str(),
                    said!(
                        "pilihan {first} dan {second} sama, jadi keduanya tidak pernah cocok sendirian",
                        "alternatives {first} and {second} are the same, so neither ever fits alone",
                    ),
                ),
                _ => Line::warning(&place, said!("sama dengan yang ke-{first}", "the same as number {first}")),
            });
        }
    }
    hopeless(node, lines);
    constants(node, lines);
    if let Some(test) = node.get("if") {
        condition(node, test, lines);
    }
}

/// Lists without anything to choose, and alternatives that are `false`.
fn hopeless(node: &Node, lines: &mut Vec<Line>) {
    for keyword in ["enum", "oneOf", "anyOf", "allOf"] {
        let Some(list) = node.get(keyword).and_then(Json::as_array) else { continue };
        let place = node.at.join(keyword);
        if list.is_empty() && keyword == "allOf" {
            lines.push(Line::warning(
                &place,
                said!("daftar ini kosong dan tidak berpengaruh", "this list is empty and does nothing"),
            ));
        } else if list.is_empty() {
            let what = said!(
                "daftar ini kosong: tidak ada jawaban yang bisa lolos; isi, atau hapus {keyword}",
                "this list is empty: no answer can pass; fill it, or delete {keyword}"
            );
            lines.push(Line::error(place.as_str(), what));
        }
        for (index, _) in list.iter().enumerate().filter(|(_, one)| one.as_bool() == Some(false)) {
            if keyword != "enum" {
                let what = said!("false tidak pernah bisa dipilih; hapus", "false can never be chosen; delete it");
                lines.push(Line::warning(&place.join_index(index), what));
            }
        }
    }
}

/// Whether two alternatives are the same value under two names.
fn is_same_constant(one: &Json, other: &Json) -> bool {
    one.get("const").is_some() && one.get("const") == other.get("const")
}

/// Alternatives that the schema around them refuses.
fn constants(node: &Node, lines: &mut Vec<Line>) {
    for keyword in ["oneOf", "anyOf"] {
        let branches = node.get(keyword).and_then(Json::as_array).unwrap_or_default();
        let Some(around) = node.without(&["oneOf", "anyOf", "default", "examples"]) else { continue };
        for (index, branch) in branches.iter().enumerate() {
            let Some(value) = branch.get("const").filter(|value| !around.is_valid(value, &Native::default())) else {
                continue;
            };
            let value = value.to_text();
            let what = said!(
                "{value} tidak pernah bisa dipilih: skema di sekitarnya menolaknya",
                "{value} can never be chosen: the schema around it refuses it"
            );
            lines.push(Line::warning(&node.at.join(keyword).join_index(index).join("const"), what));
        }
    }
}

/// An `if` that asks a property for a value that it cannot have.
fn condition(node: &Node, test: &Json, lines: &mut Vec<Line>) {
    let asked = test.get("properties").and_then(Json::as_object);
    let own = node.get("properties").and_then(Json::as_object);
    let around: Vec<&Object> = node.around.iter().copied().chain(own).collect();
    for (name, wanted) in asked.into_iter().flat_map(Object::iter) {
        let known = around.iter().find_map(|properties| values(properties.get(name)?));
        let (Some(known), Some(wanted)) = (known, values(wanted)) else { continue };
        if !wanted.iter().any(|value| known.contains(value)) {
            let text = wanted.iter().map(Json::to_text).collect::<Vec<_>>().join(", ");
            let what = said!(
                "syarat ini tidak pernah terpenuhi: \"{name}\" tidak pernah {text}",
                "this condition never holds: \"{name}\" is never {text}"
            );
            lines.push(Line::warning(&node.at.join("if").join("properties").join(name), what));
        }
    }
}
