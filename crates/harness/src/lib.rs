//! The engine alone, natively and as a wasm module that is built exactly as the app is: for `cargo xtask bench`, `conformance` and the
//! engine's size. No part of the app.

#[cfg(test)]
mod bare;
pub mod examples;
pub mod hostile;
pub mod suite;

#[cfg(target_arch = "wasm32")]
mod web;
