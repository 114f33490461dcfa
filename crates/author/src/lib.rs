//! What `loket` does, one module for each of its commands: for people who write and publish services. The program itself is
//! `main.rs`; the importer is also called by what tries it with documents of any kind (`cargo xtask fuzz openapi`).

mod alias;
pub mod call;
pub mod check;
mod frame;
pub mod headers;
pub mod help;
pub mod import;
pub mod kiosk;
pub mod pin;
pub mod pretty;
pub mod publish;
pub mod said;
pub mod validate;
