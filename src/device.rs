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
mod loket;

pub use host::Browser;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

// A script that few need.
async fn module(name: &str) -> Option<JsValue> {
    JsFuture::from(loket::load(name)).await.ok()
}
