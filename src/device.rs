//! What the browser offers: storage, page (title, focus), clock, random keys, sharing, and the engine's `Host`.
//! Everything may be missing or refused; nothing here panics.

pub mod clock;
pub mod handoff;
pub mod kiosk;
pub mod oidc;
pub mod page;
pub mod qr;
pub mod random;
pub mod seal;
pub mod share;
pub mod storage;
pub mod vault;

mod host;

pub use host::Browser;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

// What the loader and the glue have put beside the app (src/loader): `window.loket`.
fn loket(name: &str) -> Option<JsValue> {
    let loket = Reflect::get(&leptos::prelude::window(), &JsValue::from_str("loket")).ok()?;
    Reflect::get(&loket, &JsValue::from_str(name)).ok()
}

// A script that few need: `loket.load` of the glue imports the address that the loader holds under this name.
async fn module(name: &str) -> Option<JsValue> {
    let load: Function = loket("load")?.dyn_into().ok()?;
    let promise: Promise = load.call1(&JsValue::NULL, &loket(name)?).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
