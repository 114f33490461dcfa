//! A form being filled in: the one gate through which an answer goes.
//!
//! What is shown is worked out in [`view`] from the service, the answers, the marks (what was left or sent, [`mark`]) and
//! what the backend refused; nothing else is kept.

mod correct;
mod edit;
mod journey;
mod mark;
mod migrate;
mod refusal;
mod row;
mod typed;
mod view;

use std::{rc::Rc, sync::Arc};

use crate::{
    Access, Answer, Answers, Field, FieldId, Host, Journey, Json, Map, Pointer, Problem, Service, StepId, Submission,
    ui::{Inner, Part, Ui, expand::expand, visibility::take},
};

use mark::Mark;
use row::Removed;
use view::{Context, View};

pub use migrate::Migrated;
pub use refusal::Refusal;
pub use row::RowEdit;

/// A service with the answers so far. Everything shown is worked out from these two, what was left (touched), and what the backend refused.
pub struct Form {
    service: Arc<Service>,
    host: Rc<dyn Host>,
    answers: Answers,
    /// The service's UI schema, grown for the answers.
    ui: Arc<Ui>,
    /// By part of the UI schema.
    marks: Vec<Mark>,
    /// What the backend refused, with the field at which it stands.
    refused: Vec<(FieldId, Problem)>,
    /// In a correction: the fields that are asked again.
    asked: Option<Vec<FieldId>>,
    /// The row that was removed last, until it is put back or another is.
    removed: Option<Removed>,
    view: View,
}

/// What a call changed, so that only that is drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Fields whose [`Field`] is different now.
    pub fields: Vec<FieldId>,
    /// Whether the journey is different now.
    pub journey: bool,
}

impl Form {
    /// Opens a form, empty or with the answers of a draft; no problem shows yet.
    pub fn open(service: Arc<Service>, answers: Answers, host: Rc<dyn Host>) -> Form {
        Form::with(service, answers, host, None)
    }

    fn with(service: Arc<Service>, mut answers: Answers, host: Rc<dyn Host>, asked: Option<&[Pointer]>) -> Form {
        if answers.data.as_object().is_none() {
            answers.data = Json::object();
        }
        let ui = expand(&service.ui, &mut answers);
        let asked = asked.map(|asked| correct::asked(&ui, asked));
        let marks = vec![Mark::default(); ui.parts.len()];
        let mut view = View::of(&Context {
            service: &service,
            ui: &ui,
            answers: &answers,
            refused: &[],
            asked: asked.as_deref(),
            host: &*host,
        });
        view.show(&marks);
        Form { service, host, answers, ui, marks, refused: Vec::new(), asked, removed: None, view }
    }

    /// The definition that is being answered.
    pub fn service(&self) -> &Arc<Service> {
        &self.service
    }

    /// All answers, those of hidden fields too.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The visible steps and what stands on them.
    pub fn journey(&self) -> &Journey {
        &self.view.journey
    }

    /// One question as it stands now.
    pub fn field(&self, id: &FieldId) -> Option<Field> {
        self.view.fields.get(self.ui.part(id)?).cloned()
    }

    /// The field at a place in the answers, or the one whose answer holds that place (for the backend's problems).
    pub fn field_at(&self, pointer: &Pointer) -> Option<FieldId> {
        let part = self.view.locate(&self.ui, pointer)?;
        Some(self.ui.parts.get(part)?.id.clone())
    }

    /// The step on which a field stands.
    pub fn step_of(&self, id: &FieldId) -> Option<StepId> {
        let step = self.view.step_of(self.ui.part(id)?)?;
        Some(self.view.journey.steps.get(step)?.id.clone())
    }

    /// A typed text: normalised and read by the field's kind (identity, integer, number, money, date, text); an unreadable one is kept as raw and is a problem. Empty takes the answer away.
    pub fn type_in(&mut self, id: &FieldId, text: &str) -> Change {
        let Some((index, part)) = self.open_part(id) else {
            return Change::default();
        };
        match typed::read(&part, text, self.host.today()) {
            typed::Reading::Value(value) => self.put(index, &part, value, None, None),
            typed::Reading::Raw(raw) => self.put(index, &part, None, None, Some(raw)),
        }
        self.edited(index)
    }

    /// What to put into the text box: the raw text, else the value as people read it (`6171 0517 …`, `5.000.000`).
    pub fn typed(&self, id: &FieldId) -> String {
        if let Some(raw) = self.answers.raw.get(id) {
            return raw.clone();
        }
        let ui = &self.ui;
        let part = ui.part(id).and_then(|index| ui.parts.get(index));
        let value = part.and_then(|part| {
            let data = if ui.compute(part).is_some() { &self.view.sight.data } else { &self.answers.data };
            Some((part, data.at(&part.pointer)?))
        });
        value.map(|(part, value)| typed::show(part, value)).unwrap_or_default()
    }

    /// A chosen answer, or none.
    pub fn answer(&mut self, id: &FieldId, answer: Option<Answer>) -> Change {
        let Some((index, part)) = self.open_part(id) else {
            return Change::default();
        };
        if let Inner::Branches(branches) = &part.inner {
            let chosen = answer.and_then(|answer| u32::try_from(answer.value.as_i64()?).ok());
            self.choose(index, &part, branches, chosen);
            return self.regrow();
        }
        let (value, words) = answer.map(|answer| (answer.value, answer.words)).unzip();
        self.put(index, &part, value, words.flatten(), None);
        self.edited(index)
    }

    /// The field was left: from now on its problems show. Does nothing for a field without an answer that was merely passed through.
    pub fn leave(&mut self, id: &FieldId) -> Change {
        let Some(index) = self.ui.part(id) else {
            return Change::default();
        };
        let answered = self.view.is_answered(index, &self.answers);
        let Some(mark) = self.marks.get_mut(index) else {
            return Change::default();
        };
        if !answered && !mark.edited {
            return Change::default();
        }
        mark.left = true;
        // An edit that has ended may have made other answers wrong that were given before.
        for (other, mark) in self.marks.iter_mut().enumerate() {
            if mark.left && (other == index || self.view.is_answered(other, &self.answers)) {
                mark.show(self.view.found(other));
            }
        }
        self.remark()
    }

    /// Checks one step: its fields' problems show from now on.
    pub fn check(&mut self, step: &StepId) -> (Result<(), Refusal>, Change) {
        let steps = &self.view.journey.steps;
        let Some(index) = steps.iter().position(|other| other.id == *step) else {
            return (Ok(()), Change::default());
        };
        self.check_steps(index..index + 1)
    }

    /// Checks all steps.
    pub fn check_all(&mut self) -> (Result<(), Refusal>, Change) {
        self.check_steps(0..self.view.journey.steps.len())
    }

    /// The backend's problems: each stays at its field until that answer changes. Those without a field that the citizen can change come back.
    pub fn refuse(&mut self, problems: Vec<Problem>) -> (Vec<Problem>, Change) {
        let mut homeless = Vec::new();
        for problem in problems {
            let part = self.view.locate(&self.ui, &problem.pointer);
            let enabled = |part: &usize| {
                let field = self.view.fields.get(*part);
                field.is_some_and(|field| field.access == Access::Enabled)
            };
            let id = part.filter(enabled).and_then(|part| Some(self.ui.parts.get(part)?.id.clone()));
            match id.map(|id| (id, problem.clone())) {
                Some(refused) if self.refused.contains(&refused) => {}
                Some(refused) => self.refused.push(refused),
                None => homeless.push(problem),
            }
        }
        (homeless, self.renew())
    }

    /// Fills answers that a look-up found (pointer, value, words); a place that the schema does not know stays empty.
    pub fn fill(&mut self, found: Vec<(Pointer, Answer)>) -> Change {
        for (pointer, answer) in found {
            let first = self.ui.at(&pointer).next();
            let part = first.and_then(|index| Some((index, self.ui.parts.get(index)?)));
            let part = part.filter(|(_, part)| matches!(part.inner, Inner::Nothing));
            match part.map(|(index, part)| (index, part.clone())) {
                Some((index, part)) => {
                    let value = Some(answer.value).filter(|value| !value.is_null());
                    self.put(index, &part, value, answer.words, None);
                }
                None if self.service.has_place(&pointer) => self.answers.data.set(&pointer, answer.value),
                None => {}
            }
        }
        self.regrow()
    }

    /// What would be sent now: the answers without hidden ones, and without `raw`.
    pub fn submission(&self) -> Submission {
        Submission {
            service: self.service.id.clone(),
            version: self.service.version.clone(),
            answers: self.view.sent.clone(),
        }
    }

    /// A part whose answer the citizen may change; read-only and disabled ones are not touched.
    fn open_part(&self, id: &FieldId) -> Option<(usize, Part)> {
        let index = self.ui.part(id)?;
        let field = self.view.fields.get(index)?;
        let part = self.ui.parts.get(index)?;
        (field.access == Access::Enabled).then(|| (index, part.clone()))
    }

    /// Stores one answer; the backend's word on it holds no longer once it is another.
    fn put(&mut self, index: usize, part: &Part, value: Option<Json>, words: Option<String>, raw: Option<String>) {
        let same = self.answers.data.at(&part.pointer) == value.as_ref();
        if !same || self.answers.raw.get(&part.id) != raw.as_ref() {
            self.refused.retain(|(_, problem)| !part.pointer.contains(&problem.pointer));
            if let Some(mark) = self.marks.get_mut(index) {
                mark.edited = true;
            }
        }
        match value {
            Some(value) => self.answers.data.set(&part.pointer, value),
            None => take(&mut self.answers.data, &part.pointer),
        }
        set(&mut self.answers.words, &part.id, words);
        set(&mut self.answers.raw, &part.id, raw);
    }

    /// Takes over one new answer and says what is different.
    fn edited(&mut self, part: usize) -> Change {
        let given = Context {
            service: &self.service,
            ui: &self.ui,
            answers: &self.answers,
            refused: &self.refused,
            asked: self.asked.as_deref(),
            host: &*self.host,
        };
        match self.view.edit(&given, &mut self.marks, part) {
            Some(change) => change,
            None => self.renew(),
        }
    }

    /// Lets show what may show now, and says what is different.
    fn remark(&mut self) -> Change {
        let mut change = Change::default();
        for part in 0..self.marks.len() {
            if self.view.show_one(part, &self.marks) {
                change.fields.extend(self.view.fields.get(part).map(|field| field.id.clone()));
            }
        }
        change
    }

    /// Works everything out anew and says what is different.
    fn renew(&mut self) -> Change {
        let view = self.look();
        let before = std::mem::replace(&mut self.view, view);
        before.change(&self.view, None)
    }

    /// As `renew`, after rows have come, gone or moved, or another branch was chosen.
    fn regrow(&mut self) -> Change {
        if !self.service.ui.grows {
            return self.renew();
        }
        let ui = expand(&self.service.ui, &mut self.answers);
        let before = std::mem::replace(&mut self.ui, ui);
        let mark = |part: &Part| before.part(&part.id).and_then(|part| self.marks.get(part)).cloned();
        self.marks = self.ui.parts.iter().map(|part| mark(part).unwrap_or_default()).collect();
        self.refused.retain_mut(|(id, problem)| row::moves(id, problem, &before, &self.ui));
        let view = self.look();
        let old = std::mem::replace(&mut self.view, view);
        old.change(&self.view, Some(&before))
    }

    fn look(&mut self) -> View {
        let mut view = View::of(&Context {
            service: &self.service,
            ui: &self.ui,
            answers: &self.answers,
            refused: &self.refused,
            asked: self.asked.as_deref(),
            host: &*self.host,
        });
        for (index, mark) in self.marks.iter_mut().enumerate() {
            mark.keep(view.found(index), view.is_visible(index));
        }
        view.show(&self.marks);
        view
    }
}

fn set(texts: &mut Map<FieldId, String>, id: &FieldId, text: Option<String>) {
    match text {
        Some(text) => drop(texts.insert(id.clone(), text)),
        None => drop(texts.remove(id)),
    }
}

#[cfg(test)]
mod tests;
