//! What is wrong with an answer, as data: where and what, no sentence.

use crate::{Json, LocalFormat, Number, Pointer};

/// Whether a problem stops the citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Must be fixed before going on.
    Error,
    /// May be passed: the card may be right (architecture decision 10).
    Warning,
}

/// A citizen's mistake (or a doubt): the place in the answers and what is wrong there.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub pointer: Pointer,
    pub severity: Severity,
    pub kind: ProblemKind,
}

/// What is wrong. `got` is what was found, `want` what the definition asks; lengths count characters (code points).
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// `required`, `dependentRequired`: the answer is missing (the pointer names the missing member itself).
    Required,
    Type {
        want: Vec<&'static str>,
        got: &'static str,
    },
    Enum,
    Const {
        want: Json,
    },
    MinLength {
        got: usize,
        want: usize,
    },
    MaxLength {
        got: usize,
        want: usize,
    },
    Pattern {
        want: String,
    },
    Minimum {
        got: Number,
        want: Number,
    },
    Maximum {
        got: Number,
        want: Number,
    },
    ExclusiveMinimum {
        got: Number,
        want: Number,
    },
    ExclusiveMaximum {
        got: Number,
        want: Number,
    },
    MultipleOf {
        got: Number,
        want: Number,
    },
    MinItems {
        got: usize,
        want: usize,
    },
    MaxItems {
        got: usize,
        want: usize,
    },
    UniqueItems {
        first: usize,
        second: usize,
    },
    Contains {
        got: usize,
        min: usize,
        max: Option<usize>,
    },
    MinProperties {
        got: usize,
        want: usize,
    },
    MaxProperties {
        got: usize,
        want: usize,
    },
    AdditionalProperties,
    UnevaluatedProperties,
    UnevaluatedItems,
    PropertyNames,
    /// The schema `false`.
    Never,
    Not,
    AnyOf,
    OneOf {
        matched: usize,
    },
    /// `anyOf`, `oneOf` or `not` of an object whose members hang together: one of these places must be answered, or (`together`) only one.
    Group {
        keyword: &'static str,
        places: Vec<Pointer>,
        together: bool,
    },
    /// A computed answer (`options.compute`) that is not what comes of the others; `None` when nothing does.
    Computed {
        want: Option<Json>,
    },
    /// A standard format (`email`, `date`, …).
    Format {
        format: String,
    },
    /// One of our identity formats; `fault` says what exactly.
    LocalFormat {
        identity: LocalFormat,
        fault: FormatFault,
    },
    /// The text in a date, number or money box cannot be read.
    Unreadable {
        text: String,
        want: &'static str,
    },
    /// The backend's own sentence, shown as text.
    Backend {
        sentence: String,
    },
}

/// What is wrong with an identity number (domain rules: NIK, KK, NPWP, NIB, phone, postal code, RT/RW, name, plate, money).
#[derive(Clone, Debug, PartialEq)]
pub enum FormatFault {
    /// Other characters than digits.
    NotDigits,
    /// A wrong number of digits.
    Length { got: usize, min: usize, max: usize },
    /// The birth (or recording) date inside the number does not exist.
    Date,
    /// A serial of zeros, or all digits alike.
    Serial,
    /// A province code that is not known (warning).
    Region,
    /// A check digit that does not fit (warning).
    CheckDigit,
    /// Does not start as it must (`08…`, `+62…`).
    Prefix,
    /// A NIK that does not fit the birth date given (warning).
    BirthDate,
    /// A NIK that does not fit the sex given (warning).
    Sex,
    /// A NIK typed where the KK number belongs.
    SameAsNik,
    /// A character that a name does not hold.
    Character { got: char },
    /// Not of the form that is asked (plate, RT/RW, postal code).
    Form,
    /// A sum that is suspiciously small (warning).
    Small,
}

impl Problem {
    /// The JSON Schema keyword (or `format`, `backend`) that gave it: the key of `<field>.error.<keyword>`.
    pub fn keyword(&self) -> &'static str {
        match &self.kind {
            ProblemKind::Required => "required",
            ProblemKind::Type { .. } | ProblemKind::Unreadable { .. } => "type",
            ProblemKind::Enum => "enum",
            ProblemKind::Const { .. } => "const",
            ProblemKind::MinLength { .. } => "minLength",
            ProblemKind::MaxLength { .. } => "maxLength",
            ProblemKind::Pattern { .. } => "pattern",
            ProblemKind::Minimum { .. } => "minimum",
            ProblemKind::Maximum { .. } => "maximum",
            ProblemKind::ExclusiveMinimum { .. } => "exclusiveMinimum",
            ProblemKind::ExclusiveMaximum { .. } => "exclusiveMaximum",
            ProblemKind::MultipleOf { .. } => "multipleOf",
            ProblemKind::MinItems { .. } => "minItems",
            ProblemKind::MaxItems { .. } => "maxItems",
            ProblemKind::UniqueItems { .. } => "uniqueItems",
            ProblemKind::Contains { .. } => "contains",
            ProblemKind::MinProperties { .. } => "minProperties",
            ProblemKind::MaxProperties { .. } => "maxProperties",
            ProblemKind::AdditionalProperties => "additionalProperties",
            ProblemKind::UnevaluatedProperties => "unevaluatedProperties",
            ProblemKind::UnevaluatedItems => "unevaluatedItems",
            ProblemKind::PropertyNames => "propertyNames",
            ProblemKind::Never => "false",
            ProblemKind::Not => "not",
            ProblemKind::AnyOf => "anyOf",
            ProblemKind::OneOf { .. } => "oneOf",
            ProblemKind::Group { keyword, .. } => keyword,
            ProblemKind::Computed { .. } => "computed",
            ProblemKind::Format { .. } | ProblemKind::LocalFormat { .. } => "format",
            ProblemKind::Backend { .. } => "backend",
        }
    }
}
