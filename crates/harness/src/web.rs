//! What a page may call. Patterns go to the browser's RegExp through the very `Host` of the app.

#[cfg(feature = "engine")]
mod engine;

#[cfg(any(feature = "engine", feature = "suite"))]
#[path = "../../../src/device"]
mod device {
    // The app asks its clock for more.
    #[allow(dead_code)]
    pub mod clock;
    mod host;

    pub use host::Browser;
}

#[cfg(any(feature = "parse", feature = "suite"))]
use wasm_bindgen::prelude::wasm_bindgen;

/// Whether a text is JSON: what the module of the least size does, so that the engine's own weight can be told.
#[cfg(feature = "parse")]
#[wasm_bindgen]
pub fn parse(text: &str) -> bool {
    forms::Json::parse(text).is_ok()
}

/// Runs a bundle of the official suite; gives a line per file, last the sum.
#[cfg(feature = "suite")]
#[wasm_bindgen]
pub fn conformance(bundle: &str) -> String {
    crate::suite::run(bundle, std::rc::Rc::new(device::Browser::default()))
}
