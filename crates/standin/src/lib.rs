//! A small real backend for Loket, for trying and testing: a real server with a real database.
//!
//! It serves the app, answers the requests that `rest` makes, validates with the same engine as the browser, and
//! renders the officer's pages (`/petugas`). A city connects its own backend instead.

mod address;
mod api;
mod asset;
mod calendar;
mod clock;
mod db;
mod error;
mod header;
mod key;
mod limit;
mod lists;
mod neighbourhood;
mod number;
mod office;
mod officer;
mod record;
mod secret;
mod service;
mod settings;
mod state;
mod trouble;
mod unit;

pub use clock::Clock;
pub use office::Office;
pub use settings::{Kiosk, Once, Settings};

use std::sync::Arc;

use axum::{Router, middleware, routing::get};

/// Everything that the server answers.
pub fn app(office: Arc<Office>) -> Router {
    let mut router = Router::new()
        .nest("/api", api::router())
        .nest("/petugas", officer::router())
        .route("/petugas/", get(async || axum::response::Redirect::permanent("/petugas")))
        .route("/healthz", get(api::health::health));
    if office.settings.once == Once::Reference {
        router = router.route("/api/references/{reference}", get(api::submissions::sought));
    }
    if office.settings.trouble {
        router = router.route("/trouble", axum::routing::put(trouble::set));
    }
    router
        .fallback(asset::serve)
        .layer(middleware::from_fn_with_state(office.clone(), trouble::happen))
        .layer(middleware::from_fn(error::render))
        .layer(middleware::from_fn_with_state(office.clone(), header::secure))
        .layer(middleware::from_fn_with_state(office.clone(), header::log))
        .with_state(office)
}

#[cfg(test)]
mod tests;
