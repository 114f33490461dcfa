//! Reads rules and conditions as JSON Forms writes them.

use super::{Condition, Effect, Place, Rule};
use crate::{Json, Map, Pointer, Schema, fault::Faults, ui::scope};

/// Conditions nested deeper than this are a fault.
const DEPTH: usize = 32;

/// Reads rules and conditions.
pub(crate) struct Reader<'a> {
    /// The form's schema, in which scopes must lead somewhere.
    pub(crate) schema: &'a Json,
    /// The part of it from which scopes start (the schema of a row), and its place seen from the row.
    pub(crate) node: &'a Json,
    pub(crate) base: &'a Pointer,
    pub(crate) faults: &'a mut Faults,
}

impl Reader<'_> {
    /// Reads `{ "effect", "condition" }`.
    pub(crate) fn rule(&mut self, json: &Json, at: &Pointer) -> Option<Rule> {
        let effect = match json.get("effect").and_then(Json::as_str) {
            Some("SHOW") => Effect::Show,
            Some("HIDE") => Effect::Hide,
            Some("ENABLE") => Effect::Enable,
            Some("DISABLE") => Effect::Disable,
            Some("READONLY") => Effect::ReadOnly,
            Some("WRITABLE") => Effect::Writable,
            Some(other) => {
                self.faults.warning(&at.join("effect"), &["unknown effect \"", other, "\": no effect"]);
                return None;
            }
            None => {
                self.faults.error(at, &["a rule needs an \"effect\""]);
                return None;
            }
        };
        let Some(condition) = json.get("condition") else {
            self.faults.error(at, &["a rule needs a \"condition\""]);
            return None;
        };
        let condition = self.condition(condition, &at.join("condition"), 0);
        Some(Rule { effect, condition })
    }

    /// Reads a condition; the first kind that fits wins, an unknown one is always true.
    pub(crate) fn condition(&mut self, json: &Json, at: &Pointer, depth: usize) -> Condition {
        if depth > DEPTH {
            self.faults.error(at, &["conditions are nested too deeply"]);
            return Condition::Always;
        }
        let kind = json.get("type").and_then(Json::as_str);
        match kind {
            Some("AND") => Condition::And(self.parts(json, at, depth)),
            Some("OR") => Condition::Or(self.parts(json, at, depth)),
            Some("LEAF") => self.leaf(json, at),
            _ if json.get("schema").is_some() => self.by_schema(json, at),
            _ => {
                self.faults.warning(at, &["a condition of an unknown kind is always true"]);
                Condition::Always
            }
        }
    }

    fn parts(&mut self, json: &Json, at: &Pointer, depth: usize) -> Vec<Condition> {
        let at = at.join("conditions");
        let Some(parts) = json.get("conditions").and_then(Json::as_array) else {
            self.faults.error(&at, &["a list of conditions is missing"]);
            return Vec::new();
        };
        let read = |(index, part): (usize, &Json)| self.condition(part, &at.join(&index.to_string()), depth + 1);
        parts.iter().enumerate().map(read).collect()
    }

    fn leaf(&mut self, json: &Json, at: &Pointer) -> Condition {
        let Some(want) = json.get("expectedValue") else {
            self.faults.error(at, &["a LEAF condition needs an \"expectedValue\""]);
            return Condition::Always;
        };
        match self.place(json, at) {
            Some(place) => Condition::Leaf { place, want: want.clone() },
            None => Condition::Always,
        }
    }

    fn by_schema(&mut self, json: &Json, at: &Pointer) -> Condition {
        let (Some(place), Some(written)) = (self.place(json, at), json.get("schema")) else {
            return Condition::Always;
        };
        match Schema::compile(written, &Map::new()) {
            Ok(schema) => {
                let mut reads = Vec::new();
                places_read(written, &place.pointer, 0, &mut reads);
                let fail = json.get("failWhenUndefined").and_then(Json::as_bool);
                let fail_when_absent = fail.unwrap_or(false);
                Condition::Schema { place, schema, fail_when_absent, reads }
            }
            Err(faults) => {
                self.faults.take(&at.join("schema"), faults);
                Condition::Always
            }
        }
    }

    /// `scope` starts from the row in which the element lies, our own `rootScope` from the whole answers.
    fn place(&mut self, json: &Json, at: &Pointer) -> Option<Place> {
        let text = |key| json.get(key).and_then(Json::as_str);
        let (key, text, node, base, whole) = match (text("scope"), text("rootScope")) {
            (Some(text), _) => ("scope", text, self.node, self.base.clone(), false),
            (None, Some(text)) => ("rootScope", text, self.schema, Pointer::root(), true),
            (None, None) => {
                self.faults.error(at, &["a condition needs a \"scope\""]);
                return None;
            }
        };
        let place = scope::place(text);
        if place.is_none() || scope::find(self.schema, node, text).is_none() {
            let what = ["the scope \"", text, "\" leads nowhere in the schema"];
            self.faults.error(&at.join(key), &what);
        }
        Some(Place { whole, pointer: base.append(&place?) })
    }
}

/// The places that a condition's schema looks at: a schema over the whole form that speaks of one property only
/// must not make the rule depend on every other answer.
pub(crate) fn places_read(schema: &Json, place: &Pointer, depth: usize, reads: &mut Vec<Pointer>) {
    let Some(schema) = schema.as_object() else {
        return;
    };
    for (keyword, value) in schema.iter() {
        match keyword {
            "properties" if depth < DEPTH => {
                let members = value.as_object().into_iter().flat_map(|object| object.iter());
                for (name, inner) in members {
                    places_read(inner, &place.join(name), depth + 1, reads);
                }
            }
            "required" => {
                let names = value.as_array().unwrap_or_default().iter().filter_map(Json::as_str);
                reads.extend(names.map(|name| place.join(name)));
            }
            "allOf" | "anyOf" | "oneOf" if depth < DEPTH => {
                for branch in value.as_array().unwrap_or_default() {
                    places_read(branch, place, depth + 1, reads);
                }
            }
            "not" | "if" | "then" | "else" if depth < DEPTH => {
                places_read(value, place, depth + 1, reads);
            }
            "type" if value.as_str() == Some("object") => {}
            "title" | "description" | "$comment" | "$schema" => {}
            _ => reads.push(place.clone()),
        }
    }
}
