//! `unevaluatedProperties` and `unevaluatedItems`: what no other keyword that judges the same value has looked at.
//!
//! The few schemas that use them pay for it: their branches are asked a second time. Others keep no books.

use super::{
    node::{Id, Rule},
    place::Place,
    run::{Mode, Run},
};
use crate::{Json, Object, ProblemKind};

impl Run<'_> {
    pub(super) fn unevaluated_properties(
        &mut self,
        id: Id,
        rest: Id,
        members: &Object,
        value: &Json,
        place: &Place,
    ) -> bool {
        let mut seen = vec![false; members.len()];
        self.mark(id, value, place, &mut seen, true);
        let mut fits = true;
        for ((name, member), _) in members.iter().zip(seen).filter(|(_, seen)| !seen) {
            let place = Place::Member(place, name);
            fits &= self.check_or(rest, member, &place, ProblemKind::UnevaluatedProperties);
        }
        fits
    }

    pub(super) fn unevaluated_items(&mut self, id: Id, rest: Id, items: &[Json], value: &Json, place: &Place) -> bool {
        let mut seen = vec![false; items.len()];
        self.mark(id, value, place, &mut seen, true);
        let mut fits = true;
        for ((index, item), _) in items.iter().enumerate().zip(seen).filter(|(_, seen)| !seen) {
            fits &= self.check_or(rest, item, &Place::Item(place, index), ProblemKind::UnevaluatedItems);
        }
        fits
    }

    /// Marks the members or items that a node looks at. `own` is the node that asks: its own unevaluated keyword does not count.
    fn mark(&mut self, id: Id, value: &Json, place: &Place, seen: &mut [bool], own: bool) {
        if seen.iter().all(|seen| *seen) {
            return;
        }
        let mode = std::mem::replace(&mut self.mode, Mode::Quiet);
        if let Some(node) = self.enter(id) {
            for rule in &node.rules {
                self.mark_rule(rule, value, place, seen, own);
            }
            self.leave(node);
        }
        self.mode = mode;
    }

    fn mark_rule(&mut self, rule: &Rule, value: &Json, place: &Place, seen: &mut [bool], own: bool) {
        match (rule, value) {
            (Rule::AllOf(branches), _) => {
                branches.iter().for_each(|branch| self.mark(*branch, value, place, seen, false))
            }
            (Rule::AnyOf(branches) | Rule::OneOf { branches, .. }, _) => {
                for branch in branches {
                    self.mark_if_fit(*branch, value, place, seen);
                }
            }
            (Rule::If { test, then, otherwise }, _) => {
                let branch = if self.mark_if_fit(*test, value, place, seen) { then } else { otherwise };
                if let Some(branch) = branch {
                    self.mark(*branch, value, place, seen, false);
                }
            }
            (Rule::DynamicRef { name, target }, _) => {
                let target = self.dynamic(name, *target);
                self.mark(target, value, place, seen, false);
            }
            (Rule::DependentSchemas(schemas), Json::Object(members)) => {
                for (_, node) in schemas.iter().filter(|(name, _)| members.get(name).is_some()) {
                    self.mark(*node, value, place, seen, false);
                }
            }
            (Rule::Properties(properties), Json::Object(members)) => {
                for ((name, _), seen) in members.iter().zip(seen) {
                    *seen |= properties.rest.is_some()
                        || properties.find(name, usize::MAX).is_some()
                        || properties.patterns.iter().any(|(pattern, _)| self.matches(pattern, name) == Some(true));
                }
            }
            (Rule::Items { prefix, rest }, Json::Array(_)) => {
                let n_seen = if rest.is_some() { seen.len() } else { prefix.len() };
                seen.iter_mut().take(n_seen).for_each(|seen| *seen = true);
            }
            (Rule::Contains { node, .. }, Json::Array(items)) => {
                for ((index, item), seen) in items.iter().enumerate().zip(seen) {
                    *seen = *seen || self.holds(*node, item, &Place::Item(place, index));
                }
            }
            (Rule::UnevaluatedProperties(_), Json::Object(_)) | (Rule::UnevaluatedItems(_), Json::Array(_)) if !own => {
                seen.fill(true);
            }
            _ => {}
        }
    }

    fn mark_if_fit(&mut self, id: Id, value: &Json, place: &Place, seen: &mut [bool]) -> bool {
        let fits = self.holds(id, value, place);
        if fits {
            self.mark(id, value, place, seen, false);
        }
        fits
    }
}
