//! Measures in a real browser that are no test: they print tables. `cargo xtask bench` asks for them by name.

pub mod edit;
pub mod keep;
pub mod trace;
