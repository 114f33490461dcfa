//! The elements of a service as its author means them: rules that never hold, steps that nobody reaches, questions that are
//! required where they may be hidden, and answers that are asked twice.

use std::collections::HashMap;

use forms::{Json, Map, Native, Pointer, Schema, Service};

use crate::{
    check::Line,
    said::{Said, said},
};

/// Adds warnings; the engine has found what is wrong in itself.
pub fn check(service: &Service, lines: &mut Vec<Line>) {
    let root = Json::Null;
    let schema = service.source.get("schema").unwrap_or(&root);
    let mut checker = Checker { schema, scopes: HashMap::new(), lines };
    if let Some(uischema) = service.source.get("uischema") {
        checker.element(uischema, &Pointer::root().join("uischema"), false);
    }
    for (_, control) in service.controls() {
        let is_worded = |lang: &str| {
            let text = service.source.get("text").and_then(|text| text.get(lang));
            text.is_some_and(|text| has_word(text, &[control.key.as_str(), ".label"].concat()))
        };
        let languages = service.source.get("text").and_then(Json::as_object);
        let lacks = languages.into_iter().flat_map(|text| text.iter()).filter(|(lang, _)| !is_worded(lang));
        let lacks: Vec<&str> = lacks.map(|(lang, _)| lang).collect();
        // What one language has alone is told with the sentences.
        if languages.is_some_and(|languages| languages.len() == lacks.len()) {
            let key = &control.key;
            let what = said!(
                "\"{key}.label\" tidak ada di bahasa mana pun; yang tampil kata dari skema",
                "no language has the words \"{key}.label\"; the schema's own are shown",
            );
            checker.lines.push(Line::warning(&Pointer::root().join("text"), what));
        }
    }
}

struct Checker<'a> {
    schema: &'a Json,
    scopes: HashMap<String, Pointer>,
    lines: &'a mut Vec<Line>,
}

impl Checker<'_> {
    /// Whether anything of the element can ever be seen.
    fn element(&mut self, element: &Json, at: &Pointer, above_hides: bool) -> bool {
        let rule = element.get("rule");
        let effect = rule.and_then(|rule| rule.get("effect")).and_then(Json::as_str);
        let hides = above_hides || matches!(effect, Some("SHOW" | "HIDE"));
        let is_dead = rule.is_some_and(|rule| self.is_dead(rule, at));
        let scope = element.get("scope").and_then(Json::as_str);
        if let Some(scope) = scope {
            self.once(scope, at);
            if hides {
                self.required(scope, at);
            }
        }
        let elements = element.get("elements").and_then(Json::as_array);
        let at_elements = at.join("elements");
        let mut any = elements.is_none();
        for (index, child) in elements.unwrap_or_default().iter().enumerate() {
            any |= self.element(child, &at_elements.join_index(index), hides);
        }
        let seen = any && !(is_dead && effect == Some("SHOW"));
        if element.get("type").and_then(Json::as_str) == Some("Category") {
            self.step(at, seen);
        }
        seen
    }

    fn step(&mut self, at: &Pointer, seen: bool) {
        if !seen {
            self.warn(
                at,
                said!(
                    "langkah ini tidak pernah tampil: tidak ada isinya yang pernah terlihat",
                    "nobody reaches this step: nothing of it is ever shown"
                ),
            );
        }
    }

    fn once(&mut self, scope: &str, at: &Pointer) {
        if let Some(first) = self.scopes.insert(String::from(scope), at.clone()) {
            let first = first.as_str();
            self.warn(
                at,
                said!(
                    "\"{scope}\" juga ditanyakan di {first}; jawabannya satu",
                    "\"{scope}\" is asked at {first}, too; it is one answer"
                ),
            );
        }
    }

    /// The engine asks nothing for what is hidden; another validator of the same schema does, unless what holds it may be left
    /// out, too.
    fn required(&mut self, scope: &str, at: &Pointer) {
        let is_required = |scope: &str| {
            let (above, name) = scope.rsplit_once("/properties/")?;
            let required = self.schema.at(&Pointer::parse(above)?)?.get("required")?.as_array()?;
            Some(required.iter().any(|known| known.as_str() == Some(name)))
        };
        let chain = std::iter::successors(Some(scope), |scope| Some(scope.rsplit_once("/properties/")?.0));
        let mut chain = chain.filter(|scope| scope.contains("/properties/"));
        if chain.all(|scope| is_required(scope).unwrap_or_default()) {
            let name = scope.rsplit('/').next().unwrap_or_default();
            let what = said!(
                "\"{name}\" wajib tetapi bisa tersembunyi: wajibkan dengan if dan then, karena program lain menolak tanpanya",
                "\"{name}\" is required but may be hidden: require it by if and then, since other validators refuse without it",
            );
            self.warn(at, what);
        }
    }

    /// Whether a condition asks for a value that its answer cannot have.
    fn is_dead(&mut self, rule: &Json, at: &Pointer) -> bool {
        let Some(condition) = rule.get("condition") else { return false };
        let scope = condition.get("scope").and_then(Json::as_str).and_then(Pointer::parse);
        let asked = scope.and_then(|scope| self.schema.at(&scope));
        let (Some(asked), Some(wanted)) = (asked, condition.get("schema")) else { return false };
        let Some(text) = never(asked, wanted) else { return false };
        let what = said!(
            "rule ini tidak pernah berlaku: jawabannya tidak pernah {text}",
            "this rule never holds: its answer is never {text}"
        );
        self.warn(&at.join("rule"), what);
        true
    }

    fn warn(&mut self, at: &Pointer, what: Said) {
        self.lines.push(Line::warning(at, what));
    }
}

/// What a condition wants and no answer of this schema can be.
fn never(asked: &Json, wanted: &Json) -> Option<String> {
    let kind = asked.get("type").and_then(Json::as_str);
    if let Some(values) = values(wanted) {
        let fits = |value: &Json| match (self::values(asked), kind) {
            (Some(known), _) => known.contains(value),
            (None, Some("boolean")) => value.as_bool().is_some(),
            (None, Some("string")) => value.as_str().is_some(),
            (None, Some("integer" | "number")) => value.as_number().is_some(),
            _ => true,
        };
        let text = || values.iter().map(Json::to_text).collect::<Vec<_>>().join(", ");
        return (!values.iter().any(fits)).then(text);
    }
    if let (Some(kind), Some(named)) = (kind, wanted.get("type").and_then(Json::as_str)) {
        let is_number = |name: &str| matches!(name, "integer" | "number");
        if kind != named && !(is_number(kind) && is_number(named)) {
            return Some(wanted.to_text());
        }
    }
    // Each alternative is judged by itself, where they are named.
    let schema = Schema::compile(wanted, &Map::new()).ok()?;
    let known = values(asked)?;
    (!known.iter().any(|value| schema.is_valid(value, &Native::default()))).then(|| wanted.to_text())
}

/// The values that a schema names one by one.
pub fn values(schema: &Json) -> Option<Vec<Json>> {
    if let Some(value) = schema.get("const") {
        return Some(vec![value.clone()]);
    }
    if let Some(values) = schema.get("enum").and_then(Json::as_array) {
        return Some(values.to_vec());
    }
    let branches = schema.get("oneOf")?.as_array()?;
    branches.iter().map(|branch| branch.get("const").cloned()).collect()
}

fn has_word(text: &Json, key: &str) -> bool {
    if text.get(key).is_some() {
        return true;
    }
    let nested = key.split('.').try_fold(text, |json, part| json.get(part));
    nested.is_some()
}
