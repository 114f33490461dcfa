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

/// As deep as a rule may be, and one deeper; each operator and each list of what it is given is one level.
#[test]
fn depth() {
    let nested = |n: u32| (0..n).fold(Json::from(1), |inner, _| Json::from_iter([("+".to_owned(), inner)]));
    assert_eq!(apply(&nested(super::DEPTH), &Json::Null), 1.into());
    assert_eq!(apply(&nested(super::DEPTH + 1), &Json::Null), Json::Null);
    let reads = |n: u32| {
        let rule = (0..n).fold(Json::from_iter([("var".to_owned(), "a".into())]), |inner, _| vec![inner].into());
        Logic::read(&rule).reads.len()
    };
    assert_eq!((reads(super::DEPTH), reads(super::DEPTH + 1)), (1, 0));
}

/// A rule that is too deep or too much work ends, and gives nothing.
#[test]
fn hostile() {
    let begun = std::time::Instant::now();
    let deep = (0..120).fold(Json::from(1), |inner, _| [("+".to_owned(), inner)].into_iter().collect());
    assert_eq!(apply(&deep, &Json::Null), Json::Null);
    let list: Json = Json::Array((0..5_000).map(Json::from).collect());
    let data: Json = [("a".to_owned(), list)].into_iter().collect();
    for rule in [
        // Loops inside loops.
        r#"{"map":[{"var":"a"},{"map":[{"root":"a"},{"map":[{"root":"a"},{"var":""}]}]}]}"#,
        // Copies of everything, for each item.
        r#"{"map":[{"var":"a"},[{"root":""},{"root":""},{"root":""},{"root":""}]]}"#,
        // A value, a text and a list that double with every item, and one that is buried deeper.
        r#"{"reduce":[{"var":"a"},[{"var":"accumulator"},{"var":"accumulator"}],1]}"#,
        r#"{"reduce":[{"var":"a"},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]}"#,
        r#"{"reduce":[{"var":"a"},{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]}"#,
        r#"{"reduce":[{"var":"a"},[{"var":"accumulator"}],1]}"#,
    ] {
        let value = apply(&Json::parse(rule).unwrap(), &data);
        assert!(value.to_text().len() < 1_000_000, "{rule}");
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
