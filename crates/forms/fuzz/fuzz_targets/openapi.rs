//! Imports any text as an OpenAPI document, and a document that has a little of everything: whatever becomes a service is one that
//! the engine reads.
#![no_main]

use forms::{Json, Service};
use forms_fuzz::{SCHEMA, Source};
use libfuzzer_sys::fuzz_target;
use loket::import::{Wish, import};

/// The words of a document around and inside its schemas.
const OPENAPI: &[&str] = &[
    "$ref", "#/components/schemas/A", "#/components/schemas/B", "discriminator", "propertyName", "mapping", "nullable", "readOnly", "writeOnly",
    "example", "x-enumNames", "binary", "nik", "hp", "A", "B", "null", "default", "description",
];

fuzz_target!(|bytes: &[u8]| {
    let wish = Wish { operation: String::from("x"), base: None };
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let _ = import(text, &wish);
    let words: Vec<&str> = OPENAPI.iter().chain(SCHEMA).copied().collect();
    let mut source = Source::new(bytes);
    let [body, a, b, reply] = [0; 4].map(|_| source.json(&words).to_text());
    for version in ["3.0.3", "3.1.0"] {
        let document = format!(
            r#"{{"openapi":"{version}","paths":{{"/a":{{"post":{{"operationId":"x","requestBody":{{"content":{{"application/json":{{"schema":{body}}}}}}},
            "responses":{{"201":{{"content":{{"application/json":{{"schema":{reply}}}}}}}}}}}}}}},"components":{{"schemas":{{"A":{a},"B":{b}}}}}}}"#
        );
        if let Ok(imported) = import(&document, &wish) {
            assert!(Json::parse(&imported.service.to_text()).is_ok());
            Service::read(&imported.service);
        }
    }
});
