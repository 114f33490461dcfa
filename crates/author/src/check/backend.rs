//! The `backend` section: as the binding reads it, and whether the places it names are places of an answer.

use forms::{Json, Pointer, Service};
use rest::Backend;

use crate::check::Line;

/// What a deployment's settings give at least.
const DEFAULTS: &str = r#"{ "base": "/api" }"#;

/// Adds the faults of the section, with their places in the whole file.
pub fn check(service: &Service, lines: &mut Vec<Line>) {
    let at = Pointer::root().join("backend");
    let defaults = Json::parse(DEFAULTS).unwrap_or_default();
    for fault in Backend::read(&defaults, Some(&service.backend)).err().unwrap_or_default() {
        let mut line = Line::from(fault);
        line.place.insert_str(0, at.as_str());
        lines.push(line);
    }
    for (kind, member) in [("lookup", "body"), ("options", "with")] {
        for (place, entry) in members(&service.backend, kind, &at) {
            for (place, value) in members(entry, member, &place) {
                named(service, &place, value.as_str(), lines);
            }
        }
    }
    for (place, entry) in members(&service.backend, "lookup", &at) {
        let fill = entry.get("fill").and_then(Json::as_object);
        for (pointer, _) in fill.into_iter().flat_map(|object| object.iter()) {
            named(service, &place.join("fill").join(pointer), Some(pointer), lines);
        }
    }
}

/// The members of a member, with their places.
fn members<'a>(json: &'a Json, name: &str, at: &Pointer) -> Vec<(Pointer, &'a Json)> {
    let at = at.join(name);
    let object = json.get(name).and_then(Json::as_object);
    object.into_iter().flat_map(|object| object.iter()).map(|(name, value)| (at.join(name), value)).collect()
}

/// A pointer into the answers must lead to a property of the schema; what is no pointer, the binding has named already.
fn named(service: &Service, place: &Pointer, pointer: Option<&str>, lines: &mut Vec<Line>) {
    if let Some(pointer) = pointer.and_then(Pointer::parse)
        && !service.has_place(&pointer)
    {
        let what = format!("the pointer \"{}\" leads nowhere in the schema", pointer.as_str());
        lines.push(Line::error(place.as_str(), &what));
    }
}
