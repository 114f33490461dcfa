//! What is sent: the answers of one version of a service, and the one judgement of them.

mod agree;

use crate::{Host, Json, Pointer, Problem, ProblemKind, Service, ui::sight::Sight};

/// The answers as the backend gets them, and which definition they answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    pub service: String,
    pub version: String,
    pub answers: Json,
}

impl Submission {
    /// The problems of a submission (errors and warnings), by the same function in the browser and in a backend: hidden answers are taken away first, a
    /// missing answer that is hidden is no problem.
    pub fn problems(&self, service: &Service, host: &dyn Host) -> Vec<Problem> {
        let sight = service.ui.sight(&self.answers, host);
        judge(service, &sight, &sight.data, host)
    }

    /// The answers without those of hidden fields: what a backend should keep.
    pub fn shown(&self, service: &Service, host: &dyn Host) -> Json {
        service.ui.sight(&self.answers, host).data
    }
}

/// All problems of answers from which hidden ones have been taken away.
pub(crate) fn judge(service: &Service, sight: &Sight, data: &Json, host: &dyn Host) -> Vec<Problem> {
    let mut problems = service.schema.validate(data, host);
    if !service.ui.keep_hidden {
        problems.retain(|problem| !asks_hidden(service, sight, problem));
    }
    agree::check(service, sight, data, &mut problems);
    problems
}

/// Whether a problem asks for an answer that is hidden.
fn asks_hidden(service: &Service, sight: &Sight, problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Required)
        && problem.pointer != Pointer::root()
        && service.ui.is_hidden(&problem.pointer, sight)
}
