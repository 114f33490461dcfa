//! The engine of Loket: a permit form as data.
//!
//! A service definition (JSON) becomes a [`Service`]; with [`Answers`] it becomes a [`Form`], which gives the
//! [`Journey`] (what to ask, in which order), a [`Field`] for each control, [`Problem`]s, and in the end a
//! [`Submission`]. The engine knows no screen, no network, no clock, no storage and no sentences; what it needs
//! of the world comes in through [`Host`].

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
pub use json::{Json, Object, ParseError, Unfit, from_json, to_json};
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
