//! JSON Schema 2020-12 (and draft-07): compile once, validate often.
//!
//! A schema becomes a flat list of nodes, references are positions in it, and a problem is made only when there is
//! one. Deep, recursive or hostile schemas end in a fault or a problem: depth and work are bounded.

mod absent;
mod array;
mod combine;
mod compile;
mod keyword;
mod link;
mod node;
mod object;
mod place;
mod run;
mod unevaluated;
mod uri;
mod value;

use crate::{Fault, Host, Json, Map, Pattern, Pointer, Problem, ProblemKind, Severity};

use node::{Id, Node, Rule};

/// A compiled schema.
#[derive(Debug)]
pub struct Schema {
    nodes: Vec<Node>,
    root: Id,
    /// Every `$dynamicAnchor`: its name, the resource that holds it, its node.
    dynamic: Vec<(Box<str>, u32, Id)>,
}

/// Which of so many branches was chosen at a place.
pub(crate) type Chosen<'a> = &'a dyn Fn(&Pointer, usize) -> Option<usize>;

/// What `format` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formats {
    /// A value that does not fit is a problem. Unknown formats say nothing.
    Checked,
    /// Formats are remarks for people, as the standard has it by default.
    Ignored,
}

impl Schema {
    /// Compiles; all faults come back together. `remotes` are other documents by URI (none in the app).
    pub fn compile(schema: &Json, remotes: &Map<String, Json>) -> Result<Schema, Vec<Fault>> {
        Schema::compile_with(schema, remotes, Formats::Checked)
    }

    /// As [`Schema::compile`], with a choice about `format`.
    pub fn compile_with(schema: &Json, remotes: &Map<String, Json>, formats: Formats) -> Result<Schema, Vec<Fault>> {
        compile::compile(schema, remotes, formats)
    }

    /// All problems, in document order. Applicators report what their branches say where that helps a person: `allOf`, `$ref`, `if` pass problems through; a failed
    /// `anyOf`/`oneOf` is one problem (for a oneOf of `const`: `Enum`). At most a thousand; a schema that asks for unbounded work is one `Never` at the root.
    pub fn validate(&self, value: &Json, host: &dyn Host) -> Vec<Problem> {
        self.problems(run::Run::new(self, host, run::Mode::Loud), value)
    }

    fn problems(&self, mut run: run::Run, value: &Json) -> Vec<Problem> {
        run.check(self.root, value, &place::Place::Root);
        if run.exhausted() {
            let severity = Severity::Error;
            return vec![Problem { pointer: Pointer::root(), severity, kind: ProblemKind::Never }];
        }
        run.into_problems()
    }

    /// As [`Schema::validate`]; where `oneOf` or `anyOf` fails and one of its `n` branches was chosen (`chosen` knows by place), the problems are those of this branch.
    pub(crate) fn validate_chosen(&self, value: &Json, host: &dyn Host, chosen: Chosen) -> Vec<Problem> {
        let mut run = run::Run::new(self, host, run::Mode::Loud);
        run.chosen = Some(chosen);
        self.problems(run, value)
    }

    /// The problems at this place, above it and inside it, and all that an answer there can bring about elsewhere; in the same order. An edit
    /// at the place changes no others, so the difference between this before and after it is all that the edit does. Costs as much as the way
    /// to the place, however many other answers there are.
    pub(crate) fn validate_near(&self, value: &Json, host: &dyn Host, chosen: Chosen, place: &Pointer) -> Vec<Problem> {
        let way: Vec<String> = place.tokens().map(std::borrow::Cow::into_owned).collect();
        let mut run = run::Run::new(self, host, run::Mode::Loud);
        run.chosen = Some(chosen);
        run.focus = Some(&way);
        self.problems(run, value)
    }

    /// Whether it is valid; stops at the first error.
    pub fn is_valid(&self, value: &Json, host: &dyn Host) -> bool {
        let mut run = run::Run::new(self, host, run::Mode::Quiet);
        run.check(self.root, value, &place::Place::Root) && !run.exhausted()
    }

    /// Validity of "no value at all" (JSON Forms' undefined): `const`, `enum`, `type` fail, guarded keywords pass, `not` flips.
    pub fn accepts_absent(&self, _host: &dyn Host) -> bool {
        absent::accepts(self)
    }

    /// Every pattern in it, so that an author can be told about those that are no valid expression. (While validating, such a pattern lets nothing through.)
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let rules = self.nodes.iter().flat_map(|node| &node.rules);
        rules.flat_map(|rule| {
            let (own, names): (Option<&Pattern>, &[(Pattern, Id)]) = match rule {
                Rule::Pattern { pattern, .. } => (Some(pattern), &[]),
                Rule::Properties(properties) => (None, &properties.patterns),
                _ => (None, &[]),
            };
            own.into_iter().chain(names.iter().map(|(pattern, _)| pattern))
        })
    }
}

#[cfg(test)]
mod tests;
