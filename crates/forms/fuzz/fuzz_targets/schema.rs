//! Compiles any text as a schema, as remote of another, and asks it about itself.
#![no_main]

use forms::{Json, Map, Schema};
use forms_fuzz::{SCHEMA, Source, host};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let json = Json::parse(text).unwrap_or_else(|_| Source::new(bytes).json(SCHEMA));
    let remotes = Map::from_iter([(String::from("http://a/b"), json.clone())]);
    if let Ok(schema) = Schema::compile(&json, &remotes) {
        schema.accepts_absent(&host());
        schema.validate(&json, &host());
    }
});
