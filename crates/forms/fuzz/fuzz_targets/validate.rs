//! Validates a value against a schema: both ways of asking agree, and each problem has a place.
#![no_main]

use forms::{Map, ProblemKind, Schema, Severity};
use forms_fuzz::{SCHEMA, Source, host};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let (schema, value) = (source.json(SCHEMA), source.json(SCHEMA));
    let Ok(schema) = Schema::compile(&schema, &Map::new()) else { return };
    let problems = schema.validate(&value, &host());
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    assert_eq!(schema.is_valid(&value, &host()), errors == 0, "{problems:?}");
    for problem in problems {
        let place = match problem.kind {
            ProblemKind::Required => problem.pointer.parent().unwrap_or_default(),
            _ => problem.pointer,
        };
        assert!(value.at(&place).is_some(), "{place:?}");
    }
});
