//! A schema of OpenAPI 3.0 or 3.1 as one of JSON Schema 2020-12 that a form can ask: references followed, `allOf` joined, null and
//! what only the backend writes taken away, alternatives of objects made into questions that appear.

use forms::{Json, Object, Pointer};

use super::{document::Document, name};

/// Keywords that are kept as they are.
const KEPT: [&str; 20] = [
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
];
/// A document that goes deeper describes something that is no form.
const DEEPEST: usize = 8;

/// The schema of the answers.
pub fn convert(document: &Document, schema: &Json, notes: &mut Vec<String>) -> Json {
    Converter { document, notes }.schema(schema, &Pointer::root(), 0)
}

/// How many questions a schema asks.
pub fn leaves(schema: &Json) -> usize {
    match schema.get("properties").and_then(Json::as_object) {
        Some(properties) => properties.iter().map(|(_, property)| leaves(property)).sum(),
        None => 1,
    }
}

struct Converter<'a> {
    document: &'a Document,
    notes: &'a mut Vec<String>,
}

impl Converter<'_> {
    fn schema(&mut self, schema: &Json, at: &Pointer, depth: usize) -> Json {
        if depth > DEEPEST {
            self.note(at, "lies too deep and is not asked");
            return Json::object();
        }
        let joined = self.joined(self.document.follow(schema), depth);
        let joined = self.without_null(joined, depth);
        let mut made = Object::default();
        for key in KEPT {
            if let Some(value) = joined.get(key) {
                made.insert(key, value.clone());
            }
        }
        plain(&mut made);
        self.guess_format(&mut made, at);
        self.alternatives(&joined, &mut made, at, depth);
        if let Some(items) = joined.get("items") {
            let items = self.schema(items, &at.join("*"), depth + 1);
            if items.get("type").and_then(Json::as_str) == Some("object") {
                self.note(at, "is a list of rows");
            }
            made.insert("items", items);
        }
        if let Some(properties) = joined.get("properties").and_then(Json::as_object) {
            self.properties(properties, &mut made, at, depth);
        }
        Json::Object(made)
    }

    fn properties(&mut self, properties: &Object, made: &mut Object, at: &Pointer, depth: usize) {
        let mut asked = made.remove("properties").and_then(|asked| asked.as_object().cloned()).unwrap_or_default();
        let mut unasked = Vec::new();
        for (name, property) in properties.iter() {
            let at = at.join(name);
            let shape = self.joined(self.document.follow(property), depth);
            let is_file = matches!(shape.get("format").and_then(Json::as_str), Some("binary" | "byte"))
                || shape.get("contentMediaType").is_some();
            if shape.get("readOnly").and_then(Json::as_bool) == Some(true) {
                unasked.push(name);
            } else if is_file {
                self.note(&at, "is a file; files are not sent yet");
                unasked.push(name);
            } else if asked.get(name).is_none() {
                asked.insert(name, self.schema(property, &at, depth + 1));
            }
        }
        made.insert("type", Json::from("object"));
        made.insert("properties", Json::Object(asked));
        if let Some(required) = made.get("required").and_then(Json::as_array) {
            let kept = required.iter().filter(|name| !name.as_str().is_some_and(|name| unasked.contains(&name)));
            let kept: Vec<Json> = kept.cloned().collect();
            made.insert("required", Json::Array(kept));
        }
    }

    /// The members of `allOf` joined into one.
    fn joined(&self, schema: &Json, depth: usize) -> Json {
        let Some(parts) = schema.get("allOf").and_then(Json::as_array) else { return schema.clone() };
        let mut joined = Json::object();
        for part in parts.iter().filter(|_| depth <= DEEPEST) {
            let part = self.joined(self.document.follow(part), depth + 1);
            for (key, value) in part.as_object().into_iter().flat_map(|part| part.iter()) {
                join(&mut joined, key, value);
            }
        }
        // What stands beside the parts has the last word, but for members, which come after theirs.
        for (key, value) in schema.as_object().into_iter().flat_map(|schema| schema.iter()) {
            match key {
                "allOf" => {}
                "properties" | "required" => join(&mut joined, key, value),
                _ => joined.set(&Pointer::root().join(key), value.clone()),
            }
        }
        joined
    }

    /// `anyOf: [ X, null ]` is X, as `nullable: true` and `type: [ X, null ]` are: a form leaves out what is not answered.
    fn without_null(&self, schema: Json, depth: usize) -> Json {
        for key in ["anyOf", "oneOf"] {
            let Some(branches) = schema.get(key).and_then(Json::as_array) else { continue };
            let is_null = |branch: &&Json| branch.get("type").and_then(Json::as_str) == Some("null");
            let rest: Vec<&Json> = branches.iter().filter(|branch| !is_null(branch)).collect();
            if let [only] = rest.as_slice() {
                let mut joined = self.joined(self.document.follow(only), depth + 1);
                for word in ["title", "description"] {
                    if let Some(value) = schema.get(word) {
                        joined.set(&Pointer::root().join(word), value.clone());
                    }
                }
                return joined;
            }
        }
        schema
    }

    /// Alternatives of objects: the discriminator is asked, the members of each alternative appear with it.
    fn alternatives(&mut self, schema: &Json, made: &mut Object, at: &Pointer, depth: usize) {
        let branches = ["oneOf", "anyOf"].iter().find_map(|key| Some((*key, schema.get(key)?.as_array()?)));
        let Some((key, branches)) = branches else { return };
        let branches: Vec<(String, Json)> =
            branches.iter().map(|branch| (reference(branch), self.schema(branch, at, depth + 1))).collect();
        if branches.iter().all(|(_, branch)| branch.get("const").is_some()) {
            made.insert(key, Json::Array(branches.into_iter().map(|(_, branch)| branch).collect()));
            return;
        }
        let Some(tag) = schema.get("discriminator").and_then(|tag| tag.get("propertyName")).and_then(Json::as_str)
        else {
            self.note(at, "has alternatives without a discriminator; only the first is asked");
            if let Some(Json::Object(first)) = branches.into_iter().next().map(|(_, branch)| branch) {
                first.iter().for_each(|(key, value)| drop(made.insert(key, value.clone())));
            }
            return;
        };
        let mapping = schema.get("discriminator").and_then(|tag| tag.get("mapping")).and_then(Json::as_object);
        let (mut values, mut properties, mut rules) = (Vec::new(), Object::default(), Vec::new());
        properties.insert(tag, Json::Null);
        for (reference, branch) in branches {
            let own = branch.get("properties").and_then(|own| own.get(tag));
            let constant = own.and_then(|own| own.get("const").or_else(|| own.get("enum")?.as_array()?.first()));
            let mapped =
                mapping.and_then(|mapping| mapping.iter().find(|(_, target)| target.as_str() == Some(&reference)));
            let last = || reference.rsplit('/').next().unwrap_or_default();
            let value = constant.cloned().unwrap_or_else(|| Json::from(mapped.map_or_else(last, |(name, _)| name)));
            for (name, property) in
                branch.get("properties").and_then(Json::as_object).into_iter().flat_map(|own| own.iter())
            {
                if name != tag && properties.get(name).is_none() {
                    properties.insert(name, property.clone());
                }
            }
            rules.push(rule(tag, &value, &branch));
            values.push(value);
        }
        properties.insert(tag, super::object([("enum", Json::Array(values))]));
        made.insert("type", Json::from("object"));
        made.insert("properties", Json::Object(properties));
        made.insert("required", Json::Array(vec![Json::from(tag)]));
        made.insert("allOf", Json::Array(rules));
    }

    fn guess_format(&mut self, made: &mut Object, at: &Pointer) {
        let is_text = made.get("type").and_then(Json::as_str) == Some("string");
        let is_free = ["format", "enum", "const"].iter().all(|key| made.get(key).is_none());
        let Some(format) = at.last().and_then(|last| name::format(&last)).filter(|_| is_text && is_free) else {
            return;
        };
        made.insert("format", Json::from(format));
        self.note(at, &format!("is taken for a “{format}” by its name"));
    }

    fn note(&mut self, at: &Pointer, what: &str) {
        self.notes.push(format!("{}: {what}.", at.as_str()));
    }
}

fn reference(branch: &Json) -> String {
    branch.get("$ref").and_then(Json::as_str).map(String::from).unwrap_or_default()
}

/// When the discriminator has this value, these members are there, and what this alternative needs is needed.
fn rule(tag: &str, value: &Json, branch: &Json) -> Json {
    let is = super::object([("const", value.clone())]);
    let condition = super::object([
        ("properties", [(String::from(tag), is)].into_iter().collect()),
        ("required", Json::Array(vec![Json::from(tag)])),
    ]);
    let members = branch.get("properties").and_then(Json::as_object).into_iter().flat_map(|own| own.iter());
    let members = members.filter(|(name, _)| *name != tag).map(|(name, _)| (String::from(name), Json::from(true)));
    let required = branch.get("required").cloned().unwrap_or_else(|| Json::Array(Vec::new()));
    let then = super::object([("properties", members.collect()), ("required", required)]);
    super::object([("if", condition), ("then", then)])
}

/// Joins a keyword of one part of `allOf`: members and required names add up, of others the first stays.
fn join(joined: &mut Json, key: &str, value: &Json) {
    let at = Pointer::root().join(key);
    match (key, joined.get(key), value) {
        ("properties", Some(Json::Object(first)), Json::Object(second)) => {
            let mut both = first.clone();
            for (name, property) in second.iter().filter(|(name, _)| first.get(name).is_none()) {
                both.insert(name, property.clone());
            }
            joined.set(&at, Json::Object(both));
        }
        ("required", Some(Json::Array(first)), Json::Array(second)) => {
            let both: Vec<Json> = first.iter().chain(second).cloned().collect();
            joined.set(&at, Json::Array(both));
        }
        (_, None, _) => joined.set(&at, value.clone()),
        _ => {}
    }
}

/// What differs between versions, as 2020-12 has it.
fn plain(made: &mut Object) {
    if let Some(types) = made.get("type").and_then(Json::as_array) {
        let first = types.iter().find(|name| name.as_str() != Some("null")).cloned().unwrap_or_default();
        made.insert("type", first);
    }
    for (key, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(is_exclusive) = made.get(key).and_then(Json::as_bool) {
            made.remove(key);
            if let Some(limit) = made.remove(bound) {
                made.insert(if is_exclusive { key } else { bound }, limit);
            }
        }
    }
    if let Some(values) = made.get("enum").and_then(Json::as_array) {
        let values: Vec<Json> = values.iter().filter(|value| !value.is_null()).cloned().collect();
        made.insert("enum", Json::Array(values));
    }
    // Formats of OpenAPI that say how many bits a number has.
    if matches!(made.get("format").and_then(Json::as_str), Some("int32" | "int64" | "float" | "double" | "password")) {
        made.remove("format");
    }
}
