//! Rules that ask other nodes about the same value.

use super::{
    node::{Id, Rule},
    place::Place,
    run::{Mode, Run},
};
use crate::{Json, ProblemKind};

impl Run<'_> {
    pub(super) fn all_of(&mut self, branches: &[Id], value: &Json, place: &Place) -> bool {
        let mut fits = true;
        for branch in branches {
            fits &= self.check(*branch, value, place);
            if !fits && self.mode == Mode::Quiet {
                break;
            }
        }
        fits
    }

    pub(super) fn any_of(&mut self, branches: &[Id], value: &Json, place: &Place) -> bool {
        branches.iter().any(|branch| self.holds(*branch, value, place))
            || self.fail_chosen(branches, value, place, None)
    }

    pub(super) fn one_of(&mut self, branches: &[Id], constants: bool, value: &Json, place: &Place) -> bool {
        let matched = branches.iter().filter(|branch| self.holds(**branch, value, place)).take(2).count();
        match matched {
            1 => true,
            0 if constants => self.fail(place, ProblemKind::Enum),
            _ => self.fail_chosen(branches, value, place, Some(matched)),
        }
    }

    pub(super) fn not(&mut self, node: Id, value: &Json, place: &Place) -> bool {
        if !self.holds(node, value, place) {
            return true;
        }
        let group = self.group("not", &[node], true, value, place);
        self.fail(place, group.unwrap_or(ProblemKind::Not))
    }

    /// Says what is wrong with the branch that was chosen, else just that none fits; `matched` is how many of a oneOf do.
    fn fail_chosen(&mut self, branches: &[Id], value: &Json, place: &Place, matched: Option<usize>) -> bool {
        let chosen = self.chosen.filter(|_| self.mode == Mode::Loud);
        let chosen = chosen.and_then(|chosen| branches.get(chosen(&place.pointer(), branches.len())?));
        // Beside `null` there may be only one.
        let is_null = |branch: &&Id| self.schema.nodes.get(**branch as usize).is_some_and(|node| node.types == 1);
        let mut others = branches.iter().filter(|branch| !is_null(branch));
        let only = others.next().filter(|_| others.next().is_none() && branches.len() > 1);
        let chosen = chosen.or(only.filter(|_| self.mode == Mode::Loud && !value.is_null()));
        if chosen.is_none_or(|branch| self.check_all(*branch, value, place)) {
            let (keyword, kind) = match matched {
                None => ("anyOf", ProblemKind::AnyOf),
                Some(matched) => ("oneOf", ProblemKind::OneOf { matched }),
            };
            let group = self.group(keyword, branches, matched.is_some_and(|matched| matched > 0), value, place);
            self.fail(place, group.unwrap_or(kind));
        }
        false
    }

    /// What branches want of an object's members, where that is all: of each the first that is missing, or those that are there together.
    fn group(
        &self,
        keyword: &'static str,
        branches: &[Id],
        together: bool,
        value: &Json,
        place: &Place,
    ) -> Option<ProblemKind> {
        let members = value.as_object().filter(|_| self.mode == Mode::Loud)?;
        let mut places = Vec::new();
        for branch in branches {
            let mut names = Vec::new();
            self.wanted(*branch, 0, &mut names);
            let found = names.into_iter().filter(|name| members.get(name).is_some() == together);
            let found = found.map(|name| Place::Member(place, name).pointer());
            let most = if keyword == "not" { usize::MAX } else { 1 };
            for found in found.take(most) {
                if !places.contains(&found) {
                    places.push(found);
                }
            }
        }
        (places.len() > usize::from(together)).then_some(ProblemKind::Group { keyword, places, together })
    }

    /// The members that a node requires.
    fn wanted<'b>(&'b self, node: Id, depth: u32, names: &mut Vec<&'b str>) {
        let rules = self.schema.nodes.get(node as usize).map(|node| node.rules.as_slice()).unwrap_or_default();
        for rule in rules {
            match rule {
                Rule::Required(required) => names.extend(required.names.iter().map(|name| &**name)),
                Rule::AllOf(parts) if depth < 8 => {
                    parts.iter().for_each(|part| self.wanted(*part, depth + 1, names));
                }
                _ => {}
            }
        }
    }

    pub(super) fn if_then(
        &mut self,
        test: Id,
        then: Option<Id>,
        otherwise: Option<Id>,
        value: &Json,
        place: &Place,
    ) -> bool {
        let branch = if self.holds(test, value, place) { then } else { otherwise };
        branch.is_none_or(|branch| self.check_all(branch, value, place))
    }

    /// Where a `$dynamicRef` leads now: to the outermost resource entered that has the anchor.
    pub(super) fn dynamic(&self, name: &str, target: Id) -> Id {
        for resource in &self.scope {
            for (anchor, holder, node) in &self.schema.dynamic {
                if holder == resource && **anchor == *name {
                    return *node;
                }
            }
        }
        target
    }
}
