//! Reads rules and conditions as JSON Forms writes them.

use super::{Condition, Effect, Rule};
use crate::{Json, Map, Pointer, Schema, fault::Faults, ui::scope};

/// Conditions nested deeper than this are a fault.
const DEPTH: usize = 32;

/// Reads `{ "effect", "condition" }`; `schema` is the form's, in which scopes must lead somewhere.
pub(crate) fn read_rule(json: &Json, at: &Pointer, schema: &Json, faults: &mut Faults) -> Option<Rule> {
    let effect = match json.get("effect").and_then(Json::as_str) {
        Some("SHOW") => Effect::Show,
        Some("HIDE") => Effect::Hide,
        Some("ENABLE") => Effect::Enable,
        Some("DISABLE") => Effect::Disable,
        Some("READONLY") => Effect::ReadOnly,
        Some("WRITABLE") => Effect::Writable,
        Some(other) => {
            faults.warning(&at.join("effect"), &["unknown effect \"", other, "\": no effect"]);
            return None;
        }
        None => {
            faults.error(at, &["a rule needs an \"effect\""]);
            return None;
        }
    };
    let Some(condition) = json.get("condition") else {
        faults.error(at, &["a rule needs a \"condition\""]);
        return None;
    };
    let condition = read_condition(condition, &at.join("condition"), schema, faults);
    Some(Rule { effect, condition })
}

/// Reads a condition; the first kind that fits wins, an unknown one is always true.
pub(crate) fn read_condition(json: &Json, at: &Pointer, schema: &Json, faults: &mut Faults) -> Condition {
    Reader { schema, faults }.condition(json, at, 0)
}

struct Reader<'a> {
    schema: &'a Json,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn condition(&mut self, json: &Json, at: &Pointer, depth: usize) -> Condition {
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
                places_read(written, &place, 0, &mut reads);
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

    fn place(&mut self, json: &Json, at: &Pointer) -> Option<Pointer> {
        let Some(text) = json.get("scope").and_then(Json::as_str) else {
            self.faults.error(at, &["a condition needs a \"scope\""]);
            return None;
        };
        let place = scope::place(text);
        if place.is_none() || scope::find(self.schema, text).is_none() {
            let what = ["the scope \"", text, "\" leads nowhere in the schema"];
            self.faults.error(&at.join("scope"), &what);
        }
        place
    }
}

/// The places that a condition's schema looks at: a schema over the whole form that speaks of one property only
/// must not make the rule depend on every other answer.
fn places_read(schema: &Json, place: &Pointer, depth: usize, reads: &mut Vec<Pointer>) {
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
