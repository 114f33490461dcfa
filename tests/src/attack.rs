//! What an attacker tries, one file for each place that is attacked; a journey is named by what is tried. docs/security.md says what holds and why.

pub mod address;
pub mod device;
pub mod files;
pub mod handoff;
pub mod kiosk;
pub mod office;
pub mod pattern;
