//! The binding between a form and a backend: what is sent, and what a reply means.
//!
//! A service's `backend` section (over the defaults of `config.json`) becomes a [`Backend`]; it turns a submission,
//! a look-up, a list or a question for the status into a [`Request`], and a [`Reply`] back into what the citizen is
//! told. Pure: no I/O, no clock, no signals; the caller carries the bytes.

mod auth;
mod backend;
mod body;
mod corrections;
mod denial;
mod encoding;
mod moment;
mod once;
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
pub use moment::seconds;
pub use once::{Delivery, Next, Sought};
pub use options::OptionItem;
pub use outcome::{Outcome, Receipt};
pub use prefill::Found;
pub use request::{BadReply, Error, Failure, Method, Reply, Request};
pub use status::{Correction, Status, StatusStep};

#[cfg(test)]
mod tests;
