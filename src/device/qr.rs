//! QR codes by a library of their own, fetched when first needed.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::module;

/// Makes a code: modules along one side, and the dark ones as an SVG path of one unit a module. `None` when the library does not come.
pub async fn encode(text: &str) -> Option<(u32, String)> {
    let module = module("qr").await?;
    let encode: Function = Reflect::get(&module, &JsValue::from_str("encode")).ok()?.dyn_into().ok()?;
    let code = encode.call1(&JsValue::NULL, &JsValue::from_str(text)).ok()?;
    let rows: js_sys::Array = Reflect::get(&code, &JsValue::from_str("data")).ok()?.dyn_into().ok()?;
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let row: js_sys::Array = row.dyn_into().ok()?;
        for (x, dark) in row.iter().enumerate() {
            if dark.is_truthy() {
                path.push('M');
                path.push_str(&x.to_string());
                path.push(' ');
                path.push_str(&y.to_string());
                path.push_str("h1v1h-1z");
            }
        }
    }
    Some((rows.length(), path))
}
