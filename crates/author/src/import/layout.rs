//! The pages of an imported service: a step for each part of the answers, no more questions on one than a phone bears, statements
//! on the last page; and the words of the document.

use forms::{Json, Object, Pointer};

use super::{
    name,
    note::{Bucket, Notes},
    object,
    schema::{Brought, Converted},
};
use crate::said::said;

/// More questions make two steps.
const MOST: usize = 8;

/// The UI schema, the sentences of one language, and which places it asks.
pub struct Laid {
    pub uischema: Json,
    pub words: Json,
    pub asked: Vec<Pointer>,
    /// Places that are asked with all that lies below them.
    pub whole: Vec<Pointer>,
}

/// Lays the questions of a schema out.
pub fn layout(converted: &Converted, notes: &mut Notes) -> Laid {
    let (words, steps, statements) = (Object::default(), Vec::new(), Vec::new());
    let mut layout = Layout { converted, words, steps, statements, notes, asked: Vec::new(), whole: Vec::new() };
    let schema = &converted.schema;
    let mut loose = Vec::new();
    if is_choice(schema) {
        layout.whole.push(Pointer::root());
        loose.push(object([("type", Json::from("Control")), ("scope", Json::from("#"))]));
    }
    for (member, property) in properties(schema) {
        let place = Place {
            scope: format!("#/properties/{}", escape(member)),
            key: String::from(member),
            at: Pointer::root().join(member),
        };
        if is_group(property) {
            layout.step("permohonan", "Permohonan", std::mem::take(&mut loose));
            let mut elements = layout.inside(property, &place);
            if let Some(rule) = layout.rule(&place) {
                elements.iter_mut().for_each(|element| put(element, "rule", rule.clone()));
            }
            layout.step(member, &title(member, property), elements);
        } else if let Some(control) = layout.control(member, property, &place) {
            loose.push(control);
        }
    }
    layout.step("permohonan", "Permohonan", loose);
    if !layout.statements.is_empty() {
        let statements = std::mem::take(&mut layout.statements);
        layout.category("pernyataan", "Pernyataan", statements, true);
    }
    let uischema = object([
        ("type", Json::from("Categorization")),
        ("options", object([("variant", Json::from("stepper"))])),
        ("elements", Json::Array(layout.steps)),
    ]);
    Laid { uischema, words: Json::Object(layout.words), asked: layout.asked, whole: layout.whole }
}

struct Layout<'a> {
    converted: &'a Converted,
    words: Object,
    steps: Vec<Json>,
    statements: Vec<Json>,
    notes: &'a mut Notes,
    asked: Vec<Pointer>,
    whole: Vec<Pointer>,
}

/// Three names of one place: in the schema (from the row that it lies in), in the words, in the answers.
struct Place {
    scope: String,
    key: String,
    at: Pointer,
}

impl Place {
    fn down(&self, member: &str) -> Place {
        let scope = format!("{}/properties/{}", self.scope, escape(member));
        Place { scope, key: format!("{}.{member}", self.key), at: self.at.join(member) }
    }
}

impl Layout<'_> {
    /// The questions of an object; an object in it is a group.
    fn inside(&mut self, schema: &Json, above: &Place) -> Vec<Json> {
        let mut elements = Vec::new();
        for (member, property) in properties(schema) {
            let place = above.down(member);
            if self.converted.silent.contains(&place.at) {
                continue;
            }
            if is_group(property) {
                let inner = self.inside(property, &place);
                let label = format!("{}.label", place.key);
                self.word(label.clone(), title(member, property));
                let mut group = object([
                    ("type", Json::from("Group")),
                    ("label", Json::from(label)),
                    ("elements", Json::Array(inner)),
                ]);
                if let Some(rule) = self.rule(&place) {
                    put(&mut group, "rule", rule);
                }
                elements.push(group);
            } else if let Some(control) = self.control(member, property, &place) {
                elements.push(control);
            }
        }
        elements
    }

    /// A question; a statement is kept for the last page.
    fn control(&mut self, member: &str, property: &Json, place: &Place) -> Option<Json> {
        self.asked.push(place.at.clone());
        if is_choice(property) || property.get("items").is_some_and(is_choice) {
            self.whole.push(place.at.clone());
        }
        self.word(format!("{}.label", place.key), title(member, property));
        if let Some(description) = name::first_text(property, &["description"]) {
            self.word(format!("{}.description", place.key), String::from(description));
        }
        self.alternatives(property, &place.key, &place.at);
        let mut control = object([("type", Json::from("Control")), ("scope", Json::from(place.scope.as_str()))]);
        let kind = property.get("type").and_then(Json::as_str);
        let is_in_row = place.at.tokens().any(|token| token == "*");
        let is_statement = kind == Some("boolean") && !is_in_row && (is_true(property) || name::is_declaration(member));
        let options = self.options(member, property, place, is_statement);
        if !options.is_empty() {
            put(&mut control, "options", Json::Object(options));
        }
        if let Some(rule) = self.rule(place) {
            put(&mut control, "rule", rule);
        }
        if is_statement {
            if !is_true(property) {
                let said =
                    said!("ditaruh di halaman terakhir sebagai pernyataan.", "is put on the last page as a statement.");
                self.notes.add(Bucket::Assumed, place.at.as_str(), said);
            }
            self.statements.push(control);
            return None;
        }
        Some(control)
    }

    fn options(&mut self, member: &str, property: &Json, place: &Place, is_statement: bool) -> Object {
        let mut options = Object::default();
        match property.get("type").and_then(Json::as_str) {
            Some("boolean") if !is_statement && !is_true(property) => {
                drop(options.insert("format", Json::from("radio")))
            }
            Some("string") => {
                if property.get("maxLength").and_then(Json::as_i64).is_some_and(|most| most > 200) {
                    options.insert("multi", Json::from(true));
                }
                if let Some(token) = name::autocomplete(member) {
                    options.insert("autocomplete", Json::from(token));
                }
            }
            Some("array") => {
                let rows = property.get("items").filter(|items| is_group(items));
                if let Some(items) = rows {
                    let row = Place { scope: String::from("#"), key: place.key.clone(), at: place.at.join("*") };
                    let elements = Json::Array(self.inside(items, &row));
                    let detail = object([("type", Json::from("VerticalLayout")), ("elements", elements)]);
                    options.insert("detail", detail);
                }
            }
            _ => {}
        }
        options
    }

    /// The words of alternatives, also of those of a list.
    fn alternatives(&mut self, property: &Json, key: &str, at: &Pointer) {
        if let Some(items) = property.get("items").filter(|items| !is_group(items)) {
            self.alternatives(items, key, &at.join("*"));
        }
        for value in property.get("enum").and_then(Json::as_array).unwrap_or_default() {
            let text = value.as_str().map_or_else(|| value.to_text(), String::from);
            let told = self.converted.words.iter().find(|(place, known, _)| place == at && known == value);
            let words = told.map(|(.., words)| words.clone()).or_else(|| value.as_str().map(name::words));
            if let Some(words) = words {
                self.word(format!("{key}.{text}"), words);
            }
        }
    }

    /// A question that only some answers bring shows with them.
    fn rule(&self, place: &Place) -> Option<Json> {
        let above = place.scope.rsplit_once("/properties/").map_or("#", |(above, _)| above);
        let brought = self.converted.brought.iter().filter(|brought| brought.place == place.at);
        let mut conditions: Vec<Json> = Vec::new();
        for condition in brought.map(|brought| condition(brought, above)) {
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
        let condition = match conditions.as_slice() {
            [] => return None,
            [only] => only.clone(),
            _ => object([("type", Json::from("OR")), ("conditions", Json::Array(conditions))]),
        };
        Some(object([("effect", Json::from("SHOW")), ("condition", condition)]))
    }

    /// One step, or several of about the same size.
    fn step(&mut self, key: &str, title: &str, elements: Vec<Json>) {
        let n_steps = elements.len().div_ceil(MOST);
        let size = elements.len().div_ceil(n_steps.max(1)).max(1);
        for (index, part) in elements.chunks(size).enumerate() {
            let taken = |key: &str, steps: &[Json]| {
                steps.iter().any(|step| step.get("i18n").and_then(Json::as_str) == Some(key))
            };
            let mut number = index + 1;
            let mut step_key = String::from(key);
            while taken(&step_key, &self.steps) || (number > 1 && step_key == key) {
                step_key = format!("{key}-{number}");
                number += 1;
            }
            let title =
                if n_steps > 1 { format!("{title} ({} dari {n_steps})", index + 1) } else { String::from(title) };
            self.category(&step_key, &title, part.to_vec(), false);
        }
    }

    fn category(&mut self, key: &str, title: &str, elements: Vec<Json>, is_review: bool) {
        self.word(format!("{key}.label"), String::from(title));
        let mut step = Object::default();
        step.insert("type", Json::from("Category"));
        step.insert("i18n", Json::from(key));
        if is_review {
            step.insert("options", object([("review", Json::from(true))]));
        }
        step.insert("elements", Json::Array(elements));
        self.steps.push(Json::Object(step));
    }

    fn word(&mut self, key: String, text: String) {
        if self.words.get(&key).is_none() {
            self.words.insert(&key, Json::from(text));
        }
    }
}

/// The members of an object, in order.
fn properties(schema: &Json) -> impl Iterator<Item = (&str, &Json)> {
    schema.get("properties").and_then(Json::as_object).into_iter().flat_map(|properties| properties.iter())
}

fn title(member: &str, property: &Json) -> String {
    name::first_text(property, &["title"]).map_or_else(|| name::words(member), String::from)
}

fn is_true(property: &Json) -> bool {
    let only = property.get("enum").and_then(Json::as_array).is_some_and(|values| values == [Json::from(true)]);
    only || property.get("const") == Some(&Json::from(true))
}

/// As short as it can be said: one member with some values is looked at by itself.
fn condition(brought: &Brought, above: &str) -> Json {
    let members = brought.when.get("properties").and_then(Json::as_object).filter(|_| brought.fails_when_absent);
    let (scope, schema) = match members.and_then(|members| members.iter().next()) {
        Some((name, schema)) => (format!("{above}/properties/{}", escape(name)), schema.clone()),
        None => (String::from(above), brought.when.clone()),
    };
    let mut condition = object([("scope", Json::from(scope)), ("schema", schema)]);
    if brought.fails_when_absent {
        put(&mut condition, "failWhenUndefined", Json::from(true));
    }
    condition
}

fn put(element: &mut Json, member: &str, value: Json) {
    if let Json::Object(element) = element {
        element.insert(member, value);
    }
}

fn is_group(schema: &Json) -> bool {
    properties(schema).next().is_some()
}

/// Whether one of several shapes is chosen.
fn is_choice(schema: &Json) -> bool {
    !is_group(schema) && ["oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some())
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
