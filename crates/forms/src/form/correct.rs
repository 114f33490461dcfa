//! Corrections: only what the officer asked back is asked again.
//!
//! The other answers may be unknown here (replies carry none), so rules cannot decide what is visible, and only what can be
//! told from one answer alone is a problem; the backend validates the merged whole.

use std::{rc::Rc, sync::Arc};

use super::Form;
use crate::{
    Answers, Field, FieldId, Host, Journey, Json, Pointer, Problem, ProblemKind, Service, Severity,
    ui::{Part, Ui, visibility::Sight},
};

impl Form {
    /// Opens a form for a correction: only the fields at (or in) the places `asked` stand in the journey, and all of them
    /// can be changed. `answers` may hold the sent copy, or nothing.
    pub fn correct(service: Arc<Service>, answers: Answers, host: Rc<dyn Host>, asked: &[Pointer]) -> Form {
        Form::with(service, answers, host, Some(asked))
    }

    /// What a correction would send now: each asked place with its answer. Empty for a form that is no correction.
    pub fn asked(&self) -> Vec<(Pointer, Option<Json>)> {
        let asked = parts(&self.ui, self.asked.as_deref().unwrap_or_default());
        let parts = asked.into_iter().filter_map(|index| self.ui.parts.get(index));
        let answer = |part: &Part| self.answers.data.at(&part.pointer).or(part.none.as_ref()).cloned();
        parts.map(|part| (part.pointer.clone(), answer(part))).collect()
    }
}

/// The fields that are asked again; of what lies in each other the outer one.
pub(super) fn asked(ui: &Ui, places: &[Pointer]) -> Vec<FieldId> {
    let mut parts: Vec<usize> = places.iter().flat_map(|place| parts_at(ui, place)).collect();
    parts.sort_unstable();
    parts.dedup();
    let mut ids = Vec::new();
    let mut end = 0;
    for part in parts.iter().filter_map(|&part| ui.parts.get(part)) {
        if part.element >= end {
            ids.push(part.id.clone());
            end = ui.elements.get(part.element).map_or(0, |element| element.end);
        }
    }
    ids
}

/// The parts of the fields that are asked again.
pub(super) fn parts(ui: &Ui, asked: &[FieldId]) -> Vec<usize> {
    asked.iter().filter_map(|id| ui.part(id)).collect()
}

/// The parts at a place or inside it, else the one whose answer holds it.
fn parts_at(ui: &Ui, place: &Pointer) -> Vec<usize> {
    let parts: Vec<usize> = ui.at(place).chain(ui.inside(place)).collect();
    match place.parent() {
        Some(above) if parts.is_empty() && above != Pointer::root() => {
            let mut above = Some(above);
            while let Some(place) = above {
                if let Some(part) = ui.at(&place).next() {
                    return vec![part];
                }
                above = place.parent();
            }
            parts
        }
        _ => parts,
    }
}

/// Only the asked parts and what they lie in are visible; nothing is taken away.
pub(super) fn sight(ui: &Ui, asked: &[usize], data: &Json) -> Sight {
    let mut visible = vec![false; ui.elements.len()];
    for part in asked.iter().filter_map(|&index| ui.parts.get(index)) {
        let end = ui.elements.get(part.element).map_or(0, |element| element.end);
        visible.get_mut(part.element..end).into_iter().for_each(|inside| inside.fill(true));
        let mut element = Some(part.element);
        while let Some(index) = element {
            if let Some(visible) = visible.get_mut(index) {
                *visible = true;
            }
            element = ui.elements.get(index).and_then(|element| element.parent);
        }
    }
    Sight { visible, data: data.clone() }
}

/// No look-ups and no review page among a few asked questions.
pub(super) fn simplify(journey: &mut Journey) {
    for step in &mut journey.steps {
        step.prefill = None;
        step.review = false;
    }
}

/// Keeps the problems that lie in asked answers. An asked answer that may be required is: the officer wants it.
pub(super) fn narrow(ui: &Ui, asked: &[usize], fields: &[Field], problems: &mut Vec<Problem>) {
    let places = || asked.iter().filter_map(|&index| fields.get(index));
    problems.retain(|problem| {
        let there = |field: &Field| {
            field.pointer.contains(&problem.pointer) && (field.value.is_some() || problem.kind != ProblemKind::Required)
        };
        places().any(there)
    });
    let missing = places().filter(|field| field.value.is_none());
    for field in missing.filter(|field| {
        ui.part(&field.id)
            .and_then(|part| ui.parts.get(part))
            .is_some_and(|part| !part.ways.is_empty() && part.none.is_none())
    }) {
        let pointer = field.pointer.clone();
        problems.push(Problem { pointer, severity: Severity::Error, kind: ProblemKind::Required });
    }
}
