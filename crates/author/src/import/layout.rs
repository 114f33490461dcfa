//! The pages of an imported service: a step for each part of the answers, no more questions on one than a phone bears, statements
//! on the last page; and the words of the document.

use forms::{Json, Object};

use super::{name, object};

/// More questions make two steps.
const MOST: usize = 8;

/// The UI schema and the sentences of one language.
pub fn layout(schema: &Json, notes: &mut Vec<String>) -> (Json, Json) {
    let mut layout = Layout { words: Object::default(), steps: Vec::new(), statements: Vec::new(), notes };
    let mut loose = Vec::new();
    for (member, property) in properties(schema) {
        let scope = format!("#/properties/{}", escape(member));
        if properties(property).next().is_some() {
            layout.step("permohonan", "Permohonan", std::mem::take(&mut loose));
            let elements = layout.inside(property, &scope, member);
            layout.step(member, &title(member, property), elements);
        } else if let Some(control) = layout.control(member, property, &scope, member, schema) {
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
    (uischema, Json::Object(layout.words))
}

struct Layout<'a> {
    words: Object,
    steps: Vec<Json>,
    statements: Vec<Json>,
    notes: &'a mut Vec<String>,
}

impl Layout<'_> {
    /// The questions of an object; an object in it is a group.
    fn inside(&mut self, schema: &Json, scope: &str, key: &str) -> Vec<Json> {
        let mut elements = Vec::new();
        for (member, property) in properties(schema) {
            let scope = format!("{scope}/properties/{}", escape(member));
            let key = format!("{key}.{member}");
            if properties(property).next().is_some() {
                let inner = self.inside(property, &scope, &key);
                self.word(format!("{key}.label"), title(member, property));
                let label = format!("{key}.label");
                elements.push(object([
                    ("type", Json::from("Group")),
                    ("label", Json::from(label)),
                    ("elements", Json::Array(inner)),
                ]));
            } else if let Some(control) = self.control(member, property, &scope, &key, schema) {
                elements.push(control);
            }
        }
        elements
    }

    /// A question; a statement is kept for the last page.
    fn control(&mut self, member: &str, property: &Json, scope: &str, key: &str, parent: &Json) -> Option<Json> {
        self.word(format!("{key}.label"), title(member, property));
        if let Some(description) = name::first_text(property, &["description"]) {
            self.word(format!("{key}.description"), String::from(description));
        }
        for value in property.get("enum").and_then(Json::as_array).unwrap_or_default() {
            if let Some(text) = value.as_str() {
                self.word(format!("{key}.{text}"), name::words(text));
            }
        }
        let mut control = object([("type", Json::from("Control")), ("scope", Json::from(scope))]);
        let kind = property.get("type").and_then(Json::as_str);
        let mut options = Object::default();
        let is_statement = kind == Some("boolean") && (is_true(property) || name::is_declaration(member));
        match kind {
            Some("boolean") if !is_statement => drop(options.insert("format", Json::from("radio"))),
            Some("string") => {
                if property.get("maxLength").and_then(Json::as_i64).is_some_and(|most| most > 200) {
                    options.insert("multi", Json::from(true));
                }
                if let Some(token) = name::autocomplete(member) {
                    options.insert("autocomplete", Json::from(token));
                }
            }
            _ => {}
        }
        let put = |control: &mut Json, member: &str, value: Json| {
            if let Json::Object(control) = control {
                control.insert(member, value);
            }
        };
        if !options.is_empty() {
            put(&mut control, "options", Json::Object(options));
        }
        if let Some(rule) = rule(member, scope, parent) {
            put(&mut control, "rule", rule);
        }
        if is_statement {
            if !is_true(property) {
                self.notes.push(format!("{key}: is put on the last page as a statement."));
            }
            self.statements.push(control);
            return None;
        }
        Some(control)
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

/// A question that only some alternatives have shows with them.
fn rule(member: &str, scope: &str, parent: &Json) -> Option<Json> {
    let rules = parent.get("allOf").and_then(Json::as_array)?;
    let tag_of = |rule: &Json| {
        let condition = rule.get("if")?;
        let tag = condition.get("required")?.as_array()?.first()?.as_str().map(String::from)?;
        let value = condition.get("properties")?.get(&tag)?.get("const")?.clone();
        Some((tag, value))
    };
    let has = |rule: &&Json| {
        let members = rule.get("then").and_then(|then| then.get("properties"));
        members.is_some_and(|members| members.get(member).is_some())
    };
    let (tag, _) = rules.iter().find_map(tag_of)?;
    let values: Vec<Json> = rules.iter().filter(has).filter_map(|rule| Some(tag_of(rule)?.1)).collect();
    if member == tag || values.is_empty() || values.len() == rules.len() {
        return None;
    }
    let above = scope.strip_suffix(&format!("/{}", escape(member)))?;
    let schema = object([("enum", Json::Array(values))]);
    let condition = object([
        ("scope", Json::from(format!("{above}/{}", escape(&tag)))),
        ("schema", schema),
        ("failWhenUndefined", Json::from(true)),
    ]);
    Some(object([("effect", Json::from("SHOW")), ("condition", condition)]))
}

fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}
