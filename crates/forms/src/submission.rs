//! What is sent: the answers of one version of a service, and the one judgement of them.

pub(crate) mod agree;

use crate::{
    FieldId, Host, Json, Kind, Map, Pointer, Problem, ProblemKind, Service, Severity,
    pointer::index,
    ui::{Inner, Ui, visibility::Sight},
};

/// The answers as the backend gets them, and which definition they answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The id of the service.
    pub service: String,
    /// The version that was filled in.
    pub version: String,
    /// What was answered.
    pub answers: Json,
}

impl Submission {
    /// The problems of a submission (errors and warnings), by the same function in the browser and in a backend: hidden answers are taken away first, a
    /// missing answer that is hidden is no problem. Computed answers are worked out anew, and one that says something else is a problem.
    pub fn problems(&self, service: &Service, host: &dyn Host) -> Vec<Problem> {
        let (ui, answers) = service.expanded(&self.answers);
        let sight = ui.sight(&answers.data, host);
        let mut problems = judge(&Judged { service, ui: &ui, chosen: &answers.chosen }, &sight, &sight.data, host);
        for (index, part) in ui.parts.iter().enumerate() {
            let sent =
                self.answers.at(&part.pointer).filter(|_| ui.compute(part).is_some() && ui.is_visible(index, &sight));
            let want = sight.data.at(&part.pointer);
            if sent.is_some() && sent != want {
                let kind = ProblemKind::Computed { want: want.cloned() };
                problems.push(Problem { pointer: part.pointer.clone(), severity: Severity::Error, kind });
            }
        }
        problems
    }

    /// The answers without those of hidden fields: what a backend should keep.
    pub fn shown(&self, service: &Service, host: &dyn Host) -> Json {
        let (ui, answers) = service.expanded(&self.answers);
        ui.sight(&answers.data, host).data
    }
}

/// What answers are judged by.
pub(crate) struct Judged<'a> {
    pub(crate) service: &'a Service,
    pub(crate) ui: &'a Ui,
    /// Which branch was chosen, by field.
    pub(crate) chosen: &'a Map<FieldId, u32>,
}

/// All problems of answers from which hidden ones have been taken away.
pub(crate) fn judge(judged: &Judged, sight: &Sight, data: &Json, host: &dyn Host) -> Vec<Problem> {
    let mut problems = judged.service.schema.validate_chosen(data, host, &|place, n| judged.branch(place, n));
    problems.retain_mut(|problem| judged.keeps(sight, problem));
    for part in 0..judged.ui.parts.len() {
        agree::check(judged.ui, part, sight, data, &mut problems);
    }
    problems
}

impl Judged<'_> {
    /// The problems at a place, above it and inside it, and all that an answer there can bring about elsewhere; without those
    /// about answers that must agree.
    pub(crate) fn near(&self, sight: &Sight, data: &Json, host: &dyn Host, place: &Pointer) -> Vec<Problem> {
        let mut problems = self.service.schema.validate_near(data, host, &|place, n| self.branch(place, n), place);
        problems.retain_mut(|problem| self.keeps(sight, problem));
        problems
    }

    /// The chosen one of `n` branches at a place.
    fn branch(&self, place: &Pointer, n: usize) -> Option<usize> {
        let mut parts = self.ui.at(place).filter_map(|part| self.ui.parts.get(part));
        parts.find_map(|part| {
            let Inner::Branches(branches) = &part.inner else { return None };
            let branch = branches.get(*self.chosen.get(&part.id)? as usize)?;
            (branch.written.1 == n).then_some(branch.written.0)
        })
    }

    /// Whether a problem counts; puts it as a person needs it.
    fn keeps(&self, sight: &Sight, problem: &mut Problem) -> bool {
        let unanswered = matches!(problem.kind, ProblemKind::Type { got: "null", .. }) && self.is_row(&problem.pointer);
        let unchosen =
            matches!(problem.kind, ProblemKind::OneOf { .. } | ProblemKind::AnyOf | ProblemKind::Group { .. });
        let unchosen = unchosen && self.is_unchosen(&problem.pointer);
        if unanswered || unchosen {
            problem.kind = ProblemKind::Required;
        }
        match &mut problem.kind {
            ProblemKind::Required => {
                if let Some(want) = self.min_items(&problem.pointer) {
                    problem.kind = ProblemKind::MinItems { got: 0, want };
                }
            }
            ProblemKind::Group { places, together: false, .. } if !self.ui.keep_hidden => {
                places.retain(|place| !self.ui.is_hidden(place, sight));
                return !places.is_empty();
            }
            _ => {}
        }
        self.ui.keep_hidden || !self.asks_hidden(sight, problem)
    }

    /// How many rows or ticks are wanted there at least, where a list must be answered.
    fn min_items(&self, place: &Pointer) -> Option<usize> {
        let mut parts = self.ui.at(place).filter_map(|part| self.ui.parts.get(part));
        parts.find_map(|part| part.control.min_items)
    }

    /// Whether a row with a single answer lies there.
    fn is_row(&self, place: &Pointer) -> bool {
        let mut parts = self.ui.at(place).filter_map(|part| self.ui.parts.get(part));
        parts.any(|part| part.rows.last().is_some() && place.last().is_some_and(|last| index(&last).is_some()))
    }

    /// Whether a branch is to be chosen there first.
    fn is_unchosen(&self, place: &Pointer) -> bool {
        let mut parts = self.ui.at(place).filter_map(|part| self.ui.parts.get(part));
        parts.any(|part| part.control.kind == Kind::OneOf && !self.chosen.contains_key(&part.id))
    }

    /// Whether a problem asks for an answer that is hidden.
    fn asks_hidden(&self, sight: &Sight, problem: &Problem) -> bool {
        matches!(problem.kind, ProblemKind::Required | ProblemKind::MinItems { got: 0, .. })
            && problem.pointer != Pointer::root()
            && self.ui.is_hidden(&problem.pointer, sight)
    }
}
