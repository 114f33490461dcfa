//! The table is what the tests say, and a claim without a test is refused.

use serde_json::json;

use super::{TABLE, proof, table, write};
use crate::place::Place;

#[test]
fn the_table_is_what_the_tests_say() {
    let place = Place::find().unwrap();
    let wanted = table(&place).unwrap();
    assert_eq!(place.text(TABLE).unwrap(), wanted, "{TABLE} is not what the tests say. Run: cargo xtask support");
}

#[test]
fn what_nobody_proves_is_not_supported() {
    let features = |level: &str, not: Option<&str>| json!([{ "title": "A", "features": [{ "id": "a", "level": level, "what": "a", "not": not }] }]);
    let mut proofs = proof::Proofs::new();
    assert!(write(&features("MUST", None), &proofs).is_err());
    assert!(write(&features("MUST", Some("hard")), &proofs).is_err());
    assert!(write(&features("MAY", None), &proofs).is_err());
    assert!(write(&features("MAY", Some("hard")), &proofs).unwrap().contains("| a | MAY | no: hard | |"));
    proof::of_cases(&json!({ "cases": [{ "name": "n", "supports": ["a"] }] }), "file", &mut proofs);
    assert!(write(&features("MUST", None), &proofs).unwrap().contains("| a | MUST | yes | `file.json`: n |"));
    assert!(write(&features("MUST", Some("hard")), &proofs).is_err());
    proof::of_cases(&json!({ "cases": [{ "name": "n", "supports": ["b"] }] }), "file", &mut proofs);
    assert!(write(&features("MUST", None), &proofs).is_err());
}

#[test]
fn a_function_that_nobody_runs_proves_nothing() {
    let text = [proof::MARK, "a,\n/// b.\npub async fn walk(stage: Stage) {}\n"].concat();
    let mut proofs = proof::Proofs::new();
    assert!(proof::of_tests(&text, "way", "table![]", &mut proofs).is_err());
    proof::of_tests(&text, "way", "way::walk,", &mut proofs).unwrap();
    assert_eq!(proofs.keys().collect::<Vec<_>>(), ["a", "b"]);
    let test = text.replace("pub async fn", "#[test]\nfn");
    proof::of_tests(&test, "tests", "", &mut proofs).unwrap();
    assert_eq!(proofs["a"], ["`way::walk`", "`tests::walk`"]);
}
