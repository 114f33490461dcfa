//! The `backend` section: as the binding reads it, and whether the places it names are places of an answer.

use forms::{Json, Pointer, Service};
use rest::{Backend, Delivery};

use crate::{check::Line, said::said};

/// What a deployment's settings give at least.
const DEFAULTS: &str = r#"{ "base": "/api" }"#;

/// Adds the faults of the section, with their places in the whole file.
pub fn check(service: &Service, lines: &mut Vec<Line>) {
    let at = Pointer::root().join("backend");
    let defaults = Json::parse(DEFAULTS).unwrap_or_default();
    match Backend::read(&defaults, Some(&service.backend)) {
        Ok(backend) => once(service, backend.once(), &at, lines),
        Err(faults) => {
            for fault in faults {
                let mut line = Line::from(fault);
                line.place.insert_str(0, at.as_str());
                lines.push(line);
            }
        }
    }
    for (place, entry) in members(&service.backend, "lookup", &at) {
        if entry.get("with").is_some() {
            let what = said!(
                "jawaban ikut di alamat, dan alamat tercatat di log: biarkan backend menerimanya di body",
                "answers travel in the address, and addresses stand in logs: let the backend take them in a body",
            );
            lines.push(Line::warning(&place.join("with"), what));
        }
    }
    for (place, entry) in members(&service.backend, "options", &at) {
        let url = entry.get("url").and_then(Json::as_str).unwrap_or_default();
        let mut expressions = url.split('{').filter_map(|part| Some(part.split_once('}')?.0));
        let is_paged = expressions.any(|names| names.split(['?', '&', ',']).any(|name| name == "page"));
        if is_paged && entry.get("next").is_none() {
            let what = said!(
                "tanpa `next`, atau header Link di balasan, halaman sesudah yang pertama tidak diketahui, dan sisa daftar tidak pernah tampil",
                "without `next`, or a Link header in the reply, nobody knows the page after the first, and the rest of the list is never shown",
            );
            lines.push(Line::warning(&place.join("url"), what));
        }
    }
    body(service, &at, lines);
    for (kind, member) in [("lookup", "body"), ("lookup", "with"), ("options", "with")] {
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

/// What a section of its own says of sending twice. What config.json says holds for a service without one.
fn once(service: &Service, once: Delivery, at: &Pointer, lines: &mut Vec<Line>) {
    let is_own = service.backend.get("submit").is_some() || service.backend.get("once").is_some();
    if is_own && once == Delivery::None {
        let what = said!(
            "tidak ada yang mencegah backend menerima permohonan dua kali; bila hasilnya tidak diketahui, warga yang harus memutuskan (level key atau reference)",
            "nothing keeps the backend from taking a submission twice; an unknown outcome is left to the citizen (level key or reference)",
        );
        lines.push(Line::warning(&at.join("once"), what));
    }
    for key in ["status", "withdraw"] {
        let url = service.backend.get(key).and_then(|part| part.get("url")?.as_str());
        if url.is_some_and(|url| url.contains("digits")) {
            let what = said!(
                "empat angka ikut di alamat, dan alamat tercatat di log: biarkan backend menerimanya di body",
                "the four digits travel in the address, and addresses stand in logs: let the backend take them in a body",
            );
            lines.push(Line::warning(&at.join(key).join("url"), what));
        }
    }
}

/// The answers that a body template takes.
fn body(service: &Service, at: &Pointer, lines: &mut Vec<Line>) {
    let at = at.join("submit").join("body");
    let parts = service.backend.get("submit").and_then(|submit| submit.get("body")?.as_object());
    for (place, source) in parts.into_iter().flat_map(|parts| parts.iter()) {
        // Rows lie deeper than places of the schema reach.
        let answer = source.as_str().and_then(|text| text.split("/*").next()).filter(|text| !text.is_empty());
        named(service, &at.join(place), answer, lines);
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
        let pointer = pointer.as_str();
        let what =
            said!("pointer \"{pointer}\" tidak ada di skema", "the pointer \"{pointer}\" leads nowhere in the schema");
        lines.push(Line::error(place.as_str(), what));
    }
}
