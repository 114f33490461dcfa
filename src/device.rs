//! What the browser offers: storage, page (title, focus), clock, random keys, sharing, and the engine's `Host`.
//! Everything may be missing or refused; nothing here panics.

pub mod clock;
pub mod page;
pub mod qr;
pub mod random;
pub mod share;
pub mod storage;
pub mod vault;

mod host;

pub use host::Browser;
