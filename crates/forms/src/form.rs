//! A form being filled in: the one gate through which an answer goes.

use std::sync::Arc;

use crate::{Answer, Answers, Field, FieldId, Host, Journey, Problem, Service, StepId, Submission};

/// A service with the answers so far. Everything shown is worked out from these two, what was left (touched), and what the backend refused.
pub struct Form {/* private */}

/// What a call changed, so that only that is drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Fields whose [`Field`] is different now.
    pub fields: Vec<FieldId>,
    /// Whether the journey is different now.
    pub journey: bool,
}

/// Why a step (or the form) cannot be sent: the errors in page order, each with the field it stands at, if any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    pub problems: Vec<(Option<FieldId>, Problem)>,
}

impl Form {
    pub fn open(service: Arc<Service>, answers: Answers, host: std::rc::Rc<dyn Host>) -> Form {
        todo!()
    }
    pub fn service(&self) -> &Arc<Service> {
        todo!()
    }
    pub fn answers(&self) -> &Answers {
        todo!()
    }
    pub fn journey(&self) -> &Journey {
        todo!()
    }
    pub fn field(&self, id: &FieldId) -> Option<Field> {
        todo!()
    }
    /// The field at a place in the answers (for the backend's problems).
    pub fn field_at(&self, pointer: &crate::Pointer) -> Option<FieldId> {
        todo!()
    }
    /// The step on which a field stands.
    pub fn step_of(&self, id: &FieldId) -> Option<StepId> {
        todo!()
    }
    /// A typed text: normalised and read by the field's kind (identity, integer, number, money, date, text); an unreadable one is kept as raw and is a problem. Empty takes the answer away.
    pub fn type_in(&mut self, id: &FieldId, text: &str) -> Change {
        todo!()
    }
    /// What to put into the text box: the raw text, else the value as people read it (`6171 0517 …`, `5.000.000`).
    pub fn typed(&self, id: &FieldId) -> String {
        todo!()
    }
    /// A chosen answer, or none.
    pub fn answer(&mut self, id: &FieldId, answer: Option<Answer>) -> Change {
        todo!()
    }
    /// The field was left: from now on its problems show. Does nothing for a field without an answer that was merely passed through.
    pub fn leave(&mut self, id: &FieldId) -> Change {
        todo!()
    }
    /// Checks one step: its fields' problems show from now on.
    pub fn check(&mut self, step: &StepId) -> (Result<(), Refusal>, Change) {
        todo!()
    }
    /// Checks all steps.
    pub fn check_all(&mut self) -> (Result<(), Refusal>, Change) {
        todo!()
    }
    /// The backend's problems: each stays at its field until that answer changes. Those without a field come back.
    pub fn refuse(&mut self, problems: Vec<Problem>) -> (Vec<Problem>, Change) {
        todo!()
    }
    /// Fills answers that a look-up found (pointer, value, words).
    pub fn fill(&mut self, found: Vec<(crate::Pointer, Answer)>) -> Change {
        todo!()
    }
    /// What would be sent now: the answers without hidden ones, and without `raw`.
    pub fn submission(&self) -> Submission {
        todo!()
    }
}
