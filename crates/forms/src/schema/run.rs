//! One validation: walks nodes and value together, counts its steps, keeps the problems.

use super::{
    Chosen, Schema,
    node::{Id, Node, Rule, TYPES, allows, type_name},
    place::Place,
};
use crate::{Host, Json, Pattern, Problem, ProblemKind, Severity, pattern::Unjudged};

/// The deepest chain of nodes. Answers nest little; what is deeper goes round in circles.
const MAX_DEPTH: u32 = 300;
/// The most steps: many times what the largest form needs, and still far below a second.
const MAX_WORK: u32 = 1_000_000;
/// The most steps for one pattern and one text.
const MAX_MATCH: usize = 200_000;
/// More problems help nobody.
const MAX_PROBLEMS: usize = 1_000;

/// Whether problems are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// All are kept.
    Loud,
    /// None; the first one ends it.
    Quiet,
}

pub(super) struct Run<'a> {
    pub(super) schema: &'a Schema,
    pub(super) host: &'a dyn Host,
    pub(super) mode: Mode,
    /// The resources entered so far, outermost first; kept only where dynamic references need it.
    pub(super) scope: Vec<u32>,
    /// Which of so many branches was chosen at a place.
    pub(super) chosen: Option<Chosen<'a>>,
    /// The way from here to the only place that matters; `None` and the empty way look everywhere. See [`Schema::validate_near`].
    pub(super) focus: Option<&'a [String]>,
    problems: Vec<Problem>,
    depth: u32,
    work: u32,
}

impl<'a> Run<'a> {
    pub(super) fn new(schema: &'a Schema, host: &'a dyn Host, mode: Mode) -> Run<'a> {
        Run {
            schema,
            host,
            mode,
            scope: Vec::new(),
            chosen: None,
            focus: None,
            problems: Vec::new(),
            depth: 0,
            work: MAX_WORK,
        }
    }

    /// Whether the value fits the node. After [`Run::exhausted`] the answer means nothing.
    pub(super) fn check(&mut self, id: Id, value: &Json, place: &Place) -> bool {
        let Some(node) = self.enter(id) else {
            return false;
        };
        let mut fits = node.types == 0 || allows(node.types, value) || self.fail_type(node, value, place);
        // A value of the wrong type is one problem, not also an enum's and a pattern's.
        if fits {
            for rule in &node.rules {
                fits &= self.rule(id, rule, value, place);
                if !fits && self.mode == Mode::Quiet {
                    break;
                }
            }
        }
        self.leave(node);
        fits
    }

    /// As `check`, without keeping problems.
    pub(super) fn holds(&mut self, id: Id, value: &Json, place: &Place) -> bool {
        let mode = std::mem::replace(&mut self.mode, Mode::Quiet);
        let fits = self.check_all(id, value, place);
        self.mode = mode;
        fits
    }

    /// As `check`, looking everywhere: for a node whose turn hangs on other answers.
    pub(super) fn check_all(&mut self, id: Id, value: &Json, place: &Place) -> bool {
        let focus = self.focus.take();
        let fits = self.check(id, value, place);
        self.focus = focus;
        fits
    }

    /// The next name on the way that matters, and the way from there.
    pub(super) fn next(&self) -> Option<(&'a str, &'a [String])> {
        let (first, rest) = self.focus?.split_first()?;
        Some((first, rest))
    }

    /// Steps into a node; `None` when the bounds are reached.
    pub(super) fn enter(&mut self, id: Id) -> Option<&'a Node> {
        let node = self.schema.nodes.get(id as usize)?;
        if self.depth >= MAX_DEPTH {
            self.exhaust();
        }
        if !self.spend(1) {
            return None;
        }
        self.depth += 1;
        if !self.schema.dynamic.is_empty() {
            self.scope.push(node.resource);
        }
        Some(node)
    }

    pub(super) fn leave(&mut self, _node: &Node) {
        self.depth -= 1;
        self.scope.pop();
    }

    /// Counts work; false when there has been too much.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        self.work = self.work.saturating_sub(u32::try_from(steps).unwrap_or(u32::MAX));
        self.work > 0
    }

    /// Counts a walk through so many names or choices: each is far less than a step.
    pub(super) fn skim(&mut self, n: usize) {
        self.spend(n / 16);
    }

    /// Whether a text holds a match of a pattern, which costs more than a step.
    pub(super) fn judge(&mut self, pattern: &Pattern, text: &str) -> Result<bool, Unjudged> {
        if !self.spend(16) {
            return Err(Unjudged::TooMuch);
        }
        let bound = MAX_MATCH.min(self.work as usize);
        let mut left = bound;
        let judged = pattern.matches(text, self.host, &mut left);
        self.spend(bound - left);
        judged
    }

    /// As `judge`; `None` when nobody knows, which ends all where it would take too many steps.
    pub(super) fn matches(&mut self, pattern: &Pattern, text: &str) -> Option<bool> {
        let judged = self.judge(pattern, text);
        if judged == Err(Unjudged::TooMuch) {
            self.exhaust();
        }
        judged.ok()
    }

    /// Ends the work: there is no telling whether the value is valid.
    pub(super) fn exhaust(&mut self) {
        self.work = 0;
    }

    pub(super) fn exhausted(&self) -> bool {
        self.work == 0
    }

    /// Keeps a problem; always false, so that a rule can end with it.
    pub(super) fn fail(&mut self, place: &Place, kind: ProblemKind) -> bool {
        self.keep(place, Severity::Error, kind);
        false
    }

    pub(super) fn keep(&mut self, place: &Place, severity: Severity, kind: ProblemKind) {
        if self.mode == Mode::Quiet || self.problems.len() >= MAX_PROBLEMS {
            return;
        }
        let problem = Problem { pointer: place.pointer(), severity, kind };
        // Two branches that ask the same complain once.
        if !self.problems.iter().rev().take(8).any(|other| *other == problem) {
            self.problems.push(problem);
        }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    fn fail_type(&mut self, node: &Node, value: &Json, place: &Place) -> bool {
        if self.mode == Mode::Quiet {
            return false;
        }
        let wanted = TYPES.iter().enumerate().filter(|(bit, _)| node.types & (1 << bit) != 0);
        let want = wanted.map(|(_, name)| *name).collect();
        self.fail(place, ProblemKind::Type { want, got: type_name(value) })
    }

    fn rule(&mut self, id: Id, rule: &'a Rule, value: &Json, place: &Place) -> bool {
        match (rule, value) {
            (Rule::AllOf(branches), _) => self.all_of(branches, value, place),
            (Rule::AnyOf(branches), _) => self.any_of(branches, value, place),
            (Rule::OneOf { branches, constants }, _) => self.one_of(branches, *constants, value, place),
            (Rule::Not(node), _) => self.not(*node, value, place),
            (Rule::If { test, then, otherwise }, _) => self.if_then(*test, *then, *otherwise, value, place),
            (Rule::DynamicRef { name, target }, _) => {
                let target = self.dynamic(name, *target);
                self.check(target, value, place)
            }
            (
                Rule::Properties(_) | Rule::Required(_) | Rule::MinProperties(_) | Rule::MaxProperties(_),
                Json::Object(members),
            ) => self.object(rule, members, place),
            (
                Rule::PropertyNames(_) | Rule::DependentRequired(_) | Rule::DependentSchemas(_),
                Json::Object(members),
            ) => self.dependencies(rule, members, value, place),
            (Rule::UnevaluatedProperties(rest), Json::Object(members)) => {
                let focus = self.focus.take();
                let fits = self.unevaluated_properties(id, *rest, members, value, place);
                self.focus = focus;
                fits
            }
            (Rule::UnevaluatedItems(rest), Json::Array(items)) => {
                let focus = self.focus.take();
                let fits = self.unevaluated_items(id, *rest, items, value, place);
                self.focus = focus;
                fits
            }
            (_, Json::Array(items)) => self.array(rule, items, place) && self.plain(rule, value, place),
            _ => self.plain(rule, value, place),
        }
    }
}
