//! The judge is judged: an example that differs, or cannot be read, must be named.

use super::run;
use crate::bare::Bare;

#[test]
fn what_differs_is_named_and_what_is_left_out_too() {
    let service = r#"{ "id": "a", "version": "1", "title": { "id": "A" },
        "schema": { "properties": { "a": { "type": "string" } }, "required": ["a"] } }"#;
    let bundle = [
        r#"{ "left": [ { "name": "f", "reason": "a function" } ], "examples": [ { "name": "right", "service": "#,
        service,
        r#", "data": {}, "places": [["/b"], ["/a"]] }, { "name": "wrong", "service": "#,
        service,
        r#", "data": { "a": 1 }, "places": [[]] }, { "name": "none", "service": {}, "data": {}, "places": [[]] } ] }"#,
    ];
    let report = run(&bundle.concat(), &Bare);
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "left out f: a function");
    assert_eq!(lines[1], "FAILED wrong: problems at “/a”, Ajv finds ");
    assert!(lines[2].starts_with("FAILED none: "), "{report}");
    assert_eq!(lines[3], "1/3");
    assert_eq!(run("{", &Bare), "no JSON at byte 1");
}
