//! The engine's view of the browser: its own RegExp (JSON Schema patterns are ECMA-262) and its clock.

use std::cell::RefCell;

use forms::{Date, Host, Map};
use js_sys::{Array, Function, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};

use super::clock;

/// The browser as the engine's `Host`. Keeps compiled patterns.
#[derive(Default)]
pub struct Browser {
    patterns: RefCell<Map<String, Option<RegExp>>>,
}

impl Host for Browser {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut patterns = self.patterns.borrow_mut();
        if !patterns.contains_key(pattern) {
            patterns.insert(pattern.into(), compile(pattern));
        }
        Some(patterns.get(pattern)?.as_ref()?.test(text))
    }

    fn today(&self) -> Date {
        clock::today()
    }
}

// `new RegExp` throws on a faulty pattern: Reflect turns that into an error.
fn compile(pattern: &str) -> Option<RegExp> {
    let constructor = Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?;
    let constructor: Function = constructor.dyn_into().ok()?;
    let arguments = Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u"));
    Reflect::construct(&constructor, &arguments).ok()?.dyn_into().ok()
}
