//! A kiosk in a public place, which keeps nothing of anybody: src/loader tells it from the address, and src/loader/kiosk wipes.

use js_sys::{Array, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

use super::{loket, page};

/// Whether this is one.
pub fn is_here() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-kiosk"))
}

/// The counter whose officer helps at a kiosk (src/loader/kiosk/assist.js).
pub fn assisted() -> Option<String> {
    document().document_element()?.get_attribute("data-assisted")
}

/// Shows the draft that is open, which may go on at a phone (src/loader/kiosk/handoff.js). Says what is known of a submission
/// (`unsent`, `unknown`, `sent`, or nothing) and its name: whoever wants to go is told first.
pub fn tell(draft: &str, fate: &str, reference: &str) {
    if let Ok(loket) = Reflect::get(&window(), &JsValue::from_str("loket")) {
        let _ = Reflect::set(&loket, &JsValue::from_str("draft"), &JsValue::from_str(draft));
    }
    page::set_root("data-fate", fate);
    page::set_root("data-reference", reference);
}

/// The next text that came from a phone, with its name.
pub fn take_given() -> Option<(String, String)> {
    let given: Array = loket("given")?.dyn_into().ok()?;
    let text = given.pop().as_string()?;
    Some((given.pop().as_string()?, text))
}
