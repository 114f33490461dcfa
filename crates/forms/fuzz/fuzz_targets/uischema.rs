//! Reads a UI schema over a schema that has a little of everything, and opens the form.
#![no_main]

use std::{rc::Rc, sync::Arc};

use forms::{Answers, Form, Json, Service};
use forms_fuzz::{Source, UI, host};
use libfuzzer_sys::fuzz_target;

const SERVICE: &str = r#"{ "id": "a", "version": "1", "title": "A", "schema": { "type": "object", "required": ["a"], "properties": {
    "a": { "type": "string" }, "b": { "type": "integer" }, "list": { "type": "array", "items": { "type": "object", "properties": {
    "x": { "type": "string" } } } }, "o": { "type": "object", "properties": { "x": { "enum": ["a", "b"] } } } } } }"#;

fuzz_target!(|bytes: &[u8]| {
    let Ok(Json::Object(mut service)) = Json::parse(SERVICE) else { return };
    service.insert("uischema", Source::new(bytes).json(UI));
    let (Some(service), _) = Service::read(&Json::Object(service)) else { return };
    let mut form = Form::open(Arc::new(service), Answers::default(), Rc::new(host()));
    let _ = form.check_all();
    form.submission();
});
