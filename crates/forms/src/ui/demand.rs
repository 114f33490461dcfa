//! What the schema requires, and when: `required` along `properties`, `$ref`, `allOf`, `if`/`then`/`else` and
//! `dependentRequired`, so that a mark can be shown without validating. Other keywords are seen only by validation.

use crate::{Host, Json, Map, Pointer, Schema, Set, ui::scope};

/// Schemas nested deeper, or more of them, are left to validation.
const DEPTH: usize = 24;
const LOOKS: usize = 20_000;

/// All demands of one schema on places that are asked.
#[derive(Default)]
pub(crate) struct Demands {
    tests: Vec<Test>,
    /// For a place, the ways to be required; each is a list of tests that must come out so.
    by_place: Map<Pointer, Vec<Vec<Guard>>>,
}

type Guard = (usize, bool);

enum Test {
    Valid { place: Pointer, schema: Schema },
    Present(Pointer),
}

impl Demands {
    /// Collects the demands on `places` (controls and the objects that hold them).
    pub(crate) fn read(schema: &Json, places: &Set<Pointer>) -> Demands {
        let demands = Demands::default();
        let mut reader = Reader { root: schema, places, demands, looks: LOOKS };
        reader.read(schema, &Pointer::root(), &[], 0);
        reader.demands
    }

    /// How the tests come out for these answers.
    pub(crate) fn test(&self, data: &Json, host: &dyn Host) -> Vec<bool> {
        let test = |test: &Test| match test {
            Test::Valid { place, schema } => match data.at(place) {
                Some(value) => schema.is_valid(value, host),
                None => schema.is_valid(&Json::object(), host),
            },
            Test::Present(place) => data.at(place).is_some(),
        };
        self.tests.iter().map(test).collect()
    }

    /// Whether a place must be answered when the tests came out so.
    pub(crate) fn demands(&self, place: &Pointer, tests: &[bool]) -> bool {
        let comes_out = |&(test, want): &Guard| tests.get(test) == Some(&want);
        let ways = self.by_place.get(place);
        ways.is_some_and(|ways| ways.iter().any(|way| way.iter().all(comes_out)))
    }

    /// Whether there are answers for which a place must be answered.
    pub(crate) fn may_demand(&self, place: &Pointer) -> bool {
        self.by_place.contains_key(place)
    }
}

struct Reader<'a> {
    root: &'a Json,
    places: &'a Set<Pointer>,
    demands: Demands,
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
        for keyword in ["dependentRequired", "dependencies"] {
            let members = schema.get(keyword).and_then(Json::as_object);
            for (name, names) in members.into_iter().flat_map(|object| object.iter()) {
                let test = self.test(Test::Present(place.join(name)));
                self.demand(Some(names), place, &with(guards, (test, true)));
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
        let mut whole = Json::object();
        whole.set(&Pointer::root().join("allOf"), Json::Array(vec![condition.clone()]));
        // Where it has a `$ref`, that leads into the whole schema, so the definitions go along.
        let refers = condition.to_text().contains("\"$ref\"");
        let keywords = if refers { &["$schema", "$defs", "definitions"][..] } else { &["$schema"] };
        for keyword in keywords {
            if let Some(value) = self.root.get(keyword) {
                whole.set(&Pointer::root().join(keyword), value.clone());
            }
        }
        let Ok(compiled) = Schema::compile(&whole, &Map::new()) else {
            return;
        };
        let test = self.test(Test::Valid { place: place.clone(), schema: compiled });
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
                let known = self.demands.by_place.or_insert_with(place, Vec::new);
                known.into_iter().for_each(|known| known.push(guards.to_vec()));
            }
        }
    }

    fn test(&mut self, test: Test) -> usize {
        self.demands.tests.push(test);
        self.demands.tests.len() - 1
    }
}

fn with(guards: &[Guard], guard: Guard) -> Vec<Guard> {
    let mut guards = guards.to_vec();
    guards.push(guard);
    guards
}
