//! What was found and what is asked, as JSON for programs. A table: one line per kind of problem.

use forms::{FormatFault, Json, Number, Problem, ProblemKind};

/// `got` and `want` of a problem; a kind without a measure of its own gives the answer itself as `got`.
pub struct Detail {
    pub got: Option<Json>,
    pub want: Option<Json>,
}

impl Detail {
    pub fn of(problem: &Problem, answers: &Json) -> Detail {
        let answer = || answers.at(&problem.pointer).cloned();
        let (got, want) = match &problem.kind {
            ProblemKind::Type { want, got } => {
                (Some((*got).into()), Some(Json::from(want.iter().map(|name| (*name).into()).collect::<Vec<Json>>())))
            }
            ProblemKind::Const { want } => (answer(), Some(want.clone())),
            ProblemKind::Pattern { want } | ProblemKind::Format { format: want } => {
                (answer(), Some(want.clone().into()))
            }
            ProblemKind::MinLength { got, want }
            | ProblemKind::MaxLength { got, want }
            | ProblemKind::MinItems { got, want }
            | ProblemKind::MaxItems { got, want }
            | ProblemKind::MinProperties { got, want }
            | ProblemKind::MaxProperties { got, want } => (Some(count(*got)), Some(count(*want))),
            ProblemKind::Minimum { got, want }
            | ProblemKind::Maximum { got, want }
            | ProblemKind::ExclusiveMinimum { got, want }
            | ProblemKind::ExclusiveMaximum { got, want }
            | ProblemKind::MultipleOf { got, want } => (Some((*got).into()), Some((*want).into())),
            ProblemKind::UniqueItems { first, second } => (Some(vec![count(*first), count(*second)].into()), None),
            ProblemKind::Contains { got, min, max } => (Some(count(*got)), Some(range(*min, *max))),
            ProblemKind::OneOf { matched } => (Some(count(*matched)), Some(count(1))),
            ProblemKind::Group { places, .. } => {
                (None, Some(Json::from(places.iter().map(|place| place.as_str().into()).collect::<Vec<Json>>())))
            }
            ProblemKind::Computed { want } => (answer(), want.clone()),
            ProblemKind::LocalFormat { fault: FormatFault::Length { got, min, max }, .. } => {
                (Some(count(*got)), Some(range(*min, Some(*max))))
            }
            ProblemKind::LocalFormat { identity, .. } => (answer(), Some(identity.name().into())),
            ProblemKind::Unreadable { text, want } => (Some(text.clone().into()), Some((*want).into())),
            ProblemKind::Required
            | ProblemKind::Enum
            | ProblemKind::AdditionalProperties
            | ProblemKind::UnevaluatedProperties
            | ProblemKind::UnevaluatedItems
            | ProblemKind::PropertyNames
            | ProblemKind::Never
            | ProblemKind::Not
            | ProblemKind::AnyOf
            | ProblemKind::Backend { .. } => (answer(), None),
        };
        Detail { got, want }
    }
}

/// One number, or `{ "min", "max" }`.
fn range(min: usize, max: Option<usize>) -> Json {
    if max == Some(min) {
        return count(min);
    }
    let members = [("min", Some(min)), ("max", max)];
    let known = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), count(value?))));
    Json::from_iter(known)
}

fn count(count: usize) -> Json {
    Number::from(i64::try_from(count).unwrap_or(i64::MAX)).into()
}
