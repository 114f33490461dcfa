//! Loket: permit forms for citizens. Loads what the app needs, draws it in place of the frame in index.html, and says that
//! it is ready.

// A panic in wasm ends the page: nothing here may panic at a citizen's hands.
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::dbg_macro,
        clippy::disallowed_macros
    )
)]

mod api;
mod app;
mod device;
mod page;
mod part;
mod route;
mod session;
mod store;
mod text;
#[cfg(feature = "trap")]
mod trap;
mod widget;

use leptos::prelude::*;

use crate::api::Error;

fn main() {
    #[cfg(feature = "trap")]
    trap::arm();
    // Not the spawner of Leptos, which exists only once something is mounted.
    wasm_bindgen_futures::spawn_local(start());
}

// The drafts come beside config and index; the frame of index.html stands until all are here. Index and config have been asked for
// by the page itself (preload).
async fn start() {
    if device::kiosk::is_here() {
        route::stay();
    }
    let drafts = store::open();
    let config = api::config().await;
    match config {
        Ok(config) => {
            let index = api::index(&config).await;
            // Another page than Beranda comes whole; without its module the loader has said why.
            if route::here() == route::Page::Home || app::load_form().await {
                draw(config, index.unwrap_or_default(), drafts.await);
            }
        }
        // The failure page of index.html knows office and phone without a config.
        Err(Error::Unreachable) => device::page::fail("missing"),
        Err(_) => device::page::fail("config"),
    }
}

fn draw(config: api::Config, services: Vec<forms::Summary>, drafts: store::Opened) {
    let Some(place) = device::page::place() else { return };
    let inside = place.clone();
    // Leptos gives the runtime; the elements are put in by ourselves (see src/part/dom.rs).
    mount_to(place, move || {
        for element in app::draw(config, services, drafts) {
            element.put_into(&inside);
        }
    })
    .forget();
    device::page::ready();
}
