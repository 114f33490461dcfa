//! The one place where the engine meets signals: an open draft. A question's page asks `field(id)`, gives its answer to
//! `answer` or `type_in`, and sends a step through `check`. Each wakes just the signals of the fields that it changed.

mod draft;

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use forms::{
    Answer, Answers, Change, Field, FieldId, Form, Host, Journey, Pointer, Problem, Refusal, Service, Step, StepId,
    Submission,
};
use leptos::prelude::*;

pub use draft::{Asked, Correction, Draft, Frozen, Sent, State};

/// An open draft. A handle: copies name the same draft. It lives as long as the page that opened it.
#[derive(Clone, Copy)]
pub struct Session {
    form: StoredValue<Form, LocalStorage>,
    fields: StoredValue<BTreeMap<FieldId, Fresh>>,
    service: StoredValue<Arc<Service>>,
    journey: RwSignal<Journey>,
    draft: RwSignal<Draft>,
    edits: RwSignal<u32>,
    // Who opened it. A field's signal is made when a page first asks for it, and must outlive that page.
    owner: StoredValue<Owner>,
}

// A field's signal, and the text in its box.
#[derive(Clone)]
struct Fresh {
    field: RwSignal<Field>,
    typed: RwSignal<String>,
}

impl Session {
    /// Opens a draft of a service. Signals belong to the owner at the time of the call.
    pub fn open(service: Arc<Service>, draft: Draft, host: Rc<dyn Host>) -> Session {
        let answers = draft.answers.clone();
        let form = match &draft.correction {
            None => Form::open(service.clone(), answers, host),
            Some(correction) => {
                let asked: Vec<Pointer> = correction.asked.iter().map(|asked| asked.pointer.clone()).collect();
                Form::correct(service.clone(), answers, host, &asked)
            }
        };
        Session {
            journey: RwSignal::new(form.journey().clone()),
            form: StoredValue::new_local(form),
            fields: StoredValue::new(BTreeMap::new()),
            service: StoredValue::new(service),
            draft: RwSignal::new(draft),
            edits: RwSignal::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The service that is asked for.
    pub fn service(self) -> Arc<Service> {
        self.service.get_value()
    }

    /// The path through the form, as it is now.
    pub fn journey(self) -> Signal<Journey> {
        self.journey.into()
    }

    /// What stands beside the answers: how far it has been sent.
    pub fn draft(self) -> Signal<Draft> {
        self.draft.into()
    }

    /// How many edits there have been: the draft writer listens to it.
    pub fn edits(self) -> Signal<u32> {
        self.edits.into()
    }

    /// The draft with the present answers, for the writer.
    pub fn to_draft(self) -> Draft {
        let mut draft = self.draft.get_untracked();
        draft.answers = self.answers();
        draft
    }

    /// All answers, hidden ones too.
    pub fn answers(self) -> Answers {
        self.form.with_value(|form| form.answers().clone())
    }

    /// A field's state; `None` for an id that this form does not have.
    pub fn field(self, id: &FieldId) -> Option<Signal<Field>> {
        self.fresh(id).map(|fresh| fresh.field.into())
    }

    /// The text in a field's box.
    pub fn typed(self, id: &FieldId) -> Option<Signal<String>> {
        self.fresh(id).map(|fresh| fresh.typed.into())
    }

    /// A field by the text of its id (from a link in the page).
    pub fn field_named(self, id: &str) -> Option<FieldId> {
        self.fields.with_value(|fields| fields.keys().find(|known| known.as_str() == id).cloned())
    }

    /// The field at a place in the answers.
    pub fn field_at(self, pointer: &Pointer) -> Option<Signal<Field>> {
        self.form.with_value(|form| form.field_at(pointer)).and_then(|id| self.field(&id))
    }

    /// The step on which a field stands.
    pub fn step_of(self, id: &FieldId) -> Option<StepId> {
        self.form.with_value(|form| form.step_of(id))
    }

    /// A step that is asked on a page of its own: by its identity, or the first for an empty one.
    pub fn step(self, id: &str) -> Option<Step> {
        self.journey.with_untracked(|journey| {
            let mut asked = journey.steps.iter().filter(|step| !step.review);
            if id.is_empty() { asked.next() } else { asked.find(|step| step.id.as_str() == id) }.cloned()
        })
    }

    /// Takes a chosen answer.
    pub fn answer(self, id: &FieldId, answer: Option<Answer>) {
        self.edit(|form| form.answer(id, answer));
    }

    /// Takes a typed text.
    pub fn type_in(self, id: &FieldId, text: &str) {
        if let Some(fresh) = self.fresh(id) {
            fresh.typed.set(text.into());
        }
        self.edit(|form| form.type_in(id, text));
    }

    /// The field was left: its problems show from now on, and its text is written as people read it.
    pub fn leave(self, id: &FieldId) {
        let Some(change) = self.form.try_update_value(|form| form.leave(id)) else { return };
        self.wake(change);
        self.retype(id);
    }

    /// Takes what a look-up found.
    pub fn fill(self, found: Vec<(Pointer, Answer)>) {
        self.edit(|form| form.fill(found));
        let ids: Vec<FieldId> = self.fields.with_value(|fields| fields.keys().cloned().collect());
        for id in ids {
            self.retype(&id);
        }
    }

    /// Checks one step.
    pub fn check(self, step: &StepId) -> Result<(), Refusal> {
        self.checked(|form| form.check(step))
    }

    /// Checks the whole form.
    pub fn check_all(self) -> Result<(), Refusal> {
        self.checked(Form::check_all)
    }

    /// Takes the backend's problems; gives back those that have no field.
    pub fn refuse(self, problems: Vec<Problem>) -> Vec<Problem> {
        let Some((rest, change)) = self.form.try_update_value(|form| form.refuse(problems)) else {
            return Vec::new();
        };
        self.wake(change);
        rest
    }

    /// The problems that are shown now, in page order.
    pub fn refusal(self) -> Refusal {
        self.form.with_value(Form::shown)
    }

    /// What would be sent now.
    pub fn submission(self) -> Submission {
        self.form.with_value(Form::submission)
    }

    /// What a correction would send now.
    pub fn asked(self) -> Vec<(Pointer, Option<forms::Json>)> {
        self.form.with_value(Form::asked)
    }

    /// Changes what stands beside the answers (the step, the state of sending).
    pub fn mark(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.edits.update(|edits| *edits += 1);
    }

    fn edit(self, change: impl FnOnce(&mut Form) -> Change) {
        if !self.draft.with_untracked(Draft::is_open) {
            return;
        }
        let Some(change) = self.form.try_update_value(change) else { return };
        self.wake(change);
        self.edits.update(|edits| *edits += 1);
    }

    fn checked(self, check: impl FnOnce(&mut Form) -> (Result<(), Refusal>, Change)) -> Result<(), Refusal> {
        let Some((result, change)) = self.form.try_update_value(check) else { return Ok(()) };
        self.wake(change);
        result
    }

    fn wake(self, change: Change) {
        for id in &change.fields {
            let fresh = self.fields.with_value(|fields| fields.get(id).cloned());
            let field = self.form.with_value(|form| form.field(id));
            if let (Some(fresh), Some(field)) = (fresh, field) {
                fresh.field.set(field);
            }
        }
        if change.journey {
            self.journey.set(self.form.with_value(|form| form.journey().clone()));
        }
    }

    // The text of a box follows the stored answer: `6171051708900001` becomes `6171 0517 0890 0001`.
    fn retype(self, id: &FieldId) {
        let typed = self.form.with_value(|form| form.typed(id));
        if let Some(fresh) = self.fresh(id)
            && fresh.typed.with_untracked(|old| *old != typed)
        {
            fresh.typed.set(typed);
        }
    }

    fn fresh(self, id: &FieldId) -> Option<Fresh> {
        if let Some(fresh) = self.fields.with_value(|fields| fields.get(id).cloned()) {
            return Some(fresh);
        }
        let (field, typed) = self.form.with_value(|form| Some((form.field(id)?, form.typed(id))))?;
        let make = move || Fresh { field: RwSignal::new(field), typed: RwSignal::new(typed) };
        let fresh = self.owner.with_value(|owner| owner.with(make));
        self.fields.update_value(|fields| {
            fields.insert(id.clone(), fresh.clone());
        });
        Some(fresh)
    }
}
