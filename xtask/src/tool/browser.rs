//! Browsers, drivers and axe-core, which only `cargo xtask test` needs.
