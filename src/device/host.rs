//! The engine's view of the browser: its own RegExp (JSON Schema patterns are ECMA-262) and its clock.

use std::{cell::RefCell, collections::BTreeMap};

use forms::{Date, Host};
use js_sys::RegExp;

use super::clock;

/// The browser as the engine's `Host`. Keeps compiled patterns.
#[derive(Default)]
pub struct Browser {
    patterns: RefCell<BTreeMap<String, Option<RegExp>>>,
}

impl Host for Browser {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut patterns = self.patterns.borrow_mut();
        let compiled = match patterns.get(pattern) {
            Some(compiled) => compiled.clone(),
            None => {
                let compiled = compile(pattern);
                patterns.insert(pattern.into(), compiled.clone());
                compiled
            }
        };
        compiled.map(|compiled| compiled.test(text))
    }

    fn today(&self) -> Date {
        clock::today()
    }
}

// `new RegExp` throws on a faulty pattern: Reflect turns that into an error.
fn compile(pattern: &str) -> Option<RegExp> {
    use wasm_bindgen::{JsCast, JsValue};
    let constructor = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?;
    let arguments = js_sys::Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u"));
    js_sys::Reflect::construct(constructor.unchecked_ref(), &arguments)
        .ok()
        .map(JsCast::unchecked_into)
}
