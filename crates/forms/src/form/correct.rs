//! Corrections: only what the officer asked back is asked again.
//!
//! The other answers may be unknown here (replies carry none), so rules cannot decide what is visible, and only what can be
//! told from one answer alone is a problem; the backend validates the merged whole.

use std::{rc::Rc, sync::Arc};

use super::Form;
use crate::{
    Answers, Field, Host, Journey, Json, Pointer, Problem, ProblemKind, Service, Severity,
    ui::{Ui, sight::Sight},
};

impl Form {
    /// Opens a form for a correction: only the fields at (or in) the places `asked` stand in the journey, and all of them
    /// can be changed. `answers` may hold the sent copy, or nothing.
    pub fn correct(service: Arc<Service>, answers: Answers, host: Rc<dyn Host>, asked: &[Pointer]) -> Form {
        let mut parts: Vec<usize> = asked.iter().flat_map(|place| parts_at(&service.ui, place)).collect();
        parts.sort_unstable();
        parts.dedup();
        Form::with(service, answers, host, Some(parts))
    }

    /// What a correction would send now: each asked place with its answer. Empty for a form that is no correction.
    pub fn asked(&self) -> Vec<(Pointer, Option<Json>)> {
        let asked = self.asked.iter().flatten();
        let parts = asked.filter_map(|&index| self.service.ui.parts.get(index));
        let answer = |pointer: &Pointer| self.answers.data.at(pointer).cloned();
        parts.map(|part| (part.pointer.clone(), answer(&part.pointer))).collect()
    }
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
        step.lookup = None;
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
    for field in missing.filter(|field| ui.demands.may_demand(&field.pointer)) {
        let pointer = field.pointer.clone();
        problems.push(Problem { pointer, severity: Severity::Error, kind: ProblemKind::Required });
    }
}
