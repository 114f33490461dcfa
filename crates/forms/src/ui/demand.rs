//! What the schema requires, and when: `required` along `properties`, `$ref`, `allOf`, `if`/`then`/`else` and
//! the `dependent` keywords, so that a mark can be shown without validating. Other keywords are seen only by validation.

use std::sync::Arc;

use crate::{Host, Json, Map, Pointer, Schema, Set, rule::places_read, ui::scope};

/// Schemas nested deeper, or more of them, are left to validation.
const DEPTH: usize = 24;
const LOOKS: usize = 20_000;

/// All demands of one schema (of the whole answers, or of a row) on places that are asked, as it sees them.
#[derive(Default)]
pub(crate) struct RequiredRules {
    tests: Vec<Test>,
    by_place: Map<Pointer, Ways>,
}

/// The ways in which a place can be required; each is a list of tests that must come out so.
pub(crate) type Ways = Arc<Vec<Vec<Guard>>>;

pub(crate) type Guard = (usize, bool);

/// The guard of a place that is one of several of which one must be answered: it is never demanded by itself.
pub(crate) const NEVER: Guard = (usize::MAX, true);

enum Test {
    /// `reads` are the places that the schema looks at.
    Valid {
        place: Pointer,
        schema: Schema,
        reads: Vec<Pointer>,
    },
    Present(Pointer),
}

impl RequiredRules {
    /// Collects the demands of the schema `node` on `places` (controls and the objects that hold them).
    pub(crate) fn read(root: &Json, node: &Json, places: &Set<Pointer>) -> RequiredRules {
        let demands = RequiredRules::default();
        let mut reader = Reader { root, places, demands, looks: LOOKS };
        reader.read(node, &Pointer::root(), &[], 0);
        reader.demands
    }

    /// How the tests come out for these answers; none, when the row has gone.
    pub(crate) fn test(&self, here: Option<&Json>, host: &dyn Host) -> Vec<bool> {
        let Some(here) = here else {
            return Vec::new();
        };
        let test = |test: &Test| match test {
            Test::Valid { place, schema, .. } => match here.at(place) {
                Some(value) => schema.is_valid(value, host),
                None => schema.is_valid(&Json::object(), host),
            },
            Test::Present(place) => here.at(place).is_some(),
        };
        self.tests.iter().map(test).collect()
    }

    /// The places that the tests look at.
    pub(crate) fn reads(&self) -> impl Iterator<Item = &Pointer> {
        self.tests.iter().flat_map(|test| match test {
            Test::Valid { reads, .. } => reads.as_slice(),
            Test::Present(place) => std::slice::from_ref(place),
        })
    }

    /// In which ways a place can be required; none, when it never is.
    pub(crate) fn ways(&self, place: &Pointer) -> Ways {
        self.by_place.get(place).cloned().unwrap_or_default()
    }
}

/// Whether a place must be answered when the tests came out so.
pub(crate) fn is_demanded(ways: &Ways, tests: &[bool]) -> bool {
    let comes_out = |&(test, want): &Guard| tests.get(test) == Some(&want);
    ways.iter().any(|way| way.iter().all(comes_out))
}

struct Reader<'a> {
    root: &'a Json,
    places: &'a Set<Pointer>,
    demands: RequiredRules,
    looks: usize,
}

impl Reader<'_> {
    fn read(&mut self, schema: &Json, place: &Pointer, guards: &[Guard], depth: usize) {
        if depth > DEPTH || self.looks == 0 {
            return;
        }
        self.looks -= 1;
        if let Some(target) = scope::target(self.root, schema) {
            self.read(target, place, guards, depth + 1);
        }
        self.demand(schema.get("required"), place, guards);
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
            let members = schema.get(keyword).and_then(Json::as_object);
            for (name, dependent) in members.into_iter().flat_map(|object| object.iter()) {
                let test = self.test(Test::Present(place.join(name)));
                let guards = with(guards, (test, true));
                self.demand(Some(dependent), place, &guards);
                if keyword != "dependentRequired" {
                    self.read(dependent, place, &guards, depth + 1);
                }
            }
        }
        for branches in [schema.get("anyOf"), schema.get("oneOf")].into_iter().flatten() {
            for branch in branches.as_array().unwrap_or_default() {
                self.demand(scope::keyword(self.root, branch, "required"), place, &with(guards, NEVER));
            }
        }
        for part in schema.get("allOf").and_then(Json::as_array).unwrap_or_default() {
            self.read(part, place, guards, depth + 1);
        }
        self.read_if(schema, place, guards, depth);
        let properties = schema.get("properties").and_then(Json::as_object);
        for (name, property) in properties.into_iter().flat_map(|object| object.iter()) {
            let place = place.join(name);
            if self.places.contains(&place) {
                self.read(property, &place, guards, depth + 1);
            }
        }
    }

    fn read_if(&mut self, schema: &Json, place: &Pointer, guards: &[Guard], depth: usize) {
        let Some(condition) = schema.get("if") else {
            return;
        };
        let Some(compiled) = alone(self.root, vec![condition.clone()]) else {
            return;
        };
        let mut reads = Vec::new();
        places_read(condition, place, 0, &mut reads);
        let test = self.test(Test::Valid { place: place.clone(), schema: compiled, reads });
        for (keyword, want) in [("then", true), ("else", false)] {
            if let Some(branch) = schema.get(keyword) {
                self.read(branch, place, &with(guards, (test, want)), depth + 1);
            }
        }
    }

    fn demand(&mut self, names: Option<&Json>, place: &Pointer, guards: &[Guard]) {
        let names = names.and_then(Json::as_array).unwrap_or_default();
        for name in names.iter().filter_map(Json::as_str) {
            let place = place.join(name);
            if self.places.contains(&place) {
                let known = self.demands.by_place.or_insert_with(place, Ways::default);
                let known = known.and_then(Arc::get_mut);
                known.into_iter().for_each(|known| known.push(guards.to_vec()));
            }
        }
    }

    fn test(&mut self, test: Test) -> usize {
        self.demands.tests.push(test);
        self.demands.tests.len() - 1
    }
}

/// Parts of a schema, all of which are to hold, compiled by themselves.
pub(crate) fn alone(root: &Json, parts: Vec<Json>) -> Option<Schema> {
    let mut whole = Json::object();
    whole.set(&Pointer::root().join("allOf"), Json::Array(parts));
    // Where they have a `$ref`, that leads into the whole schema, so the definitions go along.
    let refers = whole.to_text().contains("\"$ref\"");
    let keywords = if refers { &["$schema", "$defs", "definitions"][..] } else { &["$schema"] };
    for keyword in keywords {
        if let Some(value) = root.get(keyword) {
            whole.set(&Pointer::root().join(keyword), value.clone());
        }
    }
    Schema::compile(&whole, &Map::new()).ok()
}

fn with(guards: &[Guard], guard: Guard) -> Vec<Guard> {
    let mut guards = guards.to_vec();
    guards.push(guard);
    guards
}
