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
    /// The place in the answers.
    pub pointer: Pointer,
    /// Whether it stops the citizen.
    pub severity: Severity,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong. `got` is what was found, `want` what the definition asks; lengths count characters (code points).
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// `required`, `dependentRequired`: the answer is missing (the pointer names the missing member itself).
    Required,
    /// `type`.
    Type {
        /// The types that it may have.
        want: Vec<&'static str>,
        /// The type that it has.
        got: &'static str,
    },
    /// `enum`.
    Enum,
    /// `const`.
    Const {
        /// The only value.
        want: Json,
    },
    /// `minLength`, in characters.
    MinLength {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `maxLength`, in characters.
    MaxLength {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `pattern`.
    Pattern {
        /// The pattern.
        want: String,
    },
    /// `minimum`.
    Minimum {
        /// The number.
        got: Number,
        /// The bound.
        want: Number,
    },
    /// `maximum`.
    Maximum {
        /// The number.
        got: Number,
        /// The bound.
        want: Number,
    },
    /// `exclusiveMinimum`.
    ExclusiveMinimum {
        /// The number.
        got: Number,
        /// The bound.
        want: Number,
    },
    /// `exclusiveMaximum`.
    ExclusiveMaximum {
        /// The number.
        got: Number,
        /// The bound.
        want: Number,
    },
    /// `multipleOf`.
    MultipleOf {
        /// The number.
        got: Number,
        /// The bound.
        want: Number,
    },
    /// `minItems`.
    MinItems {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `maxItems`.
    MaxItems {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `uniqueItems`: two items are the same.
    UniqueItems {
        /// The one that came first, from 0.
        first: usize,
        /// The other.
        second: usize,
    },
    /// `contains`, `minContains`, `maxContains`.
    Contains {
        /// How many there are.
        got: usize,
        /// The least.
        min: usize,
        /// The most, if there is one.
        max: Option<usize>,
    },
    /// `minProperties`.
    MinProperties {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `maxProperties`.
    MaxProperties {
        /// How many there are.
        got: usize,
        /// The bound.
        want: usize,
    },
    /// `additionalProperties` allows no such member.
    AdditionalProperties,
    /// `unevaluatedProperties` allows no such member.
    UnevaluatedProperties,
    /// `unevaluatedItems` allows no such item.
    UnevaluatedItems,
    /// `propertyNames` allows no such name.
    PropertyNames,
    /// The schema `false`.
    Never,
    /// `not`.
    Not,
    /// `anyOf`: none of them fits.
    AnyOf,
    /// `oneOf`.
    OneOf {
        /// How many fit.
        matched: usize,
    },
    /// `anyOf`, `oneOf` or `not` of an object whose members hang together: one of these places must be answered, or (`together`) only one.
    Group {
        /// The keyword that asks.
        keyword: &'static str,
        /// The members it is about.
        places: Vec<Pointer>,
        /// Whether they must not be there together.
        together: bool,
    },
    /// A computed answer (`options.compute`) that is not what comes of the others; `None` when nothing does.
    Computed {
        /// What the rule gives; nothing, if it gives nothing.
        want: Option<Json>,
    },
    /// A standard format (`email`, `date`, …).
    Format {
        /// The name of the format.
        format: String,
    },
    /// One of our identity formats; `fault` says what exactly.
    LocalFormat {
        /// Which one.
        identity: LocalFormat,
        /// What is wrong with it.
        fault: FormatFault,
    },
    /// The text in a date, number or money box cannot be read.
    Unreadable {
        /// The text as typed.
        text: String,
        /// The type that it should be.
        want: &'static str,
    },
    /// The backend's own sentence, shown as text.
    Backend {
        /// The sentence, in the backend's language.
        sentence: String,
    },
}

/// What is wrong with an identity number (domain rules: NIK, KK, NPWP, NIB, phone, postal code, RT/RW, name, plate, money).
#[derive(Clone, Debug, PartialEq)]
pub enum FormatFault {
    /// Other characters than digits.
    NotDigits,
    /// A wrong number of digits.
    Length {
        /// How many there are.
        got: usize,
        /// The least.
        min: usize,
        /// The most.
        max: usize,
    },
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
    Character {
        /// The character.
        got: char,
    },
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
