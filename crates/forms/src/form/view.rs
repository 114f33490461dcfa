//! Everything that a form shows, worked out from the service, the answers, the marks and the backend's refusals.

use std::sync::Arc;

use super::{Change, correct, journey, mark::Mark};
use crate::{
    Access, Answers, Effect, Field, FieldId, Host, Journey, Json, Kind, Pointer, Problem, ProblemKind, Service,
    Severity,
    rule::Scene,
    submission::{Judged, judge},
    ui::{Element, Part, Ui, demand::NEVER, visibility::Sight},
};

/// One moment of a form.
pub(super) struct View {
    /// By part of the UI schema.
    pub(super) fields: Vec<Field>,
    pub(super) journey: Journey,
    /// What would be sent.
    pub(super) sent: Json,
    /// What is visible, and the answers without hidden ones.
    pub(super) sight: Sight,
    /// By element: whether its rule holds.
    pub(super) held: Vec<bool>,
    /// By zone: how the tests come out that decide what is required.
    pub(super) tests: Vec<Vec<bool>>,
    /// By part: all problems, shown or not, errors first.
    pub(super) found: Vec<Vec<Problem>>,
    /// By part: the step on which it stands.
    pub(super) steps: Vec<Option<usize>>,
    /// Problems that stand at no field, with the step whose sending they hinder.
    homeless: Vec<(usize, Problem)>,
}

/// What a view is worked out from.
pub(super) struct Context<'a> {
    pub(super) service: &'a Service,
    pub(super) ui: &'a Ui,
    pub(super) answers: &'a Answers,
    /// What the backend refused, with the field at which it stands.
    pub(super) refused: &'a [(FieldId, Problem)],
    /// In a correction: the fields that are asked again.
    pub(super) asked: Option<&'a [FieldId]>,
    pub(super) host: &'a dyn Host,
}

impl View {
    /// Works out all but which problems show.
    pub(super) fn of(given: &Context) -> View {
        let ui = given.ui;
        let data = &given.answers.data;
        let asked = given.asked.map(|asked| correct::parts(ui, asked));
        let (sight, tests) = match &asked {
            Some(asked) => {
                let sight = correct::sight(ui, asked, data);
                let tests = ui.tests(&sight.data, given.host);
                (sight, tests)
            }
            None => ui.settle(data, given.host),
        };
        let mut sent = sight.data.clone();
        ui.shape(&mut sent, &sight, &tests);
        let held = held(ui, &sight, given.host);
        let fields = fields(given, &sight, &tests, &held);
        let (mut journey, steps) = journey::journey(ui, &sight);
        if given.asked.is_some() {
            correct::simplify(&mut journey);
        }
        let found = vec![Vec::new(); fields.len()];
        let homeless = Vec::new();
        let mut view = View { fields, journey, sent, sight, held, tests, found, steps, homeless };
        (0..view.fields.len()).for_each(|part| view.place_unreadable(given.answers, part));
        let judged = Judged { service: given.service, ui, chosen: &given.answers.chosen };
        let mut problems = judge(&judged, &view.sight, &view.sent, given.host);
        if let Some(asked) = &asked {
            correct::narrow(ui, asked, &view.fields, &mut problems);
        }
        for problem in problems {
            view.place(ui, problem);
        }
        for (id, problem) in given.refused {
            if let Some(part) = ui.part(id) {
                view.add(part, problem.clone());
            }
        }
        view
    }

    /// Lets the problems show that may.
    pub(super) fn show(&mut self, marks: &[Mark]) {
        for part in 0..self.fields.len() {
            self.show_one(part, marks);
        }
    }

    /// Lets those of one field show; `true` when that changes anything.
    pub(super) fn show_one(&mut self, part: usize, marks: &[Mark]) -> bool {
        let (Some(field), Some(found), Some(mark)) = (self.fields.get_mut(part), self.found.get(part), marks.get(part))
        else {
            return false;
        };
        let shows = |problem: &&Problem| field.visible && mark.shows(problem);
        let same = found.iter().filter(shows).eq(&field.problems);
        if !same {
            field.problems = found.iter().filter(shows).cloned().collect();
        }
        !same
    }

    /// What is different in a later view; `ui` is that of this one, when the later one has another.
    pub(super) fn change(&self, later: &View, ui: Option<&Ui>) -> Change {
        let before = |(index, after): (usize, &Field)| match ui {
            Some(ui) => self.fields.get(ui.part(&after.id)?),
            None => self.fields.get(index),
        };
        let fields = later.fields.iter().enumerate();
        let different = fields.filter(|&(index, after)| before((index, after)) != Some(after));
        Change {
            fields: different.map(|(_, after)| after.id.clone()).collect(),
            journey: self.journey != later.journey,
        }
    }

    pub(super) fn found(&self, part: usize) -> &[Problem] {
        self.found.get(part).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn homeless(&self, step: usize) -> impl Iterator<Item = &Problem> {
        let here = self.homeless.iter().filter(move |(other, _)| *other == step);
        here.map(|(_, problem)| problem)
    }

    pub(super) fn step_of(&self, part: usize) -> Option<usize> {
        self.steps.get(part).copied().flatten()
    }

    pub(super) fn is_visible(&self, part: usize) -> bool {
        self.fields.get(part).is_some_and(|field| field.visible)
    }

    pub(super) fn is_answered(&self, part: usize, answers: &Answers) -> bool {
        let field = self.fields.get(part);
        field.is_some_and(|field| field.value.is_some() || answers.raw.contains_key(&field.id))
    }

    /// The visible field at a place, or the one whose answer holds it.
    pub(super) fn locate(&self, ui: &Ui, place: &Pointer) -> Option<usize> {
        let mut place = Some(place.clone());
        while let Some(here) = place {
            // Where a branch asks for a single answer, that stands after the choice of the branch.
            let mut parts = ui.at(&here).filter(|&part| self.is_visible(part));
            let first = parts.next();
            let chooses = |part: &usize| self.fields.get(*part).is_some_and(|field| field.control.kind == Kind::OneOf);
            if let Some(part) = parts.next().filter(|_| first.as_ref().is_some_and(chooses)).or(first) {
                return Some(part);
            }
            place = here.parent();
        }
        None
    }

    /// A text that could not be read is a problem of its own, instead of "required".
    pub(super) fn place_unreadable(&mut self, answers: &Answers, part: usize) {
        let (Some(field), Some(found)) = (self.fields.get(part), self.found.get_mut(part)) else {
            return;
        };
        if let Some(raw) = answers.raw.get(&field.id).filter(|_| field.visible) {
            let kind = ProblemKind::Unreadable { text: raw.clone(), want: super::typed::wanted(field.control.kind) };
            found.push(Problem { pointer: field.pointer.clone(), severity: Severity::Error, kind });
        }
    }

    /// The part at which a problem stands.
    pub(super) fn home(&self, ui: &Ui, problem: &Problem) -> Option<usize> {
        if matches!(problem.kind, ProblemKind::Required) {
            let inside = || ui.inside(&problem.pointer).find(|&part| self.is_visible(part));
            return self.locate(ui, &problem.pointer).or_else(inside);
        }
        let mut parts: Vec<usize> = match &problem.kind {
            ProblemKind::Group { places, .. } => places.iter().filter_map(|place| self.locate(ui, place)).collect(),
            _ => return self.locate(ui, &problem.pointer).or_else(|| self.first(ui.inside(&problem.pointer))),
        };
        if parts.is_empty() {
            parts.extend(ui.inside(&problem.pointer));
        }
        self.first(parts.into_iter())
    }

    /// Where a problem of several questions stands: at the first of them on the last step that has one, since only there all have been asked.
    fn first(&self, parts: impl Iterator<Item = usize>) -> Option<usize> {
        let mut first: Option<(usize, usize)> = None;
        for part in parts.filter(|&part| self.is_visible(part)) {
            let step = self.step_of(part).unwrap_or_default();
            if first.is_none_or(|(last, before)| step > last || (step == last && part < before)) {
                first = Some((step, part));
            }
        }
        first.map(|(_, part)| part)
    }

    fn place(&mut self, ui: &Ui, problem: Problem) {
        match self.home(ui, &problem) {
            Some(part) => self.add(part, problem),
            None => {
                let parts = ui.inside(&problem.pointer);
                let last = parts.filter_map(|part| self.step_of(part)).max();
                let end = self.journey.steps.len().saturating_sub(1);
                self.homeless.push((last.unwrap_or(end), problem));
            }
        }
    }

    /// Errors stand before warnings.
    pub(super) fn add(&mut self, part: usize, problem: Problem) {
        let Some(found) = self.found.get_mut(part) else {
            return;
        };
        let required = matches!(problem.kind, ProblemKind::Required);
        if found.contains(&problem) || (required && found.iter().any(is_unreadable)) {
            return;
        }
        let errors = found.iter().take_while(|found| found.severity == Severity::Error).count();
        match problem.severity {
            Severity::Error => found.insert(errors, problem),
            Severity::Warning => found.push(problem),
        }
    }
}

fn is_unreadable(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Unreadable { .. })
}

/// The fields without their problems.
fn fields(given: &Context, sight: &Sight, tests: &[Vec<bool>], held: &[bool]) -> Vec<Field> {
    let ui = given.ui;
    let access = access(ui, held);
    let answers = given.answers;
    let field = |(index, part): (usize, &Part)| {
        let access = access.get(part.element).copied().unwrap_or(Access::Enabled);
        let visible = ui.is_visible(index, sight);
        Field {
            id: part.id.clone(),
            pointer: part.pointer.clone(),
            control: Arc::clone(&part.control),
            within: ui.within(part),
            value: value(ui, part, answers, &sight.data),
            words: answers.words.get(&part.id).cloned(),
            required: match given.asked {
                Some(_) => visible && !part.ways.is_empty() && part.none.is_none(),
                None => visible && is_required(ui, part, tests),
            },
            optional: access == Access::Enabled && !part.ways.iter().flatten().any(|guard| *guard == NEVER),
            visible,
            access: match given.asked {
                Some(asked) if asked.iter().any(|asked| part.id.is_in(asked)) => Access::Enabled,
                Some(_) => Access::ReadOnly,
                None => access,
            },
            problems: Vec::new(),
        }
    };
    ui.parts.iter().enumerate().map(field).collect()
}

/// The present answer: of a list how many rows there are, of branches which one was chosen. A computed one stands in `seen`.
pub(super) fn value(ui: &Ui, part: &Part, answers: &Answers, seen: &Json) -> Option<Json> {
    let data = if ui.compute(part).is_some() { seen } else { &answers.data };
    let is_chosen =
        |value: &&Json| !value.is_null() || part.control.choices.iter().any(|choice| choice.value.is_null());
    let value = || data.at(&part.pointer).filter(is_chosen);
    match part.control.kind {
        Kind::Array => value()?.as_array().map(|rows| Json::from(rows.len() as i64)),
        Kind::OneOf => answers.chosen.get(&part.id).map(|chosen| Json::from(i64::from(*chosen))),
        _ => value().cloned(),
    }
}

/// Whether the citizen must answer it: it must be there, and leaving it empty says nothing.
pub(super) fn is_required(ui: &Ui, part: &Part, tests: &[Vec<bool>]) -> bool {
    part.none.is_none() && ui.must_be(part, tests)
}

/// By element: whether its rule holds.
fn held(ui: &Ui, sight: &Sight, host: &dyn Host) -> Vec<bool> {
    let whole = Pointer::root();
    let held = |element: &Element| {
        let base = ui.zones.get(element.zone).map_or(&whole, |zone| &zone.base);
        let rule = element.rule.as_ref();
        rule.is_some_and(|rule| rule.condition.holds_in(&Scene::new(&sight.data, base, host)))
    };
    ui.elements.iter().map(held).collect()
}

/// By element: whether its answer can be changed. Own rule, own option, then the parent's state; a rule that enables
/// wins over everything around it, as in JSON Forms.
fn access(ui: &Ui, held: &[bool]) -> Vec<Access> {
    let mut states: Vec<(bool, bool)> = Vec::with_capacity(ui.elements.len());
    for (element, &holds) in ui.elements.iter().zip(held) {
        let above = element.parent.and_then(|parent| states.get(parent));
        let (enabled, read_only) = above.copied().unwrap_or((true, false));
        let own = element.read_only.unwrap_or(read_only);
        let own = own || element.compute.is_some();
        states.push(match element.rule.as_ref().map(|rule| rule.effect) {
            Some(Effect::Enable) => (holds, element.compute.is_some()),
            Some(Effect::Disable) => (!holds, element.compute.is_some()),
            Some(Effect::ReadOnly) => (enabled, holds || element.compute.is_some()),
            Some(Effect::Writable) => (enabled, !holds || element.compute.is_some()),
            _ => (enabled, own),
        });
    }
    let access = |&(enabled, read_only): &(bool, bool)| match (enabled, read_only) {
        (false, _) => Access::Disabled,
        (true, true) => Access::ReadOnly,
        (true, false) => Access::Enabled,
    };
    states.iter().map(access).collect()
}
