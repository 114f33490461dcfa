//! `case/logic/*.json`: a rule, the data, what comes out.

use super::Logic;
use crate::{
    Json, Pointer,
    case::{self, World, items},
    rule::Scene,
};

fn apply(rule: &Json, data: &Json) -> Json {
    let world = World::default();
    Logic::read(rule).value(&Scene::new(data, &Pointer::root(), &world)).unwrap_or_default()
}

#[test]
fn cases() {
    let mut n_cases = 0;
    for (name, file) in case::files("logic") {
        for case in items(file.get("cases")) {
            let [rule, data, want] = items(Some(case)) else { panic!("{name}: {}", case.to_text()) };
            assert_eq!(apply(rule, data), *want, "{name}: {} {}", rule.to_text(), data.to_text());
            n_cases += 1;
        }
    }
    assert!(n_cases > 150, "{n_cases} cases");
}

/// A rule that is too deep or too much work ends, and gives nothing.
#[test]
fn hostile() {
    let deep = (0..120).fold(Json::from(1), |inner, _| [("+".to_owned(), inner)].into_iter().collect());
    assert_eq!(apply(&deep, &Json::Null), Json::Null);
    let list: Json = Json::Array((0..200).map(Json::from).collect());
    let data: Json = [("a".to_owned(), list)].into_iter().collect();
    let rule = r#"{"map":[{"var":"a"},{"map":[{"root":"a"},{"map":[{"root":"a"},{"var":""}]}]}]}"#;
    let before = std::time::Instant::now();
    apply(&Json::parse(rule).unwrap(), &data);
    assert!(before.elapsed().as_secs() < 5);
}
