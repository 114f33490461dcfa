//! Rules that ask other nodes about the same value.

use super::{
    node::Id,
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
            || self.fail_chosen(branches, value, place, ProblemKind::AnyOf)
    }

    pub(super) fn one_of(&mut self, branches: &[Id], constants: bool, value: &Json, place: &Place) -> bool {
        let matched = branches.iter().filter(|branch| self.holds(**branch, value, place)).take(2).count();
        match matched {
            1 => true,
            0 if constants => self.fail(place, ProblemKind::Enum),
            _ => self.fail_chosen(branches, value, place, ProblemKind::OneOf { matched }),
        }
    }

    /// Says what is wrong with the branch that was chosen, else just that none fits.
    fn fail_chosen(&mut self, branches: &[Id], value: &Json, place: &Place, kind: ProblemKind) -> bool {
        let chosen = self.chosen.filter(|_| self.mode == Mode::Loud);
        let chosen = chosen.and_then(|chosen| branches.get(chosen(&place.pointer(), branches.len())?));
        // Beside `null` there may be only one.
        let is_null = |branch: &&Id| self.schema.nodes.get(**branch as usize).is_some_and(|node| node.types == 1);
        let mut others = branches.iter().filter(|branch| !is_null(branch));
        let only = others.next().filter(|_| others.next().is_none() && branches.len() > 1);
        let chosen = chosen.or(only.filter(|_| self.mode == Mode::Loud && !value.is_null()));
        if chosen.is_none_or(|branch| self.check_all(*branch, value, place)) {
            self.fail(place, kind);
        }
        false
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
