//! Small settings kept in this browser (localStorage), such as the language: nothing of a person, who is in `vault`.

use web_sys::Storage;

/// Reads a text.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text; `false` when the browser refuses (full, private, blocked).
pub fn set(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

fn storage() -> Option<Storage> {
    // The next visitor finds a kiosk as the first one did.
    if super::kiosk::is_here() {
        return None;
    }
    leptos::prelude::window().local_storage().ok().flatten()
}
