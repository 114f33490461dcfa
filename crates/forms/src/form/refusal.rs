//! Checking steps: what stands in the way of sending them.

use std::ops::Range;

use super::{Change, Form};
use crate::{FieldId, Problem, Severity};

/// Why a step (or the form) cannot be sent: the errors in page order, each with the field it stands at, if any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// What is wrong, with the question where there is one.
    pub problems: Vec<(Option<FieldId>, Problem)>,
}

impl Form {
    /// The errors that show now, in page order.
    pub fn shown(&self) -> Refusal {
        let mut problems = Vec::new();
        for field in self.view.fields.iter().filter(|field| field.visible) {
            let shown = field.problems.iter().filter(is_error);
            problems.extend(shown.map(|problem| (Some(field.id.clone()), problem.clone())));
        }
        Refusal { problems }
    }

    pub(super) fn check_steps(&mut self, steps: Range<usize>) -> (Result<(), Refusal>, Change) {
        for (index, mark) in self.marks.iter_mut().enumerate() {
            if self.view.step_of(index).is_some_and(|step| steps.contains(&step)) {
                mark.left = true;
                mark.show(self.view.found(index));
            }
        }
        let change = self.remark();
        let problems = self.errors(steps);
        let result = if problems.is_empty() { Ok(()) } else { Err(Refusal { problems }) };
        (result, change)
    }

    fn errors(&self, steps: Range<usize>) -> Vec<(Option<FieldId>, Problem)> {
        let mut errors = Vec::new();
        for step in steps {
            for (index, part) in self.ui.parts.iter().enumerate() {
                if self.view.step_of(index) == Some(step) {
                    let found = self.view.found(index).iter().filter(is_error);
                    errors.extend(found.map(|problem| (Some(part.id.clone()), problem.clone())));
                }
            }
            let homeless = self.view.homeless(step).filter(is_error);
            errors.extend(homeless.map(|problem| (None, problem.clone())));
        }
        errors
    }
}

fn is_error(problem: &&Problem) -> bool {
    problem.severity == Severity::Error
}
