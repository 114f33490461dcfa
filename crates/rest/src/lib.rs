//! The binding between a form and a backend: what is sent, and what a reply means.
//!
//! A service's `backend` section (over the defaults of `config.json`) becomes a [`Backend`]; it turns a submission,
//! a look-up, a list or a question for the status into a [`Request`], and a [`Reply`] back into what the citizen is
//! told. Pure: no I/O, no clock, no signals; the caller carries the bytes.
//!
//! ```
//! use forms::{Json, Submission};
//! use rest::{Backend, Outcome, Reply};
//!
//! let section = Json::parse(
//!     r#"{ "base": "https://kota.example/api", "submit": { "method": "POST", "url": "permits" },
//!          "receipt": { "number": "/number" }, "once": { "level": "key" } }"#,
//! )
//! .unwrap();
//! let backend = Backend::read(&section, None).unwrap();
//! let answers = Json::parse(r#"{"jumlah":2}"#).unwrap();
//! let submission = Submission { service: "kios".into(), version: "1".into(), answers };
//!
//! let request = backend.submit(&submission, "00112233445566778899aabbccddeeff", None);
//! assert_eq!(request.url, "https://kota.example/api/permits");
//! assert_eq!(request.body.as_deref(), Some(r#"{"jumlah":2}"#));
//!
//! let reply = Reply { status: 201, content_type: "application/json", body: r#"{"number":"A-1"}"#, ..Reply::default() };
//! assert!(matches!(backend.receipt(&reply), Outcome::Accepted(receipt) if receipt.number == "A-1"));
//! ```

#![warn(missing_docs)]
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

mod auth;
mod backend;
mod body;
mod corrections;
mod delivery;
mod denial;
mod encoding;
mod moment;
mod options;
mod outcome;
mod place;
mod prefill;
mod problems;
mod refusal;
mod request;
mod status;
mod template;

pub use auth::{Auth, Csrf, Provider};
pub use backend::Backend;
pub use delivery::{Delivery, Next, Sought};
pub use moment::seconds;
pub use options::OptionItem;
pub use outcome::{Outcome, Receipt};
pub use prefill::Found;
pub use request::{BadReply, Error, Failure, Method, Reply, Request};
pub use status::{Correction, Status, StatusStep};

#[cfg(test)]
mod tests;
