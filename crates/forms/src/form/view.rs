//! Everything that a form shows, worked out from the service, the answers, the marks and the backend's refusals.

use std::sync::Arc;

use super::{Change, correct, journey, mark::Mark};
use crate::{
    Access, Answers, Effect, Field, Host, Journey, Json, Pointer, Problem, ProblemKind, Service, Severity,
    submission::judge,
    ui::{Part, Ui, sight::Sight},
};

/// One moment of a form.
pub(super) struct View {
    /// By part of the UI schema.
    pub(super) fields: Vec<Field>,
    pub(super) journey: Journey,
    /// What would be sent.
    pub(super) sent: Json,
    /// By part: all problems, shown or not, errors first.
    found: Vec<Vec<Problem>>,
    /// By part: the step on which it stands.
    steps: Vec<Option<usize>>,
    /// Problems that stand at no field, with the step whose sending they hinder.
    homeless: Vec<(usize, Problem)>,
}

/// What a view is worked out from.
pub(super) struct Given<'a> {
    pub(super) service: &'a Service,
    pub(super) answers: &'a Answers,
    /// What the backend refused, with the part at which it stands.
    pub(super) refused: &'a [(usize, Problem)],
    /// In a correction: the parts that are asked again.
    pub(super) asked: Option<&'a [usize]>,
    pub(super) host: &'a dyn Host,
}

impl View {
    /// Works out all but which problems show.
    pub(super) fn of(given: &Given) -> View {
        let ui = &given.service.ui;
        let data = &given.answers.data;
        let sight = match given.asked {
            Some(asked) => correct::sight(ui, asked, data),
            None => ui.sight(data, given.host),
        };
        let tests = ui.demands.test(&sight.data, given.host);
        let mut sent = sight.data.clone();
        ui.shape(&mut sent, &sight, &tests);
        let fields = fields(given, &sight, &tests);
        let (mut journey, steps) = journey::journey(ui, &sight);
        if given.asked.is_some() {
            correct::simplify(&mut journey);
        }
        let found = vec![Vec::new(); fields.len()];
        let mut view = View { fields, journey, sent, found, steps, homeless: Vec::new() };
        view.place_unreadable(given.answers);
        let mut problems = judge(given.service, &sight, &view.sent, given.host);
        if let Some(asked) = given.asked {
            correct::narrow(ui, asked, &view.fields, &mut problems);
        }
        for problem in problems {
            view.place(ui, problem);
        }
        for (part, problem) in given.refused {
            view.add(*part, problem.clone());
        }
        view
    }

    /// Lets the problems show that may.
    pub(super) fn show(&mut self, marks: &[Mark]) {
        for ((field, found), mark) in self.fields.iter_mut().zip(&self.found).zip(marks) {
            if field.visible {
                field.problems = found.iter().filter(|found| mark.shows(found)).cloned().collect();
            }
        }
    }

    /// What is different in a later view.
    pub(super) fn change(&self, later: &View) -> Change {
        let pairs = self.fields.iter().zip(&later.fields);
        let different = pairs.filter(|(before, after)| before != after);
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
            if let Some(part) = ui.at(&here).find(|&part| self.is_visible(part)) {
                return Some(part);
            }
            place = here.parent();
        }
        None
    }

    /// Texts that could not be read are problems of their own, instead of "required".
    fn place_unreadable(&mut self, answers: &Answers) {
        for (field, found) in self.fields.iter().zip(&mut self.found) {
            let Some(raw) = answers.raw.get(&field.id).filter(|_| field.visible) else {
                continue;
            };
            let kind = ProblemKind::Unreadable { text: raw.clone(), want: super::typed::wanted(field.control.kind) };
            let pointer = field.pointer.clone();
            found.push(Problem { pointer, severity: Severity::Error, kind });
        }
    }

    fn place(&mut self, ui: &Ui, problem: Problem) {
        let required = matches!(problem.kind, ProblemKind::Required);
        let inside = || ui.inside(&problem.pointer).find(|&part| self.is_visible(part));
        let part = self.locate(ui, &problem.pointer).or_else(|| inside().filter(|_| required));
        match part {
            Some(part) if required && self.found(part).iter().any(is_unreadable) => {}
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
    fn add(&mut self, part: usize, problem: Problem) {
        let Some(found) = self.found.get_mut(part) else {
            return;
        };
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
fn fields(given: &Given, sight: &Sight, tests: &[bool]) -> Vec<Field> {
    let ui = &given.service.ui;
    let access = access(ui, sight, given.host);
    let answers = given.answers;
    let field = |(index, part): (usize, &Part)| {
        let access = access.get(part.element).copied().unwrap_or(Access::Enabled);
        let visible = ui.is_visible(index, sight);
        Field {
            id: part.id.clone(),
            pointer: part.pointer.clone(),
            control: Arc::clone(&part.control),
            value: answers.data.at(&part.pointer).cloned(),
            words: answers.words.get(&part.id).cloned(),
            required: match given.asked {
                Some(_) => visible && ui.demands.may_demand(&part.pointer),
                None => visible && ui.demands.demands(&part.pointer, tests),
            },
            visible,
            access: if given.asked.is_some() { Access::Enabled } else { access },
            problems: Vec::new(),
        }
    };
    ui.parts.iter().enumerate().map(field).collect()
}

/// By element: whether its answer can be changed. Own rule, own option, then the parent's state; a rule that enables
/// wins over everything around it, as in JSON Forms.
fn access(ui: &Ui, sight: &Sight, host: &dyn Host) -> Vec<Access> {
    let mut states: Vec<(bool, bool)> = Vec::with_capacity(ui.elements.len());
    for element in &ui.elements {
        let above = element.parent.and_then(|parent| states.get(parent));
        let (enabled, read_only) = above.copied().unwrap_or((true, false));
        let own = element.read_only.unwrap_or(read_only);
        let holds = |rule: &crate::Rule| (rule.effect, rule.condition.holds(&sight.data, host));
        states.push(match element.rule.as_ref().map(holds) {
            Some((Effect::Enable, holds)) => (holds, false),
            Some((Effect::Disable, holds)) => (!holds, false),
            Some((Effect::ReadOnly, holds)) => (enabled, holds),
            Some((Effect::Writable, holds)) => (enabled, !holds),
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
