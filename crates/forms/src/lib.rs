//! The engine of Loket: a permit form as data.
//!
//! A service definition (JSON) becomes a [`Service`]; with [`Answers`] it becomes a [`Form`], which gives the
//! [`Journey`] (what to ask, in which order), a [`Field`] for each control, [`Problem`]s, and in the end a
//! [`Submission`]. The engine knows no screen, no network, no clock, no storage and no sentences; what it needs
//! of the world comes in through [`Host`].
//!
//! ```
//! use std::{rc::Rc, sync::Arc};
//!
//! use forms::{Answers, Date, FieldId, Form, Host, Json, Service};
//!
//! /// What the engine needs of the world: the browser's RegExp and a clock; here none, and a day.
//! struct World;
//!
//! impl Host for World {
//!     fn matches(&self, _pattern: &str, _text: &str) -> Option<bool> {
//!         None
//!     }
//!
//!     fn today(&self) -> Date {
//!         Date::parse("2026-11-24").unwrap()
//!     }
//! }
//!
//! let json = Json::parse(
//!     r#"{ "id": "kios", "version": "1", "title": "Kios", "schema": {
//!         "type": "object", "required": ["jumlah"],
//!         "properties": { "jumlah": { "type": "integer", "maximum": 3 } } } }"#,
//! )
//! .unwrap();
//! let (service, faults) = Service::read(&json);
//! let service = Arc::new(service.unwrap_or_else(|| panic!("{faults:?}")));
//! let mut form = Form::open(service, Answers::default(), Rc::new(World));
//! let count = FieldId::new("jumlah");
//!
//! form.type_in(&count, "4");
//! let (result, _) = form.check_all();
//! assert!(result.is_err(), "more than 3");
//!
//! form.type_in(&count, "2");
//! assert!(form.check_all().0.is_ok());
//! assert_eq!(form.submission().answers.to_text(), r#"{"jumlah":2}"#);
//! ```

// A panic in wasm ends the page: nothing here may panic at a citizen's hands.
#![warn(missing_docs)]
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

mod answers;
mod clean;
mod date;
mod fault;
mod field;
mod form;
mod format;
mod host;
mod journey;
mod json;
mod local_format;
mod logic;
mod map;
mod number;
mod pattern;
mod pointer;
mod problem;
mod rule;
mod schema;
mod search;
mod service;
mod slots;
mod submission;
mod text;
mod ui;

pub use answers::{Answer, Answers, Rows};
pub use date::Date;
pub use fault::{Fault, Level};
pub use field::{Access, Choice, Control, Field, FieldId, Kind};
pub use form::{Change, Form, Migrated, Refusal, RowEdit};
pub use format::format_names;
pub use host::Host;
#[cfg(feature = "native")]
pub use host::Native;
pub use journey::{Direction, Item, Journey, Row, Step, StepId};
pub use json::{Json, Object, ParseError, Unfit, from_json, lenient, to_json};
pub use local_format::LocalFormat;
pub use logic::apply_logic;
pub use map::{Map, Set};
pub use number::Number;
pub use pattern::{Pattern, Shape};
pub use pointer::Pointer;
pub use problem::{FormatFault, Problem, ProblemKind, Severity};
pub use rule::{Condition, Effect, Place, Rule};
pub use schema::{Formats, Schema};
pub use search::{Entry, Index, fold};
pub use service::{Advice, Delivery, Dossier, DossierItem, Outcome, Question, Service, Summary};
pub use submission::Submission;
pub use text::{Lang, Text};

#[cfg(test)]
mod case;
