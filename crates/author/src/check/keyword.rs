//! Keywords that do not do what their author means: misspelt ones, those of another draft, those that say nothing where they stand.

use forms::Json;

use crate::{
    alias::{self, TYPES},
    check::{Line, near::near, schema::Node},
    said::{Said, said},
};

/// What JSON Schema 2020-12 and JSON Forms know.
const KNOWN: [&str; 61] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$ref",
    "$schema",
    "$vocabulary",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "else",
    "enum",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "i18n",
    "if",
    "items",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "title",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "uniqueItems",
    "writeOnly",
    "definitions",
    "dependencies",
    "additionalItems",
];
/// Which type a keyword is about.
const ABOUT: [(&str, &[&str]); 4] = [
    ("string", &["minLength", "maxLength", "pattern"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (
        "array",
        &["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains"],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
        ],
    ),
];
/// Keywords that are on or off.
const FLAGS: [&str; 4] = ["uniqueItems", "readOnly", "writeOnly", "deprecated"];
/// Formats of OpenAPI, which describe a number's or a file's form and forbid nothing.
const REMARKS: [&str; 7] = ["int32", "int64", "float", "double", "byte", "binary", "password"];

pub fn check(node: &Node, lines: &mut Vec<Line>) {
    for (keyword, value) in node.members.iter() {
        let place = node.at.join(keyword);
        if let Some(what) = of_another_draft(node, keyword, value) {
            lines.push(if is_broken(keyword, value) {
                Line::error(place.as_str(), what)
            } else {
                Line::warning(&place, what)
            });
        } else if !KNOWN.contains(&keyword) && !keyword.starts_with("x-") {
            lines.push(Line::warning(&place, unknown(keyword)));
        } else if let Some(what) = says_nothing(node, keyword).or_else(|| no_flag(keyword, value)) {
            lines.push(Line::warning(&place, what));
        }
    }
    lines.extend(types(node));
    if let Some(name) = node.get("format").and_then(Json::as_str) {
        lines.extend(format(node, name));
    }
}

/// Types that are none.
fn types(node: &Node) -> Option<Line> {
    let wrong = node.types().into_iter().find(|name| !TYPES.contains(name))?;
    let what = match alias::meant(wrong) {
        Some((meant, "")) => said!(
            "type \"{wrong}\" tidak ada; maksudnya \"{meant}\"?",
            "there is no type \"{wrong}\"; did you mean \"{meant}\"?"
        ),
        Some((meant, format)) => said!(
            "type \"{wrong}\" tidak ada; maksudnya \"type\": \"{meant}\", \"format\": \"{format}\"?",
            "there is no type \"{wrong}\"; did you mean \"type\": \"{meant}\", \"format\": \"{format}\"?"
        ),
        None => {
            let known = TYPES.join(", ");
            said!("type \"{wrong}\" tidak ada; yang ada: {known}", "there is no type \"{wrong}\"; there are: {known}")
        }
    };
    Some(Line::error(node.at.join("type").as_str(), what))
}

fn no_flag(keyword: &str, value: &Json) -> Option<Said> {
    (FLAGS.contains(&keyword) && value.as_bool().is_none()).then(|| {
        said!(
            "\"{keyword}\" adalah true atau false, tanpa tanda kutip; yang ini tidak berpengaruh",
            "\"{keyword}\" is true or false, without quotation marks; this does nothing"
        )
    })
}

fn unknown(keyword: &str) -> Said {
    match near(keyword, KNOWN) {
        Some(meant) => said!(
            "kata kunci \"{keyword}\" tidak dikenal dan tidak berpengaruh; maksudnya \"{meant}\"?",
            "unknown keyword \"{keyword}\", which does nothing; did you mean \"{meant}\"?",
        ),
        None => said!(
            "kata kunci \"{keyword}\" tidak dikenal dan tidak berpengaruh",
            "unknown keyword \"{keyword}\", which does nothing"
        ),
    }
}

/// Whether the engine refuses it.
fn is_broken(keyword: &str, value: &Json) -> bool {
    matches!(keyword, "exclusiveMinimum" | "exclusiveMaximum" | "required") && value.as_bool().is_some()
}

fn of_another_draft(node: &Node, keyword: &str, value: &Json) -> Option<Said> {
    let is_flag = value.as_bool().is_some();
    Some(match keyword {
        "exclusiveMinimum" | "exclusiveMaximum" if is_flag => said!(
            "{keyword}: true/false hanya ada di draft 4 (OpenAPI 3.0); sejak draft 6 tulis batasnya sendiri, \"{keyword}\": 17",
            "{keyword} as true or false is of draft 4 (OpenAPI 3.0); since draft 6 it is the bound itself, \"{keyword}\": 17",
        ),
        "required" if is_flag => said!(
            "required: true hanya ada di draft 3; tulis daftar nama di objek yang memuatnya, \"required\": [\"nama\"]",
            "required as true is of draft 3; write a list of names in the object around it, \"required\": [\"nama\"]",
        ),
        "dependencies" if !node.old => said!(
            "\"dependencies\" tidak ada di 2020-12, program lain melewatinya; tulis dependentRequired (nama) atau dependentSchemas (skema)",
            "\"dependencies\" does nothing in 2020-12 for other validators; write dependentRequired (names) or dependentSchemas (schemas)",
        ),
        "definitions" if !node.old => said!("sejak 2019-09 namanya \"$defs\"", "called \"$defs\" since 2019-09"),
        "items" if !node.old && value.as_array().is_some() => {
            said!(
                "items berupa daftar hanya ada sebelum 2020-12; tulis prefixItems",
                "items as a list is of drafts before 2020-12; write prefixItems"
            )
        }
        "additionalItems" if !node.old => said!(
            "tidak ada di 2020-12; tulis items di samping prefixItems",
            "is not in 2020-12; write items beside prefixItems"
        ),
        "id" if value.as_str().is_some() => said!(
            "sejak draft 6 namanya \"$id\"; \"id\" tidak berpengaruh",
            "called \"$id\" since draft 6; \"id\" does nothing"
        ),
        "nullable" => said!(
            "nullable hanya ada di OpenAPI 3.0 dan tidak berpengaruh; tulis \"type\": [\"string\", \"null\"]",
            "nullable is of OpenAPI 3.0 and does nothing; write \"type\": [\"string\", \"null\"]",
        ),
        "example" => said!(
            "example hanya ada di OpenAPI 3.0; tulis \"examples\": […]",
            "example is of OpenAPI 3.0; write \"examples\": […]"
        ),
        "discriminator" | "xml" | "externalDocs" => {
            said!("{keyword} hanya ada di OpenAPI dan tidak berpengaruh", "{keyword} is of OpenAPI and does nothing")
        }
        "divisibleBy" => said!("sejak draft 4 namanya multipleOf", "called multipleOf since draft 4"),
        "extends" | "disallow" => said!(
            "hanya ada di draft 3 dan tidak berpengaruh; tulis allOf atau not",
            "is of draft 3 and does nothing; write allOf or not"
        ),
        _ => return None,
    })
}

fn says_nothing(node: &Node, keyword: &str) -> Option<Said> {
    let lacks = |others: &[&str]| others.iter().all(|other| node.get(other).is_none());
    let beside = match keyword {
        "if" if lacks(&["then", "else"]) => Some("then"),
        "then" | "else" if lacks(&["if"]) => Some("if"),
        "minContains" | "maxContains" if lacks(&["contains"]) => Some("contains"),
        "additionalItems" if lacks(&["items"]) => Some("items"),
        _ => None,
    };
    if let Some(other) = beside {
        return Some(said!(
            "\"{keyword}\" tidak berpengaruh tanpa \"{other}\"",
            "\"{keyword}\" does nothing without \"{other}\""
        ));
    }
    let (about, _) = ABOUT.iter().find(|(_, keywords)| keywords.contains(&keyword))?;
    let types = node.types();
    if types.iter().any(|name| !TYPES.contains(name)) {
        return None;
    }
    let fits = |name: &&str| name == about || (*about == "number" && *name == "integer");
    let named = types.iter().find(|name| **name != "null")?;
    (!types.iter().any(fits)).then(|| {
        said!(
            "\"{keyword}\" tidak berpengaruh pada type \"{named}\"",
            "\"{keyword}\" does nothing for the type \"{named}\""
        )
    })
}

fn format(node: &Node, name: &str) -> Option<Line> {
    let place = node.at.join("format");
    let known: Vec<&str> = forms::format_names().collect();
    if REMARKS.contains(&name) {
        return None;
    }
    if !known.contains(&name) {
        let what = match near(name, known.iter().copied()) {
            Some(meant) => said!(
                "format \"{name}\" tidak dikenal dan tidak diperiksa; maksudnya \"{meant}\"?",
                "unknown format \"{name}\", which is not checked; did you mean \"{meant}\"?",
            ),
            None => said!(
                "format \"{name}\" tidak dikenal dan tidak diperiksa",
                "unknown format \"{name}\", which is not checked"
            ),
        };
        return Some(Line::warning(&place, what));
    }
    let types = node.types();
    let takes_text = types.is_empty()
        || types.iter().any(|name| !TYPES.contains(name))
        || types.contains(&"string")
        || (name == "money-idr" && types.contains(&"integer"));
    (!takes_text).then(|| {
        let what = said!(
            "format \"{name}\" hanya memeriksa teks (\"type\": \"string\")",
            "the format \"{name}\" checks texts only (\"type\": \"string\")"
        );
        Line::warning(&place, what)
    })
}
