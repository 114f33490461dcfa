//! Rules about arrays.

use super::{
    node::{Id, Rule},
    place::Place,
    run::{Mode, Run},
};
use crate::{
    Json, Object, ProblemKind,
    slots::{Slots, mix},
};

impl<'a> Run<'a> {
    /// Checks a rule about an array; rules about other things pass.
    pub(super) fn array(&mut self, rule: &'a Rule, items: &[Json], place: &Place) -> bool {
        let got = items.len();
        match rule {
            Rule::Items { prefix, rest } => self.items(prefix, *rest, items, place),
            Rule::MinItems(want) if got < *want => self.fail(place, ProblemKind::MinItems { got, want: *want }),
            Rule::MaxItems(want) if got > *want => self.fail(place, ProblemKind::MaxItems { got, want: *want }),
            Rule::UniqueItems => self.unique(items, place),
            Rule::Contains { node, min, max } => self.contains(*node, *min, *max, items, place),
            _ => true,
        }
    }

    fn items(&mut self, prefix: &[Id], rest: Option<Id>, items: &[Json], place: &Place) -> bool {
        if let Some((index, rest_of_way)) = self.next() {
            let Some(index) = crate::pointer::index(index) else { return true };
            let node = prefix.get(index).copied().or(rest).zip(items.get(index));
            let focus = self.focus.replace(rest_of_way);
            let fits = node.is_none_or(|(node, item)| self.check(node, item, &Place::Item(place, index)));
            self.focus = focus;
            return fits;
        }
        let mut fits = true;
        for (index, item) in items.iter().enumerate() {
            let Some(node) = prefix.get(index).copied().or(rest) else {
                break;
            };
            fits &= self.check(node, item, &Place::Item(place, index));
            if !fits && self.mode == Mode::Quiet {
                break;
            }
        }
        fits
    }

    fn contains(&mut self, node: Id, min: usize, max: Option<usize>, items: &[Json], place: &Place) -> bool {
        let mut got = 0;
        for (index, item) in items.iter().enumerate() {
            if got >= min && max.is_none() {
                break;
            }
            got += usize::from(self.holds(node, item, &Place::Item(place, index)));
        }
        (got >= min && max.is_none_or(|max| got <= max)) || self.fail(place, ProblemKind::Contains { got, min, max })
    }

    fn unique(&mut self, items: &[Json], place: &Place) -> bool {
        let mut slots = Slots::default();
        let mut hashes = Vec::with_capacity(items.len());
        for (second, item) in items.iter().enumerate() {
            let hash = self.hash(item);
            let same = |first: usize| hashes.get(first) == Some(&hash) && items.get(first) == Some(item);
            if let Some(first) = slots.find(hash, &same) {
                return self.fail(place, ProblemKind::UniqueItems { first, second });
            }
            slots.add(second, hash, &|index| hashes.get(index).copied().unwrap_or_default());
            hashes.push(hash);
        }
        true
    }

    /// A hash that is equal for equal values.
    fn hash(&mut self, value: &Json) -> u32 {
        self.spend(1);
        match value {
            Json::Null => 1,
            Json::Bool(value) => 2 + u32::from(*value),
            Json::Number(number) => number.hash(),
            Json::String(text) => mix(4, text.as_bytes()),
            Json::Array(items) => items.iter().fold(5, |hash, item| mix(hash, &self.hash(item).to_le_bytes())),
            Json::Object(members) => self.hash_members(members),
        }
    }

    fn hash_members(&mut self, members: &Object) -> u32 {
        // A sum, since the order of members does not matter.
        members.iter().fold(6, |sum, (name, member)| {
            let hash = self.hash(member);
            sum.wrapping_add(mix(hash, name.as_bytes()))
        })
    }
}
