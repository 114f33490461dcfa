//! Cases are data, in `case/schema`: a schema, then answers with the problems that they have, each as one line (`/nik format, 15 for 16`); or the
//! faults of a schema that is wrong itself. What only code can make (hostile depth and size) is made here.

use crate::Map;
use std::time::Instant;

use super::{Formats, Schema};
use crate::{
    Fault, FormatFault, Json, Pattern, Problem, ProblemKind, Severity,
    case::{World, files, items, text},
};

#[test]
fn cases() {
    for (file, cases) in files("schema") {
        for case in items(Some(&cases)) {
            let what = format!("{file}: {}", text(case, "what"));
            let schema = Schema::compile(case.get("schema").unwrap(), &Map::new());
            match case.get("faults") {
                Some(faults) => check_faults(&what, schema, faults),
                None => check(&what, &schema.unwrap(), case),
            }
        }
    }
}

fn check(what: &str, schema: &Schema, case: &Json) {
    let world = World::default();
    for answer in items(case.get("answers")) {
        let (value, want) = (answer.get("value").unwrap(), answer.get("problems"));
        let problems = schema.validate(value, &world);
        let lines = problems.iter().map(|problem| Json::from(line(problem))).collect::<Vec<_>>();
        assert_eq!(Json::from(lines).to_text(), want.unwrap().to_text(), "{what}: {}", value.to_text());
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        assert_eq!(schema.is_valid(value, &world), errors == 0, "{what}: {}", value.to_text());
    }
}

fn check_faults(what: &str, schema: Result<Schema, Vec<Fault>>, want: &Json) {
    let faults = schema.expect_err(what);
    let lines = faults.iter().map(|fault| Json::from(format!("{} {}", fault.pointer.as_str(), fault.what)));
    assert_eq!(Json::from(lines.collect::<Vec<_>>()).to_text(), want.to_text(), "{what}");
}

/// A problem as a line: place, keyword, what was found and what is wanted.
fn line(problem: &Problem) -> String {
    let place = problem.pointer.as_str();
    let keyword = problem.keyword();
    let detail = match &problem.kind {
        ProblemKind::Type { want, got } => format!(", {got} for {}", want.join(" or ")),
        ProblemKind::Const { want } => format!(", want {}", want.to_text()),
        ProblemKind::Pattern { want } | ProblemKind::Format { format: want } => format!(", want {want}"),
        ProblemKind::MinLength { got, want }
        | ProblemKind::MaxLength { got, want }
        | ProblemKind::MinItems { got, want }
        | ProblemKind::MaxItems { got, want }
        | ProblemKind::MinProperties { got, want }
        | ProblemKind::MaxProperties { got, want } => format!(", {got} for {want}"),
        ProblemKind::Minimum { got, want }
        | ProblemKind::Maximum { got, want }
        | ProblemKind::ExclusiveMinimum { got, want }
        | ProblemKind::ExclusiveMaximum { got, want }
        | ProblemKind::MultipleOf { got, want } => format!(", {} for {}", got.to_text(), want.to_text()),
        ProblemKind::UniqueItems { first, second } => format!(", {first} and {second}"),
        ProblemKind::Contains { got, min, max } => format!(", {got} for {min} to {max:?}"),
        ProblemKind::OneOf { matched } => format!(", {matched}"),
        ProblemKind::LocalFormat { fault: FormatFault::Length { got, min, max }, .. } => {
            format!(", {got} for {min} to {max}")
        }
        ProblemKind::LocalFormat { fault, .. } => format!(", {fault:?}"),
        _ => String::new(),
    };
    let doubt = if problem.severity == Severity::Warning { " (doubt)" } else { "" };
    format!("{place} {keyword}{detail}{doubt}")
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
        let schema = compile(&json(schema)).unwrap();
        assert_eq!(schema.accepts_absent(&World::default()), want, "{schema:?}");
    }
}

#[test]
fn formats_can_be_mere_remarks() {
    let schema = json(r#"{"format":"nik"}"#);
    for (formats, want) in [(Formats::Checked, false), (Formats::Ignored, true)] {
        let schema = Schema::compile_with(&schema, &Map::new(), formats).unwrap();
        assert_eq!(schema.is_valid(&"1".into(), &World::default()), want);
    }
}

#[test]
fn patterns_are_listed_and_bad_ones_let_nothing_through() {
    let schema = compile(&json(
        r#"{"pattern":"(","properties":{"a":{"pattern":"^x$"}},"patternProperties":{"^b":true,"[":false}}"#,
    ));
    let schema = schema.unwrap();
    let mut patterns = schema.patterns().map(Pattern::text).collect::<Vec<_>>();
    patterns.sort_unstable();
    assert_eq!(patterns, ["(", "[", "^b", "^x$"]);
    let world = World::default();
    assert!(!schema.is_valid(&"any".into(), &world));
    assert!(schema.is_valid(&json(r#"{"a":"x","b":1}"#), &world));
    assert!(!schema.is_valid(&json(r#"{"a":"y"}"#), &world));
}

/// Hostile schemas and values: each must end soon, in a fault or a problem.
#[test]
fn hostile_schemas_end() {
    let begun = Instant::now();
    let world = World::default();
    // A chain of references, longer than anybody writes.
    let mut definitions = Json::object();
    for n in 0..20_000 {
        definitions.set(&crate::Pointer::root().join(&n.to_string()).join("$ref"), format!("#/$defs/{}", n + 1).into());
    }
    definitions.set(&crate::Pointer::root().join("20000"), true.into());
    let chain = Json::from_iter([("$ref".to_owned(), "#/$defs/0".into()), ("$defs".to_owned(), definitions)]);
    let chain = compile(&chain).unwrap();
    assert!(!chain.is_valid(&Json::Null, &world));
    assert_eq!(chain.validate(&Json::Null, &world).len(), 1);
    assert!(!chain.accepts_absent(&world));
    // Branches that double at every level.
    for (keyword, deepest) in
        [("anyOf", "false"), ("oneOf", "false"), ("allOf", "true"), ("anyOf", r#"{"unevaluatedProperties":false}"#)]
    {
        let mut text = String::from(r##"{"$ref":"#/$defs/0","$defs":{"##);
        for n in 0..60 {
            let branch = format!(r##"{{"$ref":"#/$defs/{}"}}"##, n + 1);
            text.push_str(&format!(r#""{n}":{{"{keyword}":[{branch},{branch}],"unevaluatedProperties":false}},"#));
        }
        text.push_str(&format!(r#""60":{deepest}}}}}"#));
        let schema = compile(&json(&text)).unwrap();
        let value = json(r#"{"a":1}"#);
        assert!(!schema.is_valid(&value, &world), "{keyword}");
        assert!(!schema.validate(&value, &world).is_empty(), "{keyword}");
        schema.accepts_absent(&world);
    }
    // Values as deep as can be read, against a schema that follows them down.
    let deep = json(&("[".repeat(128) + &"]".repeat(128)));
    let tree = compile(&json(r##"{"items":{"$ref":"#"}}"##)).unwrap();
    assert!(tree.is_valid(&deep, &world));
    // A large list of equal hashes' worst case: equal items at the end only.
    let mut numbers = (0..100_000i64).map(Json::from).collect::<Vec<_>>();
    let unique = compile(&json(r#"{"uniqueItems":true}"#)).unwrap();
    assert!(unique.is_valid(&Json::Array(numbers.clone()), &world));
    numbers.push(0.into());
    assert!(!unique.is_valid(&Json::Array(numbers), &world));
    // More problems than anybody reads.
    let many = compile(&json(r#"{"items":{"type":"null"}}"#)).unwrap();
    assert_eq!(many.validate(&Json::Array(vec![true.into(); 50_000]), &world).len(), 1_000);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn compile(schema: &Json) -> Result<Schema, Vec<Fault>> {
    Schema::compile(schema, &Map::new())
}
