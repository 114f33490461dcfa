//! The judge is judged: a suite in which one test is wrong must say so.

use super::run;
use crate::bare::Bare;

#[test]
fn a_wrong_test_is_named_and_counted() {
    let bundle = r#"{ "remotes": { "http://a/b": { "type": "string" } }, "files": [
        { "draft": "draft7", "name": "ref", "formats": false, "groups": [
            { "description": "group", "schema": { "$ref": "http://a/b", "type": "null" }, "tests": [
                { "description": "right", "data": "x", "valid": true },
                { "description": "wrong", "data": 1, "valid": true } ] } ] },
        { "draft": "draft2020-12", "name": "date", "formats": true, "groups": [
            { "description": "group", "schema": { "format": "date" }, "tests": [
                { "description": "right", "data": "x", "valid": false } ] } ] } ] }"#;
    assert_eq!(
        run(bundle, std::rc::Rc::new(Bare)),
        "FAILED draft7 ref: group / wrong\n1/2 draft7 ref\n1/1 draft2020-12 date\n2/3\n"
    );
}

#[test]
fn a_schema_that_cannot_be_compiled_passes_nothing() {
    let bundle = r#"{ "files": [ { "draft": "a", "name": "b", "groups": [
        { "schema": { "type": "text" }, "tests": [ { "data": 1, "valid": false } ] } ] } ] }"#;
    assert_eq!(run(bundle, std::rc::Rc::new(Bare)), "FAILED a b:  / \n0/1 a b\n0/1\n");
    assert_eq!(run("{", std::rc::Rc::new(Bare)), "no JSON at byte 1");
}
