//! Whether identity numbers agree with other answers (`options.agree`): what a schema cannot say.

use std::ops::Range;

use crate::{
    Date, FormatFault, Json, Kind, Pointer, Problem, ProblemKind, Severity,
    ui::{Part, Relation, Ui, visibility::Sight},
};

/// Adds what does not agree with one part. Doubts about birth date and sex may be passed: the card may be right.
pub(crate) fn check(ui: &Ui, index: usize, sight: &Sight, data: &Json, problems: &mut Vec<Problem>) {
    let part = ui.parts.get(index).filter(|part| !part.relations.is_empty() && ui.is_visible(index, sight));
    let Some((part, number)) = part.and_then(|part| Some((part, data.at(&part.pointer)?.as_str()?))) else {
        return;
    };
    // A number that is wrong in itself says nothing about other answers.
    let wrong = |other: &Problem| other.severity == Severity::Error && other.pointer == part.pointer;
    if problems.iter().any(wrong) {
        return;
    }
    for (relation, place) in &part.relations {
        let other = data.at(place).and_then(Json::as_str);
        if let Some(fault) = other.and_then(|other| disagreement(*relation, number, other)) {
            let severity = match relation {
                Relation::NotSameAs => Severity::Error,
                Relation::BirthDate | Relation::Sex => Severity::Warning,
            };
            problems.extend(problem(part, severity, fault));
        }
    }
}

fn disagreement(relation: Relation, number: &str, other: &str) -> Option<FormatFault> {
    match relation {
        Relation::NotSameAs => (number == other).then_some(FormatFault::SameAsNik),
        Relation::BirthDate => {
            let date = Date::parse(other)?;
            let (day, month, year) = birth(number)?;
            let year_of = u32::try_from(date.year().rem_euclid(100)).ok()?;
            let agrees = (u32::from(date.day()), u32::from(date.month()), year_of)
                == (if day > 40 { day - 40 } else { day }, month, year);
            (!agrees).then_some(FormatFault::BirthDate)
        }
        Relation::Sex => {
            let (day, ..) = birth(number)?;
            let is_woman = match other.to_ascii_lowercase().as_str() {
                "p" | "perempuan" | "f" | "female" => true,
                "l" | "laki-laki" | "m" | "male" => false,
                _ => return None,
            };
            (is_woman != (day > 40)).then_some(FormatFault::Sex)
        }
    }
}

/// Day (of women plus 40), month and year of a NIK.
fn birth(nik: &str) -> Option<(u32, u32, u32)> {
    let number = |range: Range<usize>| nik.get(range)?.parse().ok();
    let is_nik = nik.len() == 16;
    is_nik.then_some((number(6..8)?, number(8..10)?, number(10..12)?))
}

fn problem(part: &Part, severity: Severity, fault: FormatFault) -> Option<Problem> {
    let Kind::LocalFormat(identity) = part.control.kind else {
        return None;
    };
    let kind = ProblemKind::LocalFormat { identity, fault };
    Some(Problem { pointer: Pointer::clone(&part.pointer), severity, kind })
}
