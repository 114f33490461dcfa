//! Evaluates rules and computed answers over any answers, and again after each edit.
#![no_main]

use std::{rc::Rc, sync::Arc};

use forms::{Answer, Answers, Form, Item, Json, Service};
use forms_fuzz::{Source, UI, host};
use libfuzzer_sys::fuzz_target;

const SERVICE: &str = r##"{ "id": "a", "version": "1", "title": "A", "schema": { "type": "object", "properties": {
    "a": { "type": "string" }, "b": { "type": "integer" }, "list": { "type": "array", "items": { "type": "object", "properties": {
    "x": { "type": "string" } } } }, "o": { "type": "object", "properties": { "x": { "enum": ["a", "b"] } } } } },
    "uischema": { "type": "VerticalLayout", "elements": [ { "type": "Control", "scope": "#/properties/a" },
    { "type": "Control", "scope": "#/properties/b" }, { "type": "Control", "scope": "#/properties/list" },
    { "type": "Control", "scope": "#/properties/o/properties/x" } ] } }"##;

fuzz_target!(|bytes: &[u8]| {
    let mut source = Source::new(bytes);
    let Ok(mut service) = Json::parse(SERVICE) else { return };
    for (place, json) in [
        ("/uischema/elements/0/rule/condition", source.json(UI)),
        ("/uischema/elements/1/options/compute", source.json(UI)),
        ("/uischema/elements/3/rule", source.json(UI)),
    ] {
        if let Some(pointer) = forms::Pointer::parse(place) {
            service.set(&pointer, json);
        }
    }
    if let Some(pointer) = forms::Pointer::parse("/uischema/elements/0/rule/effect") {
        service.set(&pointer, "SHOW".into());
    }
    let (Some(service), _) = Service::read(&service) else { return };
    let answers = Answers { data: source.json(UI), ..Answers::default() };
    let mut form = Form::open(Arc::new(service), answers, Rc::new(host()));
    let steps = form.journey().steps.clone();
    let items = steps.iter().flat_map(|step| &step.items);
    let fields = items.filter_map(|item| if let Item::Field(id) = item { Some(id.clone()) } else { None });
    for id in fields.collect::<Vec<_>>() {
        form.type_in(&id, "12");
        form.answer(&id, Some(Answer { value: source.json(UI), words: None }));
        form.leave(&id);
    }
    let _ = form.check_all();
});
