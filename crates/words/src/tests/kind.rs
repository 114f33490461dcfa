//! One of each kind of problem, with each format and each fault that the engine knows.

use forms::{FormatFault, Json, LocalFormat, Number, ProblemKind};

/// One of each kind. The `match` at the end does not compile when a kind is added, so that nobody forgets it here.
pub(super) fn kinds() -> Vec<ProblemKind> {
    let number = Number::from;
    let mut kinds = vec![
        ProblemKind::Required,
        ProblemKind::Enum,
        ProblemKind::Const { want: Json::Bool(true) },
        ProblemKind::Const { want: Json::String(String::from("ya")) },
        ProblemKind::MinLength { got: 1, want: 3 },
        ProblemKind::MaxLength { got: 300, want: 200 },
        ProblemKind::Pattern { want: String::from("^a$") },
        ProblemKind::Minimum { got: number(1), want: number(2) },
        ProblemKind::Maximum { got: number(3), want: number(2) },
        ProblemKind::ExclusiveMinimum { got: number(2), want: number(2) },
        ProblemKind::ExclusiveMaximum { got: number(2), want: number(2) },
        ProblemKind::MultipleOf { got: number(3), want: number(2) },
        ProblemKind::MinItems { got: 0, want: 1 },
        ProblemKind::MaxItems { got: 4, want: 3 },
        ProblemKind::UniqueItems { first: 0, second: 2 },
        ProblemKind::Contains { got: 0, min: 1, max: None },
        ProblemKind::Contains { got: 3, min: 1, max: Some(2) },
        ProblemKind::MinProperties { got: 0, want: 1 },
        ProblemKind::MaxProperties { got: 2, want: 1 },
        ProblemKind::AdditionalProperties,
        ProblemKind::UnevaluatedProperties,
        ProblemKind::UnevaluatedItems,
        ProblemKind::PropertyNames,
        ProblemKind::Never,
        ProblemKind::Not,
        ProblemKind::AnyOf,
        ProblemKind::OneOf { matched: 0 },
        ProblemKind::OneOf { matched: 2 },
        ProblemKind::Group { keyword: "anyOf", places: Vec::new(), together: false },
        ProblemKind::Group { keyword: "oneOf", places: Vec::new(), together: true },
        ProblemKind::Computed { want: Some(number(3).into()) },
        ProblemKind::Computed { want: None },
        ProblemKind::Backend { sentence: String::from("Nomor ini sudah dipakai.") },
    ];
    for want in ["string", "integer", "number", "boolean", "array", "object", "null"] {
        kinds.push(ProblemKind::Type { want: vec![want], got: "string" });
    }
    for format in forms::format_names() {
        match LocalFormat::named(format) {
            Some(identity) => {
                kinds.extend(faults().into_iter().map(|fault| ProblemKind::LocalFormat { identity, fault }))
            }
            None => kinds.push(ProblemKind::Format { format: String::from(format) }),
        }
    }
    for want in ["date", "integer", "number", "money-idr"] {
        kinds.push(ProblemKind::Unreadable { text: "x".repeat(40), want });
    }
    for kind in &kinds {
        match kind {
            ProblemKind::Required
            | ProblemKind::Type { .. }
            | ProblemKind::Enum
            | ProblemKind::Const { .. }
            | ProblemKind::MinLength { .. }
            | ProblemKind::MaxLength { .. }
            | ProblemKind::Pattern { .. }
            | ProblemKind::Minimum { .. }
            | ProblemKind::Maximum { .. }
            | ProblemKind::ExclusiveMinimum { .. }
            | ProblemKind::ExclusiveMaximum { .. }
            | ProblemKind::MultipleOf { .. }
            | ProblemKind::MinItems { .. }
            | ProblemKind::MaxItems { .. }
            | ProblemKind::UniqueItems { .. }
            | ProblemKind::Contains { .. }
            | ProblemKind::MinProperties { .. }
            | ProblemKind::MaxProperties { .. }
            | ProblemKind::AdditionalProperties
            | ProblemKind::UnevaluatedProperties
            | ProblemKind::UnevaluatedItems
            | ProblemKind::PropertyNames
            | ProblemKind::Never
            | ProblemKind::Not
            | ProblemKind::AnyOf
            | ProblemKind::OneOf { .. }
            | ProblemKind::Group { .. }
            | ProblemKind::Computed { .. }
            | ProblemKind::Format { .. }
            | ProblemKind::LocalFormat { .. }
            | ProblemKind::Unreadable { .. }
            | ProblemKind::Backend { .. } => {}
        }
    }
    kinds
}

/// One of each fault of an identity number, doubts too; again nobody forgets one.
fn faults() -> Vec<FormatFault> {
    let faults = vec![
        FormatFault::NotDigits,
        FormatFault::Length { got: 0, min: 1, max: 1 },
        FormatFault::Length { got: 0, min: 1, max: 2 },
        FormatFault::Length { got: 15, min: 16, max: 16 },
        FormatFault::Length { got: 17, min: 15, max: 16 },
        FormatFault::Date,
        FormatFault::Serial,
        FormatFault::Region,
        FormatFault::CheckDigit,
        FormatFault::Prefix,
        FormatFault::BirthDate,
        FormatFault::Sex,
        FormatFault::SameAsNik,
        FormatFault::Character { got: '2' },
        FormatFault::Form,
        FormatFault::Small,
    ];
    for fault in &faults {
        match fault {
            FormatFault::NotDigits
            | FormatFault::Length { .. }
            | FormatFault::Date
            | FormatFault::Serial
            | FormatFault::Region
            | FormatFault::CheckDigit
            | FormatFault::Prefix
            | FormatFault::BirthDate
            | FormatFault::Sex
            | FormatFault::SameAsNik
            | FormatFault::Character { .. }
            | FormatFault::Form
            | FormatFault::Small => {}
        }
    }
    faults
}
