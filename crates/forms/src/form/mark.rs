//! What a field has been through, and which of its problems may show because of it.
//!
//! A problem shows once its field was left or its step was sent, and then until it is fixed; while the citizen types, no
//! new one appears. So what is kept is the sorts of problem that show: an edit can only take some away.

use std::mem::{Discriminant, discriminant};

use crate::{FormatFault, Problem, ProblemKind};

/// The history of one field.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// Its answer was changed since the form was opened.
    pub(super) edited: bool,
    /// It was left with an answer, or its step was sent.
    pub(super) left: bool,
    shown: Vec<Sort>,
}

/// Problems of one sort are "the same problem" while an answer is being edited.
type Sort = (Discriminant<ProblemKind>, Option<Discriminant<FormatFault>>);

impl Mark {
    /// From now on these problems show.
    pub(super) fn show(&mut self, found: &[Problem]) {
        self.shown = found.iter().map(sort).collect();
    }

    /// After an edit: what is fixed is gone, what is new waits. A field that has gone from the page begins afresh.
    pub(super) fn keep(&mut self, found: &[Problem], visible: bool) {
        if !visible {
            self.left = false;
            self.shown.clear();
        }
        self.shown.retain(|shown| found.iter().any(|problem| sort(problem) == *shown));
    }

    /// Whether a problem shows. The backend's always do: it has been asked.
    pub(super) fn shows(&self, problem: &Problem) -> bool {
        matches!(problem.kind, ProblemKind::Backend { .. }) || self.shown.contains(&sort(problem))
    }
}

fn sort(problem: &Problem) -> Sort {
    let fault = match &problem.kind {
        ProblemKind::LocalFormat { fault, .. } => Some(discriminant(fault)),
        _ => None,
    };
    (discriminant(&problem.kind), fault)
}
