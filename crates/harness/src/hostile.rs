//! Schemas, answers and services that nobody writes in good faith. Each must end soon, in a fault, a problem or a plain answer, wherever the
//! engine runs: the stack of wasm is 1 MB. Made by code, since as files they would weigh megabytes.

use forms::{Answers, Form, Host, Json, Map, Schema, Service};
use std::{rc::Rc, sync::Arc};

/// A name, what is read, what is asked of it, and how that must end.
pub struct Case {
    pub name: &'static str,
    /// A schema; or a whole service, when `data` is `None`.
    pub text: String,
    pub data: Option<String>,
    pub end: End,
}

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// A text is no JSON.
    NoJson,
    /// The definition has faults.
    Fault,
    /// Nothing is wrong; of a service: it opens.
    Fits,
    /// There are problems; of a service: some answer is missing or wrong.
    Problem,
}

/// Deeper than any text may be nested, wider than any form.
const DEEP: usize = 100_000;
const WIDE: usize = 20_000;

/// How a case ends here.
pub fn end(case: &Case, host: Rc<dyn Host>) -> End {
    let Ok(json) = Json::parse(&case.text) else {
        return End::NoJson;
    };
    match &case.data {
        Some(data) => schema_end(&json, data, &*host),
        None => service_end(&json, host),
    }
}

fn schema_end(schema: &Json, data: &str, host: &dyn Host) -> End {
    let Ok(data) = Json::parse(data) else {
        return End::NoJson;
    };
    let Ok(schema) = Schema::compile(schema, &Map::new()) else {
        return End::Fault;
    };
    schema.accepts_absent(host);
    let problems = schema.validate(&data, host);
    match (schema.is_valid(&data, host), problems.is_empty()) {
        (true, true) => End::Fits,
        _ => End::Problem,
    }
}

fn service_end(service: &Json, host: Rc<dyn Host>) -> End {
    let (Some(service), _) = Service::read(service) else {
        return End::Fault;
    };
    let mut form = Form::open(Arc::new(service), Answers::default(), host);
    form.submission();
    match form.check_all().0 {
        Ok(()) => End::Fits,
        Err(_) => End::Problem,
    }
}

/// All cases.
pub fn cases() -> Vec<Case> {
    let mut cases = schemas();
    let services = services().into_iter();
    cases.extend(services.map(|(name, text, end)| Case { name, text, data: None, end }));
    cases
}

fn schemas() -> Vec<Case> {
    let deep = |open: &str, close: &str, n: usize| [open.repeat(n), "1".into(), close.repeat(n)].concat();
    let chain = |link: &str, last: &str, n: usize| {
        let links: Vec<String> =
            (0..n).map(|i| format!("\"{i}\":{}", link.replace("NEXT", &(i + 1).to_string()))).collect();
        format!(r##"{{"$ref":"#/$defs/0","$defs":{{{},"{n}":{last}}}}}"##, links.join(","))
    };
    let twice = |keyword: &str| format!(r##"{{"{keyword}":[{{"$ref":"#/$defs/NEXT"}},{{"$ref":"#/$defs/NEXT"}}]}}"##);
    let numbers = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
    let names = |n: usize, value: &str| (0..n).map(|i| format!("\"n{i}\":{value}")).collect::<Vec<_>>().join(",");
    let follow = r##"{"items":{"$ref":"#"},"additionalProperties":{"$ref":"#"}}"##;
    let all = [
        ("text nested deeply in lists", follow.into(), deep("[", "]", DEEP), End::NoJson),
        ("text nested deeply in objects", follow.into(), deep(r#"{"a":"#, "}", DEEP), End::NoJson),
        ("text that only opens", follow.into(), "[".repeat(DEEP), End::NoJson),
        ("answers as deep as may be", follow.into(), deep("[", "]", 127), End::Fits),
        ("schema nested deeply", deep(r#"{"not":"#, "}", DEEP), "1".into(), End::NoJson),
        (
            "schema as deep as may be",
            deep(r#"{"items":"#, "}", 126).replace('1', "true"),
            deep("[", "]", 127),
            End::Fits,
        ),
        ("reference to itself", r##"{"$ref":"#"}"##.into(), "1".into(), End::Fault),
        (
            "references in a ring",
            chain(r##"{"$ref":"#/$defs/NEXT"}"##, r##"{"$ref":"#/$defs/0"}"##, 500),
            "1".into(),
            End::Fault,
        ),
        (
            "a ring through branches",
            chain(&twice("anyOf"), r##"{"not":{"$ref":"#/$defs/0"}}"##, 50),
            "1".into(),
            End::Fault,
        ),
        ("a ring through if", r##"{"if":true,"then":{"$ref":"#"}}"##.into(), "1".into(), End::Problem),
        (
            "a ring through dependentSchemas",
            r##"{"dependentSchemas":{"a":{"$ref":"#"}}}"##.into(),
            r#"{"a":1}"#.into(),
            End::Problem,
        ),
        (
            "dynamic references in a ring",
            r##"{"$dynamicAnchor":"a","allOf":[{"$dynamicRef":"#a"}]}"##.into(),
            "1".into(),
            End::Problem,
        ),
        ("a long chain of references", chain(r##"{"$ref":"#/$defs/NEXT"}"##, "true", WIDE), "1".into(), End::Problem),
        ("anyOf that doubles", chain(&twice("anyOf"), "false", 60), "1".into(), End::Problem),
        ("oneOf that doubles", chain(&twice("oneOf"), "false", 60), "1".into(), End::Problem),
        ("allOf that doubles", chain(&twice("allOf"), "true", 60), "1".into(), End::Problem),
        (
            "limits beyond all memory",
            r#"{"minItems":1e999999999,"contains":true,"minContains":1e30}"#.into(),
            "[1]".into(),
            End::Problem,
        ),
        (
            "a large list of different items",
            r#"{"uniqueItems":true}"#.into(),
            format!("[{}]", numbers(WIDE * 5)),
            End::Fits,
        ),
        (
            "a large list, the last two alike",
            r#"{"uniqueItems":true}"#.into(),
            format!("[{},0]", numbers(WIDE * 5)),
            End::Problem,
        ),
        (
            "large choices for large answers",
            format!(r#"{{"items":{{"enum":[{}]}}}}"#, numbers(WIDE)),
            format!("[{}]", vec!["-1"; WIDE].join(",")),
            End::Problem,
        ),
        (
            "many patterns for many names",
            format!(r#"{{"patternProperties":{{{}}}}}"#, names(900, "true")),
            format!("{{{}}}", names(900, "1")),
            End::Problem,
        ),
        (
            "many required of many rows",
            format!(r#"{{"items":{{"dependentRequired":{{"a":[{}]}}}}}}"#, vec!["\"b\""; WIDE].join(",")),
            format!("[{}]", vec![r#"{"a":1,"b":1}"#; WIDE].join(",")),
            End::Problem,
        ),
        (
            "enormous numbers",
            r#"{"multipleOf":1e-999999999,"maximum":1e999999999}"#.into(),
            "1e999999999".into(),
            End::Fits,
        ),
        ("tiny steps", r#"{"multipleOf":7e-999999999}"#.into(), "1e999999999".into(), End::Problem),
        ("more digits than memory for them", r#"{"minimum":0}"#.into(), "9".repeat(DEEP), End::Fits),
        (
            "a long text",
            r#"{"maxLength":5,"format":"email"}"#.into(),
            format!("\"{}\"", "a@".repeat(DEEP)),
            End::Problem,
        ),
        ("a long address", r#"{"format":"uri"}"#.into(), format!("\"http://{}\"", "a.".repeat(DEEP)), End::Fits),
        ("a pattern that is no pattern", r#"{"pattern":"("}"#.into(), r#""a""#.into(), End::Problem),
        (
            "a pattern that goes back for ever",
            r#"{"pattern":"^([A-Za-z]+ ?)+$"}"#.into(),
            format!("\"{}!\"", "a".repeat(4_000)),
            End::Problem,
        ),
        (
            "a pattern that goes back for ever, and what a group has found",
            r#"{"not":{"pattern":"^(a+)+\\1!$"}}"#.into(),
            format!("\"{}!\"", "a".repeat(28)),
            End::Problem,
        ),
        (
            "a pattern as an answer that goes back for ever at nothing",
            r#"{"format":"regex"}"#.into(),
            r#""((){1000000000}){1000000000}""#.into(),
            End::Fits,
        ),
    ];
    all.into_iter().map(|(name, text, data, end)| Case { name, text, data: Some(data), end }).collect()
}

fn services() -> Vec<(&'static str, String, End)> {
    let service = |schema: &str, uischema: &str| {
        format!(r#"{{"id":"a","version":"1","title":"A","schema":{schema},"uischema":{uischema}}}"#)
    };
    let controls = |n: usize| vec![r##"{"type":"Control","scope":"#/properties/a"}"##; n].join(",");
    let nested = |n: usize| {
        let layout = r#"{"type":"VerticalLayout","elements":["#;
        [&layout.repeat(n), r##"{"type":"Control","scope":"#/properties/a"}"##, &"]}".repeat(n)].concat()
    };
    let one = r#"{"type":"object","properties":{"a":{"type":"string"}}}"#;
    let rule = |shown: &str, by: &str| {
        format!(
            r##"{{"type":"Control","scope":"#/properties/{shown}","rule":{{"effect":"SHOW","condition":{{"scope":"#/properties/{by}","schema":{{"const":"x"}}}}}}}}"##
        )
    };
    let two = r#"{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}"#;
    let compute = |of: &str, by: &str| {
        format!(r##"{{"type":"Control","scope":"#/properties/{of}","options":{{"compute":{{"var":"{by}"}}}}}}"##)
    };
    let layout = |elements: &str| format!(r#"{{"type":"VerticalLayout","elements":[{elements}]}}"#);
    let itself = r##"{"type":"object","properties":{"a":{"$ref":"#"},"list":{"type":"array","minItems":3,"items":{"$ref":"#"}}},"required":["a"]}"##;
    let generated = format!(r#"{{"id":"a","version":"1","title":"A","schema":{itself}}}"#);
    vec![
        ("layouts nested deeply", service(one, &nested(DEEP)), End::NoJson),
        ("layouts as deep as may be", service(one, &nested(60)), End::Fits),
        ("more elements than any form", service(one, &layout(&controls(WIDE * 2))), End::Fault),
        ("rules in a ring", service(two, &layout(&[rule("a", "b"), rule("b", "a")].join(","))), End::Fault),
        ("a rule about itself", service(two, &layout(&rule("a", "a"))), End::Fault),
        (
            "computed answers in a ring",
            service(two, &layout(&[compute("a", "b"), compute("b", "a")].join(","))),
            End::Fault,
        ),
        ("a form generated from a schema that holds itself", generated, End::Problem),
        ("a form whose detail holds itself", service(itself, &layout(&controls(1))), End::Problem),
    ]
}

#[cfg(test)]
mod tests;
