//! What conditions bring: properties that stand only under `then`, `else` or `dependentSchemas` of an object. Without a UI schema each
//! is asked while its condition holds.

use super::{Reader, part::Asked};
use crate::{
    Condition, Json, Pointer, Schema,
    rule::{self, places_read},
    ui::{demand, scope},
};

/// Conditions inside conditions are followed down to this depth.
const DEPTH: usize = 12;

/// A property, and the schemas that the object must fit for it to be asked.
struct Brought<'a> {
    name: &'a str,
    node: &'a Json,
    when: Vec<Json>,
}

impl<'a> Reader<'a> {
    /// The properties that conditions of an object bring, each with its condition; `own` are those that are always asked. One whose
    /// condition looks at answers that may themselves be hidden by it is always asked, too.
    pub(super) fn brought(
        &self,
        asked: &Asked<'a>,
        own: &[(&'a str, &'a Json)],
    ) -> Vec<(&'a str, &'a Json, Option<Condition>)> {
        let mut found = Vec::new();
        collect(self.schema, asked.node, &[], 0, &mut found);
        found.retain(|brought| !own.iter().any(|(name, _)| *name == brought.name));
        apart(&mut found);
        let mut settled: Vec<&str> = own.iter().map(|(name, _)| *name).collect();
        let mut conditions: Vec<Option<Condition>> = found.iter().map(|_| None).collect();
        // What is settled in one turn may be looked at in the next.
        for _ in 0..found.len() {
            for (index, brought) in found.iter().enumerate() {
                let is_waiting = conditions.get(index).is_some_and(Option::is_none);
                let condition = is_waiting.then(|| self.condition_of(asked, brought, &settled)).flatten();
                if let (Some(condition), Some(slot)) = (condition, conditions.get_mut(index)) {
                    *slot = Some(condition);
                    settled.push(brought.name);
                }
            }
        }
        found.iter().zip(conditions).map(|(brought, condition)| (brought.name, brought.node, condition)).collect()
    }

    fn condition_of(&self, asked: &Asked, brought: &Brought, settled: &[&str]) -> Option<Condition> {
        let mut reads = Vec::new();
        brought.when.iter().for_each(|part| places_read(part, &asked.pointer, 0, &mut reads));
        let is_settled = |place: &Pointer| {
            let rest = place.as_str().strip_prefix(asked.pointer.as_str()).and_then(Pointer::parse);
            let first = rest.as_ref().and_then(|rest| rest.tokens().next());
            first.is_some_and(|first| settled.contains(&&*first))
        };
        if !reads.iter().all(is_settled) {
            return None;
        }
        let schema: Schema = demand::alone(self.schema, brought.when.clone())?;
        Some(Condition::Object { place: rule::Place { whole: false, pointer: asked.pointer.clone() }, schema, reads })
    }
}

fn collect<'a>(root: &'a Json, node: &'a Json, when: &[Json], depth: usize, found: &mut Vec<Brought<'a>>) {
    if depth > DEPTH {
        return;
    }
    let parts = node.get("allOf").and_then(Json::as_array).unwrap_or_default();
    for part in scope::target(root, node).into_iter().chain(parts) {
        collect(root, part, when, depth + 1, found);
    }
    let mut branch = |node: &'a Json, condition: Json| {
        let when: Vec<Json> = when.iter().cloned().chain([condition]).collect();
        let mut properties = Vec::new();
        scope::properties(root, node, &mut properties);
        let asks = |(_, node): &(&str, &Json)| node.as_object().is_some();
        found.extend(properties.into_iter().filter(asks).map(|(name, node)| Brought {
            name,
            node,
            when: when.clone(),
        }));
        collect(root, node, &when, depth + 1, found);
    };
    if let Some(condition) = node.get("if") {
        let condition = scope::target(root, condition).unwrap_or(condition);
        if let Some(then) = node.get("then") {
            branch(then, condition.clone());
        }
        if let Some(otherwise) = node.get("else") {
            branch(otherwise, part("not", condition.clone()));
        }
    }
    for keyword in ["dependentSchemas", "dependencies"] {
        let members = node.get(keyword).and_then(Json::as_object);
        for (name, dependent) in members.into_iter().flat_map(|members| members.iter()) {
            branch(dependent, part("required", Json::Array(vec![name.into()])));
        }
    }
}

/// Where several conditions bring the same property, each asks it where those before do not; alike ones are one.
fn apart(found: &mut Vec<Brought>) {
    let mut apart: Vec<Brought> = Vec::new();
    for mut brought in found.drain(..) {
        let all = |when: &[Json]| part("allOf", Json::Array(when.to_vec()));
        let same = apart.iter_mut().find(|other| other.name == brought.name && other.node == brought.node);
        if let Some(same) = same {
            same.when = vec![part("anyOf", Json::Array(vec![all(&same.when), all(&brought.when)]))];
            continue;
        }
        let others = apart.iter().filter(|other| other.name == brought.name);
        let others: Vec<Json> = others.map(|other| part("not", all(&other.when))).collect();
        brought.when.extend(others);
        apart.push(brought);
    }
    *found = apart;
}

/// A schema of one keyword.
fn part(keyword: &str, value: Json) -> Json {
    let mut part = Json::object();
    part.set(&Pointer::root().join(keyword), value);
    part
}
