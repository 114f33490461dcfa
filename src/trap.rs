//! Test-only (feature `trap`): makes the app trap at its start or inside a click, as the browser's storage says under
//! `loket.trap` (`start` or `click`), so that a journey can see what a citizen would see; or keep no answer (`unkept`), so that
//! it can be measured what keeping costs.

use leptos::{ev, prelude::*};

use crate::device::storage;

/// Traps now, or prepares the trap.
pub fn arm() {
    match storage::get("loket.trap").as_deref() {
        Some("start") => trap(),
        Some("click") => {
            window_event_listener(ev::click, |_| trap());
        }
        _ => {}
    }
}

/// Whether answers are kept.
pub fn keeps() -> bool {
    storage::get("loket.trap").as_deref() != Some("unkept")
}

fn trap() {
    // What a forgotten check ends in.
    std::process::abort();
}
