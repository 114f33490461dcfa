//! Each line of `case/typed/clean.json`: what is pasted, and what of it means something.

use super::clean;
use crate::Json;

#[test]
fn nobody_sees_it_and_it_is_gone() {
    let cases = Json::parse(include_str!("../../case/typed/clean.json")).expect("the cases are JSON");
    for case in cases.as_array().expect("the cases are a list") {
        let text = |key: &str| case.get(key).and_then(Json::as_str).expect("a text");
        assert_eq!(clean(text("typed")), text("clean"), "{}", text("name"));
        assert_eq!(clean(text("clean")), text("clean"), "{}: twice", text("name"));
    }
}
