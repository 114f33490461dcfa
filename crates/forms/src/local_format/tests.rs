//! Each line of `case/local_format/*.json`: what is typed, what is stored, what is wrong with it, how it is shown.

use crate::{FormatFault, Json, LocalFormat, Severity};

#[test]
fn cases() {
    check(include_str!("../../case/local_format/number.json"));
    check(include_str!("../../case/local_format/phone.json"));
    check(include_str!("../../case/local_format/other.json"));
}

/// Each line of `typing.json`: the box before, what is in it after one edit (`|` is the caret), and what it becomes, if anything.
#[test]
fn while_it_is_typed() {
    let cases = Json::parse(include_str!("../../case/local_format/typing.json")).expect("the cases are JSON");
    for case in cases.as_array().expect("the cases are a list") {
        let text = |key: &str| case.get(key).and_then(Json::as_str);
        let identity = text("format").and_then(LocalFormat::named).expect("each case names a format");
        let (typed, before) = (text("text").expect("a text"), text("before").expect("a text before"));
        let caret = typed.find('|').expect("a caret");
        let then = identity.regroup(before, &typed.replace('|', ""), caret).map(|(mut then, caret)| {
            then.insert(caret, '|');
            then
        });
        assert_eq!(then.as_deref(), text("then"), "{typed} after {before}");
    }
}

#[test]
fn names_lead_back_to_their_format() {
    for (identity, name) in super::ALL {
        assert_eq!(LocalFormat::named(name), Some(identity));
        assert_eq!(identity.name(), name);
    }
    assert_eq!(LocalFormat::named("email"), None);
}

#[test]
fn the_invented_people_of_the_stand_in_pass() {
    let seeds = Json::parse(include_str!("../../../standin/data/sptu.json")).expect("JSON");
    let seeds = seeds.get("sptu").and_then(Json::as_array).expect("a list");
    assert!(seeds.len() >= 12);
    for seed in seeds {
        let nik = seed.get("nik").and_then(Json::as_str).expect("each has a NIK");
        assert_eq!(LocalFormat::Nik.check(nik), [], "{nik}");
    }
}

fn check(cases: &str) {
    let cases = Json::parse(cases).expect("the cases are JSON");
    for case in cases.as_array().expect("the cases are a list") {
        let text = |key: &str| case.get(key).and_then(Json::as_str);
        let typed = text("typed").expect("each case has something typed");
        let identity = text("format").and_then(LocalFormat::named).expect("each case names a format");
        let value = identity.normalise(typed);
        assert_eq!(Some(value.as_str()), text("value").or(Some(typed)), "{typed}: stored");
        assert_eq!(identity.normalise(&value), value, "{typed}: normalising twice");
        let faults: Vec<String> = identity.check(&value).into_iter().map(fault).collect();
        let wanted: Vec<String> = case
            .get("faults")
            .and_then(Json::as_array)
            .unwrap_or_default()
            .iter()
            .filter_map(Json::as_str)
            .map(String::from)
            .collect();
        assert_eq!(faults, wanted, "{typed}: faults");
        if let Some(shown) = text("shown") {
            assert_eq!(identity.show(&value), shown, "{typed}: shown");
            assert_eq!(identity.normalise(shown), value, "{typed}: shown and typed again");
        }
        if let Some(masked) = text("masked") {
            assert_eq!(identity.mask(&value), masked, "{typed}: masked");
        }
    }
}

fn fault((severity, fault): (Severity, FormatFault)) -> String {
    let severity = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    match fault {
        FormatFault::Length { got, min, max } => format!("{severity} Length {got} {min} {max}"),
        FormatFault::Character { got } => format!("{severity} Character {got}"),
        other => format!("{severity} {other:?}"),
    }
}
