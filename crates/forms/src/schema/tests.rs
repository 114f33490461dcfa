//! Cases are data: `case/schema/*.json`, each `{ what, schema, answers, problems, dialect? }`; a list of faults instead of problems where the schema itself is wrong.

use std::collections::BTreeMap;

use super::Schema;
use crate::{Date, Fault, Host, Json};

/// A host for tests without the `native` feature: no patterns.
struct Plain;

impl Host for Plain {
    fn matches(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn today(&self) -> Date {
        Date::from_days(0)
    }
}

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn compile(text: &str) -> Result<Schema, Vec<Fault>> {
    Schema::compile(&json(text), &BTreeMap::new())
}

#[test]
fn accepts_no_value_as_json_forms_does() {
    for (schema, want) in [
        ("{}", true),
        ("true", true),
        ("false", false),
        (r#"{"const":null}"#, false),
        (r#"{"enum":[1]}"#, false),
        (r#"{"type":"string"}"#, false),
        (r#"{"minimum":3}"#, true),
        (r#"{"required":["a"]}"#, true),
        (r#"{"not":{"const":1}}"#, true),
        (r#"{"not":{"minLength":1}}"#, false),
        (r#"{"allOf":[{"pattern":"x"},{"type":"null"}]}"#, false),
        (r#"{"anyOf":[{"const":1},{}]}"#, true),
        (r#"{"contains":{"const":1}}"#, true),
        (r#"{"if":{"const":1},"then":false}"#, true),
        (r#"{"if":{},"then":{"const":1}}"#, false),
        (r##"{"$ref":"#/$defs/a","$defs":{"a":{"const":1}}}"##, false),
        (r#"{"oneOf":[{},{}]}"#, false),
    ] {
        assert_eq!(compile(schema).map(|schema| schema.accepts_absent(&Plain)), Ok(want), "{schema}");
    }
}
