//! What is sent: the answers of one version of a service.

use crate::{Host, Json, Problem, Service};

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
        todo!()
    }
}
