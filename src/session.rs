//! The one place where the engine meets signals: an open draft. A question's page asks `field(id)`, gives its answer to
//! `answer` or `type_in`, and sends a step through `check`. Each wakes just the fields that it changed.

mod draft;
mod moving;
mod transport;

use std::{rc::Rc, sync::Arc};

use forms::{
    Access, Answer, Change, Field, FieldId, Form, Host, Journey, Json, Map, Pointer, Problem, Refusal, RowEdit,
    Service, Step, StepId, Submission,
};
use leptos::prelude::*;

pub use draft::{Asked, Correction, Draft, Fate, Frozen, Sent, Stage, State, short_code};
pub use moving::{Direction, Move};
pub use transport::{Transport, is_same};

/// An open draft. A handle: copies name the same draft. It lives as long as the page that opened it.
///
/// Signals only count turns; what they stand for is read from the engine. So one kind of signal serves all.
#[derive(Clone, Copy)]
pub struct Session {
    inner: StoredValue<Inner, LocalStorage>,
    journey: RwSignal<u32>,
    draft: RwSignal<u32>,
    edits: RwSignal<u32>,
}

struct Inner {
    form: Form,
    draft: Draft,
    fields: Map<FieldId, Turns>,
    // Whether the last edit was a letter in a box.
    typing: bool,
    // Who opened it. A field's signals are made when a page first asks for it, and must outlive that page.
    owner: Owner,
}

type Checked = (Result<(), Refusal>, Change);

// The turns of a field: its state, and the text in its box.
#[derive(Clone, Copy)]
struct Turns {
    state: RwSignal<u32>,
    text: RwSignal<u32>,
}

impl Session {
    /// Opens a draft of a service. Signals belong to the owner at the time of the call.
    pub fn open(service: Arc<Service>, draft: Draft, host: Rc<dyn Host>) -> Session {
        let answers = draft.answers();
        let form = match draft.correction() {
            None => Form::open(service, answers, host),
            Some(correction) => {
                let asked: Vec<Pointer> = correction.asked.iter().map(|asked| asked.pointer.clone()).collect();
                Form::correct(service, answers, host, &asked)
            }
        };
        let owner = Owner::current().unwrap_or_default();
        Session {
            inner: StoredValue::new_local(Inner { form, draft, fields: Map::new(), typing: false, owner }),
            journey: RwSignal::new(0),
            draft: RwSignal::new(0),
            edits: RwSignal::new(0),
        }
    }

    /// The service that is asked for.
    pub fn service(self) -> Arc<Service> {
        self.inner.with_value(|inner| inner.form.service().clone())
    }

    /// Reads the path through the form, tracked.
    pub fn journey<T>(self, read: impl FnOnce(&Journey) -> T) -> T {
        self.journey.track();
        self.journey_untracked(read)
    }

    /// Reads the path through the form, for a handler.
    pub fn journey_untracked<T>(self, read: impl FnOnce(&Journey) -> T) -> T {
        self.inner.with_value(|inner| read(inner.form.journey()))
    }

    /// Reads what stands beside the answers, tracked.
    pub fn draft<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.draft.track();
        self.draft_untracked(read)
    }

    /// Reads what stands beside the answers, for a handler.
    pub fn draft_untracked<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.draft))
    }

    /// How many edits there have been, tracked: the draft writer listens to it.
    pub fn edits(self) -> u32 {
        self.edits.get()
    }

    /// Whether the last edit was a letter in a box, for the writer: more of them will come.
    pub fn is_typing(self) -> bool {
        self.inner.with_value(|inner| inner.typing)
    }

    /// The draft with the present answers, for the writer.
    pub fn to_draft(self) -> Draft {
        self.inner.with_value(|inner| Draft { answers: inner.form.answers().to_json(), ..inner.draft.clone() })
    }

    /// A field's state, tracked; `None` for an id that this form does not have.
    pub fn field(self, id: &FieldId) -> Option<Field> {
        self.turns(id)?.state.track();
        self.field_untracked(id)
    }

    /// A field's state, for a handler.
    pub fn field_untracked(self, id: &FieldId) -> Option<Field> {
        self.inner.try_with_value(|inner| inner.form.field(id)).flatten()
    }

    /// The text for a field's box, tracked: it changes when the box was left or filled in from elsewhere, not while it is typed in.
    pub fn typed(self, id: &FieldId) -> String {
        if let Some(turns) = self.turns(id) {
            turns.text.track();
        }
        self.inner.try_with_value(|inner| inner.form.typed(id)).unwrap_or_default()
    }

    /// The field at a place in the answers, or above it; tracked.
    pub fn field_at(self, pointer: &Pointer) -> Option<Field> {
        let id = self.inner.with_value(|inner| inner.form.field_at(pointer))?;
        self.field(&id)
    }

    /// The step on which a field stands.
    pub fn step_of(self, id: &FieldId) -> Option<StepId> {
        self.inner.with_value(|inner| inner.form.step_of(id))
    }

    /// A step that is asked on a page of its own: by its identity, or the first for an empty one.
    pub fn step(self, id: &str) -> Option<Step> {
        self.journey_untracked(|journey| {
            let mut asked = journey.steps.iter().filter(|step| !step.review);
            if id.is_empty() { asked.next() } else { asked.find(|step| step.id.as_str() == id) }.cloned()
        })
    }

    /// Takes a chosen answer.
    pub fn answer(self, id: &FieldId, answer: Option<Answer>) {
        self.edit(Box::new(|form| form.answer(id, answer)));
    }

    /// Takes a typed text. The one that is there already is no edit: a box tells its text when it is left, too, and when it is taken off the
    /// page while it has the focus, after which there is no session.
    pub fn type_in(self, id: &FieldId, text: &str) {
        if self.inner.try_with_value(|inner| inner.form.typed(id) == text) != Some(false) {
            return;
        }
        self.inner.try_update_value(|inner| inner.typing = true);
        self.change(Box::new(|form| form.type_in(id, text)));
    }

    /// Changes the rows of a list, and gives the id of the row that it was about.
    pub fn edit_rows(self, list: &FieldId, edit: RowEdit) -> Option<u32> {
        let mut row = None;
        self.edit(Box::new(|form| {
            let (done, change) = form.edit_rows(list, edit);
            row = done;
            change
        }));
        row
    }

    /// Whether the row that was removed last was one of this list; tracked with the journey.
    pub fn can_restore(self, list: &FieldId) -> bool {
        self.journey.track();
        self.inner.with_value(|inner| inner.form.can_restore(list))
    }

    /// The field was left: its problems show from now on, and its text is written as people read it.
    pub fn leave(self, id: &FieldId) {
        let Some(change) = self.inner.try_update_value(|inner| inner.form.leave(id)) else { return };
        self.wake(change);
        if let Some(turns) = self.turns(id) {
            turn(turns.text);
        }
    }

    /// Takes what a look-up found.
    pub fn fill(self, found: Vec<(Pointer, Answer)>) {
        self.edit(Box::new(|form| form.fill(found)));
        let fields: Vec<Turns> = self.inner.with_value(|inner| inner.fields.values().copied().collect());
        for turns in fields {
            turn(turns.text);
        }
    }

    /// Checks one step.
    pub fn check(self, step: &StepId) -> Result<(), Refusal> {
        self.checked(&|form| form.check(step))
    }

    /// Checks the whole form.
    pub fn check_all(self) -> Result<(), Refusal> {
        self.checked(&Form::check_all)
    }

    /// Takes the backend's problems; gives back those that have no field.
    pub fn refuse(self, problems: Vec<Problem>) -> Vec<Problem> {
        let Some((rest, change)) = self.inner.try_update_value(|inner| inner.form.refuse(problems)) else {
            return Vec::new();
        };
        self.wake(change);
        rest
    }

    /// The problems that are shown now, in page order.
    pub fn refusal(self) -> Refusal {
        self.inner.with_value(|inner| inner.form.shown())
    }

    /// What would be sent now.
    pub fn submission(self) -> Submission {
        self.inner.with_value(|inner| inner.form.submission())
    }

    /// What a correction would send now.
    pub fn asked(self) -> Vec<(Pointer, Option<Json>)> {
        self.inner.with_value(|inner| inner.form.asked())
    }

    /// Changes what stands beside the answers (the step, the state of sending).
    pub fn mark(self, change: impl FnOnce(&mut Draft)) {
        self.inner.try_update_value(|inner| {
            inner.typing = false;
            change(&mut inner.draft);
        });
        turn(self.draft);
        turn(self.edits);
    }

    fn edit(self, change: Box<dyn FnOnce(&mut Form) -> Change + '_>) {
        self.inner.try_update_value(|inner| inner.typing = false);
        self.change(change);
    }

    fn change(self, change: Box<dyn FnOnce(&mut Form) -> Change + '_>) {
        let change = self.inner.try_update_value(|inner| inner.draft.is_open().then(|| change(&mut inner.form)));
        let Some(Some(change)) = change else { return };
        self.wake(change);
        turn(self.edits);
    }

    fn checked(self, check: &dyn Fn(&mut Form) -> Checked) -> Result<(), Refusal> {
        let Some((result, change)) = self.inner.try_update_value(|inner| check(&mut inner.form)) else {
            return Ok(());
        };
        self.wake(change);
        result
    }

    fn wake(self, change: Change) {
        for id in &change.fields {
            let known = self.inner.with_value(|inner| inner.fields.get(id).copied());
            let Some(turns) = known else { continue };
            turn(turns.state);
            // Nobody types in a box that is worked out or fixed: its text changes with its answer.
            if self.field_untracked(id).is_some_and(|field| field.access != Access::Enabled) {
                turn(turns.text);
            }
        }
        if change.journey {
            turn(self.journey);
        }
    }

    fn turns(self, id: &FieldId) -> Option<Turns> {
        let made = self.inner.try_update_value(|inner| {
            if let Some(turns) = inner.fields.get(id) {
                return Some(*turns);
            }
            inner.form.field(id)?;
            let turns = inner.owner.with(|| Turns { state: RwSignal::new(0), text: RwSignal::new(0) });
            inner.fields.insert(id.clone(), turns);
            Some(turns)
        });
        made.flatten()
    }
}

/// Counts a signal up. One whose owner has gone has nobody left to wake.
pub fn turn(signal: RwSignal<u32>) {
    let _ = signal.try_update(|turn| *turn += 1);
}

#[cfg(test)]
mod tests;
