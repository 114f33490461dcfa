use serde_json::{Value, json};

use super::with_served;

#[test]
fn the_bill_of_the_app_names_what_comes_from_npm() {
    let bill = json!({ "bomFormat": "CycloneDX", "components": [{ "name": "forms" }] }).to_string();
    let lock = include_str!("../../npm/build/package-lock.json");
    let bill: Value = serde_json::from_str(&with_served(&bill, lock).unwrap()).unwrap();
    let names: Vec<&str> =
        bill["components"].as_array().unwrap().iter().filter_map(|part| part["name"].as_str()).collect();
    assert_eq!(names, ["forms", "uqr"]);
    assert_eq!(bill["components"][1]["licenses"][0]["license"]["id"], "MIT");
    assert!(with_served("{}", lock).is_err());
    assert!(with_served(&bill.to_string(), "{}").is_err());
}
