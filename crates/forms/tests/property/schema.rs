//! Schemas made by chance of which each can be met, and values that meet them.

use forms::{Json, Number};

use crate::chance::Chance;

/// Patterns and formats, each with texts that fit.
const PATTERNS: [(&str, &[&str]); 3] =
    [("^[0-9]{5}$", &["78112", "00000"]), ("a", &["a", "bab", "日a"]), ("^(kios|los)$", &["kios", "los"])];
const FORMATS: [(&str, &[&str]); 6] = [
    ("date", &["2026-11-24", "2000-02-29"]),
    ("email", &["a@b.id", "siti.rahmawati@contoh.id"]),
    ("uuid", &["2eb8aa08-aa98-11ea-b4aa-73b441d16380"]),
    ("duration", &["P1D", "PT5M"]),
    ("nik", &["6171051708900001"]),
    ("ipv6", &["::1"]),
];

/// A document with two definitions that any part of it may refer to.
pub fn document(chance: &mut Chance) -> Json {
    let leaf = |chance: &mut Chance| schema(chance, 0, false);
    let definitions = object([("a", leaf(chance)), ("b", leaf(chance))]);
    let mut root = schema(chance, 3, true);
    if let Json::Object(members) = &mut root {
        members.insert("$defs", definitions);
    }
    root
}

fn schema(chance: &mut Chance, depth: u32, refers: bool) -> Json {
    match chance.below(if depth == 0 { 9 } else { 16 }) {
        0 => object([("const", constant(chance))]),
        1 => object([("enum", Json::from(vec![constant(chance), constant(chance)]))]),
        2 => object([("type", chance.pick(&["boolean", "null"]).into())]),
        3 | 4 => integer(chance),
        5 => {
            object([("type", "number".into()), ("exclusiveMinimum", number("0.5")), ("exclusiveMaximum", number("2"))])
        }
        6 => text(chance),
        7 => object([("pattern", chance.pick(&PATTERNS).0.into()), ("type", "string".into())]),
        8 if refers => object([("$ref", chance.pick(&["#/$defs/a", "#/$defs/b"]).into())]),
        8 => object([("format", chance.pick(&FORMATS).0.into()), ("type", "string".into())]),
        9 => object([
            ("allOf", vec![schema(chance, depth - 1, refers)].into()),
            ("not", object([("const", "no".into())])),
        ]),
        10 => object([("anyOf", vec![schema(chance, depth - 1, refers), schema(chance, 0, refers)].into())]),
        11 => alternatives(chance, depth, refers),
        12 => array(chance, depth, refers),
        13 => object([
            ("type", "array".into()),
            ("prefixItems", vec![schema(chance, depth - 1, refers), schema(chance, 0, refers)].into()),
            ("items", false.into()),
        ]),
        _ => members(chance, depth, refers),
    }
}

fn integer(chance: &mut Chance) -> Json {
    let least = chance.between(-50, 50);
    let step = chance.between(1, 4);
    let most = (least + chance.between(4, 60)).into();
    object([("type", "integer".into()), ("minimum", least.into()), ("maximum", most), ("multipleOf", step.into())])
}

fn text(chance: &mut Chance) -> Json {
    let least = chance.between(0, 5);
    let most = (least + chance.between(0, 5)).into();
    object([("type", "string".into()), ("minLength", least.into()), ("maxLength", most)])
}

fn array(chance: &mut Chance, depth: u32, refers: bool) -> Json {
    let least = chance.between(0, 2);
    let most = (least + chance.between(0, 3)).into();
    let items = schema(chance, depth - 1, refers);
    object([("type", "array".into()), ("items", items), ("minItems", least.into()), ("maxItems", most)])
}

/// Two kinds of object that a tag tells apart.
fn alternatives(chance: &mut Chance, depth: u32, refers: bool) -> Json {
    let mut branch = |tag: &str| {
        let properties =
            object([("tag", object([("const", tag.into())])), ("more", schema(chance, depth - 1, refers))]);
        object([("properties", properties), ("required", vec!["tag".into(), "more".into()].into())])
    };
    object([("type", "object".into()), ("oneOf", vec![branch("x"), branch("y")].into())])
}

fn members(chance: &mut Chance, depth: u32, refers: bool) -> Json {
    let names = ["a", "b~/", "日", ""];
    let n = chance.between(1, 4) as usize;
    let properties = names.iter().take(n).map(|name| ((*name).to_owned(), schema(chance, depth - 1, refers)));
    let properties = Json::from_iter(properties.collect::<Vec<_>>());
    let required: Vec<Json> = names.iter().take(n).filter(|_| chance.once_in(2)).map(|name| (*name).into()).collect();
    let mut schema = vec![("type", "object".into()), ("properties", properties), ("required", required.into())];
    match chance.below(4) {
        0 => schema.push(("additionalProperties", false.into())),
        1 => schema.push(("unevaluatedProperties", false.into())),
        2 => schema.push(("maxProperties", Json::from(n as i64))),
        _ => schema.push(("propertyNames", object([("maxLength", Json::from(3))]))),
    }
    object(schema)
}

/// A value that meets a schema of those above.
pub fn value(schema: &Json, root: &Json, chance: &mut Chance) -> Json {
    let get = |key: &str| schema.get(key);
    let count = |key: &str| get(key).and_then(Json::as_i64).unwrap_or_default();
    let either =
        |key: &str, chance: &mut Chance| get(key).and_then(Json::as_array).map(|branches| chance.pick(branches));
    if let Some(constant) = get("const") {
        return constant.clone();
    }
    if let Some(choice) = either("enum", chance) {
        return choice;
    }
    if let Some(name) = get("$ref").and_then(Json::as_str) {
        let target = root.at(&forms::Pointer::parse(name).expect("a pointer")).expect("a definition");
        return value(target, root, chance);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        if let Some(branch) = either(key, chance) {
            return value(&branch, root, chance);
        }
    }
    let sample = |of: &[(&str, &[&str])], name: &Json, chance: &mut Chance| {
        let (_, texts) = of.iter().find(|(known, _)| Some(*known) == name.as_str()).expect("a known name");
        Json::from(chance.pick(texts))
    };
    if let Some(pattern) = get("pattern") {
        return sample(&PATTERNS, pattern, chance);
    }
    if let Some(format) = get("format") {
        return sample(&FORMATS, format, chance);
    }
    match get("type").and_then(Json::as_str).unwrap_or("object") {
        "boolean" => chance.once_in(2).into(),
        "null" => Json::Null,
        "number" => number(chance.pick(&["1", "1.5", "0.51", "1.999", "19e-1"])),
        "integer" => {
            let (least, step) = (count("minimum"), count("multipleOf"));
            // The first multiple that is not below the least.
            let first = least + (step - least.rem_euclid(step)) % step;
            let n_steps = (count("maximum") - first) / step;
            (first + step * chance.between(0, n_steps)).into()
        }
        "string" => {
            let n = chance.between(count("minLength"), count("maxLength"));
            chance.text(n as u64).into()
        }
        "array" => items(schema, root, chance),
        _ => object_of(schema, root, chance),
    }
}

fn items(schema: &Json, root: &Json, chance: &mut Chance) -> Json {
    if let Some(prefix) = schema.get("prefixItems").and_then(Json::as_array) {
        return prefix.iter().map(|item| value(item, root, chance)).collect::<Vec<_>>().into();
    }
    let count = |key: &str| schema.get(key).and_then(Json::as_i64).unwrap_or_default();
    let n = chance.between(count("minItems"), count("maxItems"));
    let item = schema.get("items").expect("items");
    (0..n).map(|_| value(item, root, chance)).collect::<Vec<_>>().into()
}

fn object_of(schema: &Json, root: &Json, chance: &mut Chance) -> Json {
    let required = schema.get("required").and_then(Json::as_array).unwrap_or_default();
    let properties = schema.get("properties").and_then(Json::as_object).expect("properties");
    let mut members = Vec::new();
    for (name, property) in properties.iter() {
        if required.contains(&name.into()) || chance.once_in(2) {
            members.push((name.to_owned(), value(property, root, chance)));
        }
    }
    Json::from_iter(members)
}

fn constant(chance: &mut Chance) -> Json {
    let n = chance.between(0, 3) as u64;
    match chance.below(6) {
        0 => Json::Null,
        1 => true.into(),
        2 => chance.between(-9, 9).into(),
        3 => number(chance.pick(&["0.1", "-2.50", "1e3", "123456789012345678"])),
        4 => vec![1.into(), chance.text(n).into()].into(),
        _ => chance.text(n).into(),
    }
}

fn number(text: &str) -> Json {
    Number::parse(text).expect("a number").into()
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    Json::from_iter(members.into_iter().map(|(name, value)| (name.to_owned(), value)))
}
