//! Reads any text as a service file, and as an index of services.
#![no_main]

use forms::{Json, Service, Summary};
use forms_fuzz::{SCHEMA, Source, UI};
use libfuzzer_sys::fuzz_target;

/// The words of a service around its schema.
const SERVICE: &[&str] = &[
    "id", "version", "title", "summary", "keywords", "agency", "delivery", "minutes", "notice", "schema", "uischema", "text", "backend",
    "outcome", "requirements", "procedure", "time", "fee", "product", "complaint", "next", "bring", "dossier", "intro", "when", "items",
    "services", "en", "a", "1",
];

fuzz_target!(|bytes: &[u8]| {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let words: Vec<&str> = SERVICE.iter().chain(UI).chain(SCHEMA).copied().collect();
    let json = Json::parse(text).unwrap_or_else(|_| Source::new(bytes).json(&words));
    Service::read(&json);
    Summary::read_index(&json);
});
