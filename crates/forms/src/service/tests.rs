//! Definitions and their faults: `case/service/*.json`; and the services that come with the app.

use super::*;
use crate::{
    Level,
    case::{self, World, items, text},
};

#[test]
fn faults() {
    for (name, file) in case::files("service") {
        for case in items(Some(&file)) {
            check(case, &[&name, ": ", text(case, "name")].concat());
        }
    }
}

/// Each wanted fault is `"error /pointer"` or `"warning /pointer"`; errors mean that there is no service.
fn check(case: &Json, name: &str) {
    let (service, faults) = Service::read_with(case.get("service").unwrap(), &World::default());
    let found = faults.iter().map(|fault| {
        let level = if fault.level == Level::Error { "error " } else { "warning " };
        Json::from([level, fault.pointer.as_str()].concat())
    });
    assert_eq!(Json::Array(found.collect()), case.get("faults").cloned().unwrap(), "{name}");
    let has_error = faults.iter().any(|fault| fault.level == Level::Error);
    assert_eq!(service.is_none(), has_error, "{name}");
}

/// Conditions may be nested 32 deep.
#[test]
fn deep_conditions_are_a_fault() {
    for (depth, want) in [(32, 0), (33, 1)] {
        let leaf = r##"{ "scope": "#/properties/a", "schema": { "const": "x" } }"##;
        let open = r#"{ "type": "AND", "conditions": ["#.repeat(depth);
        let condition = [&open, leaf, &"] }".repeat(depth)].concat();
        let schema = r#"{ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "string" } } }"#;
        let uischema = format!(
            r##"{{ "type": "VerticalLayout", "elements": [{{ "type": "Control", "scope": "#/properties/a" }},
            {{ "type": "Control", "scope": "#/properties/b", "rule": {{ "effect": "SHOW", "condition": {condition} }} }}] }}"##
        );
        let service =
            format!(r#"{{ "id": "a", "version": "1", "title": "A", "schema": {schema}, "uischema": {uischema} }}"#);
        let (_, faults) = Service::read(&Json::parse(&service).unwrap());
        let errors = faults.iter().filter(|fault| fault.level == Level::Error).count();
        assert_eq!(errors, want, "{depth}: {faults:?}");
    }
}

#[test]
fn words_fall_back() {
    let file = case::file("case/words.json");
    let (service, faults) = Service::read(file.get("service").unwrap());
    let service = service.unwrap_or_else(|| panic!("{faults:?}"));
    let (_, control) = service.controls().swap_remove(0);
    for want in items(file.get("words")) {
        let lang = if text(want, "lang") == "en" { Lang::En } else { Lang::Id };
        let found = match text(want, "ask") {
            "label" => Some(service.label(&control, lang)),
            "description" => service.description(&control, lang),
            "why" => service.why(&control, lang),
            "choice" => control.choices.first().map(|choice| service.choice(choice, lang)),
            key => service.words(lang, key),
        };
        assert_eq!(found, want.get("words").and_then(Json::as_str), "{}", want.to_text());
    }
}

#[test]
fn shipped_services_are_without_fault() {
    let index = case::file("../../public/services/index.json");
    let (summaries, faults) = Summary::read_index(&index);
    assert_eq!(faults, []);
    assert!(!summaries.is_empty());
    for summary in summaries {
        let path = ["../../public/services/", &summary.id, "/", &summary.version, ".json"].concat();
        let (service, faults) = Service::read(&case::file(&path));
        assert_eq!(faults, [], "{path}");
        let service = service.unwrap();
        assert_eq!((service.id, service.version), (summary.id, summary.version));
        assert_eq!((service.title, service.minutes), (summary.title, summary.minutes));
    }
}

#[test]
fn a_line_with_odd_members_is_still_listed_and_one_without_a_name_is_told() {
    let index = r#"{"services":[{"id":"kios","version":"1","title":"Kios","summary":null,"fee":"gratis","minutes":-4,"time":7},
        {"id":"","version":"1","title":"Tanpa nama"},{"id":"pasar","version":"1"},{"id":"los","version":1,"title":"Los"}]}"#;
    let (summaries, faults) = Summary::read_index(&Json::parse(index).unwrap());
    let [kiosk] = summaries.as_slice() else { panic!("{summaries:?}") };
    assert_eq!((kiosk.id.as_str(), kiosk.fee, kiosk.minutes, kiosk.summary.is_empty()), ("kios", 0, 0, true));
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.what.as_str())).collect();
    let names = "\"id\", \"version\" and \"title\" must be texts";
    assert_eq!(told, [("/services/1", names), ("/services/2", "\"title\" is missing"), ("/services/3", names)]);
}
