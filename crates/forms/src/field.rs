//! One question on the page: its static side ([`Control`]) and its present state ([`Field`]).

use std::sync::Arc;

use crate::{Json, LocalFormat, Number, Pointer, Problem};

/// A control plus the ids of the rows it lies in, as text that is safe as a DOM id (`pemilik.nik`, `anggota.r3.nik`). Stable while a draft lives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub(crate) Arc<str>);

impl FieldId {
    /// The id with this text (from a DOM id or a draft); it names a field only if a form has one.
    pub fn new(text: &str) -> FieldId {
        FieldId(text.into())
    }

    /// Whether it is this field, or lies in its rows or its branch.
    pub(crate) fn is_in(&self, outer: &FieldId) -> bool {
        let rest = self.0.strip_prefix(outer.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The text, safe as a DOM id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which widget asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// `options.multi`.
    LongText,
    /// A text with one of our formats (also money: an integer in the schema with `format: money-idr`).
    LocalFormat(LocalFormat),
    /// An address for e-mail.
    Email,
    /// A whole number.
    Integer,
    /// A number, written with a comma.
    Number,
    /// A day (RFC 3339, `full-date`).
    Date,
    /// A time of day (`format: time`).
    Time,
    /// A moment (`format: date-time`).
    DateTime,
    /// A number between two ends (`options.slider`, with `minimum`, `maximum` and `default`).
    Slider,
    /// Few alternatives, all shown (`enum`/`oneOf` of `const`, up to 6 or `options.format: radio`).
    Choice,
    /// Many alternatives in a list.
    Select,
    /// A multi-select array.
    MultiChoice,
    /// Yes or no as a tick (a declaration).
    Checkbox,
    /// Yes or no as two alternatives (`options.format: radio` on a boolean).
    YesNo,
    /// Chosen from a backend list (`options.from`), with search when `options.search` is true.
    Autocomplete,
    /// A list of rows: an array of anything but alternatives.
    Array,
    /// One of several schemas that the answer may follow (`oneOf`, `anyOf`): which one.
    OneOf,
    /// No widget for it: the page says so and names the field.
    Unknown,
}

/// One alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The value that is sent.
    pub value: Json,
    /// Key of its words, e.g. `jenis.kios`.
    pub key: String,
    /// Its own title, else the value as text.
    pub title: String,
}

/// What never changes about a question.
#[derive(Debug)]
pub struct Control {
    /// Which widget asks.
    pub kind: Kind,
    /// Prefix of its text keys (JSON Forms i18n): `pemilik.nik`.
    pub key: String,
    /// The label that the definition gives without translation (UI label, schema title, last scope segment).
    pub label: String,
    /// Whether the label is shown (`label: false` hides it).
    pub label_shown: bool,
    /// A sentence below the label.
    pub description: Option<String>,
    /// The options, where there is a list of them.
    pub choices: Vec<Choice>,
    /// The form's `config` with the UI element's `options` over it.
    pub options: Json,
    /// `options.from`: which list of the backend.
    pub from: Option<String>,
    /// `maxLength`, in characters.
    pub max_length: Option<usize>,
    /// The fewest rows of a list, or ticks, from 1.
    pub min_items: Option<usize>,
    /// The most rows of a list, or ticks.
    pub max_items: Option<usize>,
    /// For an array: whether its rows are folded up, each opened when it is asked for (`ListWithDetail`).
    pub folds: bool,
    /// For an array: the answer of a row that names the row, seen from the row.
    pub row_title: Option<Pointer>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// The schema's `default`: where a slider begins.
    pub default: Option<Json>,
    /// The schema's `multipleOf`: how far one step of a slider goes.
    pub step: Option<Json>,
    /// The schema `format`, if any.
    pub format: Option<String>,
}

impl Control {
    /// Whether an option is `true`.
    pub fn is_on(&self, option: &str) -> bool {
        self.options.get(option).and_then(Json::as_bool) == Some(true)
    }

    /// An option that is a text.
    pub fn option(&self, option: &str) -> Option<&str> {
        self.options.get(option)?.as_str()
    }
}

/// Whether an answer can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can be changed.
    Enabled,
    /// It can be read, not changed.
    ReadOnly,
    /// A rule has switched it off.
    Disabled,
}

/// The present state of one question.
#[derive(Clone, Debug)]
pub struct Field {
    /// By which it is found.
    pub id: FieldId,
    /// Its place in the answers.
    pub pointer: Pointer,
    /// How it is asked.
    pub control: Arc<Control>,
    /// The lists in which it lies, from outside in, each with the number of its row (from 0).
    pub within: Vec<(Arc<Control>, usize)>,
    /// The stored (normalised) answer; of a list how many rows there are, of branches which one was chosen (from 0).
    pub value: Option<Json>,
    /// The words of a chosen list entry, as the list gave them when it was chosen.
    pub words: Option<String>,
    /// Whether it must be answered now.
    pub required: bool,
    /// Whether it may be left empty as far as it can be said: nobody requires it, and it is not one of several of which one must be answered.
    pub optional: bool,
    /// Whether it is shown now.
    pub visible: bool,
    /// Whether it can be changed now.
    pub access: Access,
    /// What to show beside it now (errors only after it was left or its step was sent), errors first.
    pub problems: Vec<Problem>,
}

impl PartialEq for Field {
    /// Controls are the same when they are one and the same; everything else is compared by value.
    fn eq(&self, other: &Field) -> bool {
        Arc::ptr_eq(&self.control, &other.control)
            && self.id == other.id
            && self.required == other.required
            && self.optional == other.optional
            && self.visible == other.visible
            && self.access == other.access
            && self.value == other.value
            && self.words == other.words
            && self.problems == other.problems
            && self.pointer == other.pointer
            && self.within.iter().map(|(_, row)| row).eq(other.within.iter().map(|(_, row)| row))
    }
}
