//! What holds for every schema, value and typed text: thousands made by chance, the same ones in every run.

mod chance;
mod schema;

use std::{cell::RefCell, collections::HashMap};

use forms::{Date, Host, Json, LocalFormat, Map, Problem, ProblemKind, Schema, Severity};

use chance::Chance;

/// Real patterns; no clock.
#[derive(Default)]
struct World(RefCell<HashMap<String, Option<regress::Regex>>>);

impl Host for World {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut known = self.0.borrow_mut();
        let regex = known.entry(pattern.to_owned()).or_insert_with(|| regress::Regex::with_flags(pattern, "u").ok());
        regex.as_ref().map(|regex| regex.find(text).is_some())
    }

    fn today(&self) -> Date {
        Date::from_days(20_000)
    }
}

#[test]
fn a_value_made_from_a_schema_fits_it() {
    let world = World::default();
    for seed in 0..3_000 {
        let chance = &mut Chance::new(seed);
        let document = schema::document(chance);
        let compiled =
            Schema::compile(&document, &Map::new()).unwrap_or_else(|faults| panic!("{faults:?}: {document:?}"));
        for _ in 0..4 {
            let value = schema::value(&document, &document, chance);
            let problems = compiled.validate(&value, &world);
            assert!(problems.is_empty(), "{}\n{}\n{problems:?}", document.to_text(), value.to_text());
            assert!(compiled.is_valid(&value, &world), "{}\n{}", document.to_text(), value.to_text());
        }
    }
}

#[test]
fn a_problem_names_a_place_that_is_there() {
    let world = World::default();
    let mut n_problems = 0;
    for seed in 0..3_000 {
        let chance = &mut Chance::new(seed);
        let (document, other) = (schema::document(chance), schema::document(chance));
        let compiled =
            Schema::compile(&document, &Map::new()).unwrap_or_else(|faults| panic!("{faults:?}: {document:?}"));
        let value = schema::value(&other, &other, chance);
        let problems = compiled.validate(&value, &world);
        n_problems += problems.len();
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        assert_eq!(compiled.is_valid(&value, &world), errors == 0, "{}\n{}", document.to_text(), value.to_text());
        for problem in &problems {
            assert!(is_there(problem, &value), "{problem:?}\n{}\n{}", document.to_text(), value.to_text());
        }
    }
    assert!(n_problems > 1_000, "{n_problems}");
}

/// A missing answer has no place of its own, but the object that misses it has.
fn is_there(problem: &Problem, value: &Json) -> bool {
    let place = match problem.kind {
        ProblemKind::Required => problem.pointer.parent().expect("a member"),
        _ => problem.pointer.clone(),
    };
    value.at(&place).is_some()
}

#[test]
fn what_is_written_is_read_again() {
    for seed in 0..3_000 {
        let chance = &mut Chance::new(seed);
        let document = schema::document(chance);
        for json in [schema::value(&document, &document, chance), document] {
            let text = json.to_text();
            let again = Json::parse(&text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
            assert_eq!(again, json, "{text}");
            assert_eq!(again.to_text(), text);
        }
    }
}

#[test]
fn normalising_twice_is_normalising_once() {
    for name in
        ["nik", "no-kk", "npwp", "nib", "phone-id", "postal-code-id", "plate-id", "rt-rw", "money-idr", "person-name"]
    {
        let identity = LocalFormat::named(name).expect(name);
        for seed in 0..5_000 {
            let typed = chance::typed(&mut Chance::new(seed));
            let once = identity.normalise(&typed);
            assert_eq!(identity.normalise(&once), once, "{name}: {typed:?}");
            let shown = identity.show(&once);
            if identity.check(&once).iter().all(|(severity, _)| *severity != Severity::Error) {
                assert_eq!(identity.normalise(&shown), once, "{name}: {typed:?} is shown as {shown:?}");
            }
            // Neither may break on anything.
            identity.mask(&once);
        }
    }
}
