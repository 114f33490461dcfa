//! `window.loket` as the app sees it: what the loader, the glue and a kiosk's parts have put beside it (docs/scripts.md).

use js_sys::{Array, Map, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Imports a script that few need, by its name among the addresses that the loader holds.
    #[wasm_bindgen(js_namespace = ["window", "loket"])]
    pub fn load(name: &str) -> Promise;

    /// Fetches the module of the form's pages for later.
    #[wasm_bindgen(js_namespace = ["window", "loket"])]
    pub fn ahead() -> Promise;

    /// Ends the page with a sentence.
    #[wasm_bindgen(js_namespace = ["window", "loket"])]
    pub fn fail(why: &str);

    /// Lets the browser send a draft once there is a network; an error where there is no worker.
    #[wasm_bindgen(js_namespace = ["window", "loket"], catch)]
    pub fn later(name: &str) -> Result<(), JsValue>;

    /// What comes and goes.
    pub type Loket;

    #[wasm_bindgen(thread_local_v2, js_namespace = window, js_name = loket)]
    pub static LOKET: Loket;

    /// What the address brought.
    #[wasm_bindgen(method, getter)]
    pub fn answer(this: &Loket) -> Option<String>;
    #[wasm_bindgen(method, setter)]
    pub fn set_answer(this: &Loket, answer: &str);

    /// What of the open draft may go to a phone.
    #[wasm_bindgen(method, setter)]
    pub fn set_draft(this: &Loket, text: &str);

    /// What a phone has given, and who says whether it may be shown.
    #[wasm_bindgen(method, getter)]
    pub fn given(this: &Loket) -> Option<Array>;
}

/// The store of this device (src/device/vault.js), whose functions fail by their promises alone.
pub mod vault {
    use super::{Map, Promise, wasm_bindgen};

    #[wasm_bindgen(js_namespace = ["window", "loket", "vault"])]
    extern "C" {
        pub fn open() -> Promise;
        pub fn put(name: &str, text: &str, revision: f64, since: f64) -> Promise;
        pub fn get(name: &str) -> Promise;
        pub fn revision(name: &str) -> Promise;
        pub fn count(name: &str, since: f64) -> Promise;
        pub fn remove(name: &str, revision: f64) -> Promise;
        pub fn lock(name: &str) -> Promise;
        pub fn persist() -> Promise;

        /// Whether this browser deletes what is not used.
        #[wasm_bindgen(thread_local_v2, js_name = fleeting)]
        pub static FLEETING: bool;

        /// The open seals by the names of their texts.
        #[wasm_bindgen(thread_local_v2, js_name = seals)]
        pub static SEALS: Map;
    }
}
