//! Alternatives that are none for a person: null, the empty text, a number that may also come as a text. Generators write them for the
//! sake of machines; what is left over is asked.

use forms::{Json, Map, Native, Object, Pointer, Schema};

use super::{
    document::Document,
    note::{Bucket, Notes},
};
use crate::said::said;

/// Takes such alternatives away; the only one that is left becomes a part of `allOf`.
pub fn simplify(document: &Document, schema: &mut Object, at: &Pointer, notes: &mut Notes) {
    for key in ["anyOf", "oneOf"] {
        let Some(mut branches) = schema.get(key).and_then(Json::as_array).map(<[Json]>::to_vec) else { continue };
        let n_branches = branches.len();
        branches.retain(|branch| !is_null(document.follow(branch)));
        if branches.len() < n_branches {
            schema.insert("nullable", Json::from(true));
        }
        let n_filled = branches.iter().filter(|branch| !is_blank(document.follow(branch))).count();
        if n_filled > 0 && n_filled < branches.len() {
            branches.retain(|branch| !is_blank(document.follow(branch)));
            let said = said!(
                "boleh juga teks kosong (\"\"); formulir tidak mengirim yang kosong.",
                "may be an empty text (\"\"), too; a form sends nothing that is empty."
            );
            notes.add(Bucket::Assumed, at.as_str(), said);
        }
        if let Some(one) = number_or_text(document, &branches, at, notes) {
            branches = vec![one];
        }
        if let [only] = branches.as_slice() {
            let mut parts = schema.get("allOf").and_then(Json::as_array).unwrap_or_default().to_vec();
            parts.push(only.clone());
            schema.insert("allOf", Json::Array(parts));
            schema.remove(key);
        } else {
            schema.insert(key, Json::Array(branches));
        }
    }
}

fn is_null(branch: &Json) -> bool {
    branch.get("type").and_then(Json::as_str) == Some("null") || only_value(branch).is_some_and(Json::is_null)
}

fn is_blank(branch: &Json) -> bool {
    only_value(branch).and_then(Json::as_str) == Some("") || branch.get("maxLength").and_then(Json::as_i64) == Some(0)
}

fn only_value(branch: &Json) -> Option<&Json> {
    let listed = || match branch.get("enum")?.as_array()? {
        [only] => Some(only),
        _ => None,
    };
    branch.get("const").or_else(listed)
}

/// A number that may also be written as a text is asked as a number; one of which any text may stand in place, as a text.
fn number_or_text(document: &Document, branches: &[Json], at: &Pointer, notes: &mut Notes) -> Option<Json> {
    let [first, second] = branches else { return None };
    let kind = |branch: &Json| document.follow(branch).get("type").and_then(Json::as_str).map(String::from);
    let is_number = |branch: &Json| matches!(kind(branch).as_deref(), Some("integer" | "number"));
    let (number, text) = match (is_number(first), is_number(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    let text_schema = document.follow(text);
    if kind(text).as_deref() != Some("string") || ["enum", "const"].iter().any(|key| text_schema.get(key).is_some()) {
        return None;
    }
    let takes = |sample: &str| {
        let schema = Schema::compile(text_schema, &Map::new()).ok()?;
        Some(schema.is_valid(&Json::from(sample), &Native::default()))
    };
    if takes("Jalan Gajah Mada 5") == Some(true) {
        let said = said!(
            "boleh angka atau teks; ditanyakan sebagai teks.",
            "may be a number or a text; it is asked as a text."
        );
        notes.add(Bucket::Assumed, at.as_str(), said);
        return Some(text.clone());
    }
    (takes("12") == Some(true)).then(|| {
        let said = said!(
            "boleh angka atau teks berisi angka; ditanyakan sebagai angka.",
            "may be a number or a text with a number in it; it is asked as a number."
        );
        notes.add(Bucket::Assumed, at.as_str(), said);
        number.clone()
    })
}
