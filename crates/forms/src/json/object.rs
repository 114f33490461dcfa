//! The members of an object: in the order in which they were written, and quick to find.

use super::Json;
use crate::slots::{Slots, hash};

/// Up to here a walk through all names is quicker than an index.
const FEW: usize = 12;

/// The members of a JSON object, in the order in which they were written. Look-up stays fast for large objects.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(String, Json)>,
    /// Places in `entries` by name; empty while there are few.
    slots: Slots,
}

impl Object {
    /// The member of this name.
    pub fn get(&self, key: &str) -> Option<&Json> {
        let (_, value) = self.entries.get(self.find(key)?)?;
        Some(value)
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        let index = self.find(key)?;
        let (_, value) = self.entries.get_mut(index)?;
        Some(value)
    }

    /// Puts a member: at its old place when there is one, else last. Gives the value that stood there.
    pub fn insert(&mut self, key: &str, value: Json) -> Option<Json> {
        self.put(key.to_owned(), value)
    }

    /// Takes a member out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let index = self.find(key)?;
        if self.entries.len() > FEW + 1 {
            let mut slots = std::mem::take(&mut self.slots);
            slots.remove(index, &|index| hash(self.key(index)));
            self.slots = slots;
        } else {
            self.slots = Slots::default();
        }
        let (_, value) = self.entries.remove(index);
        Some(value)
    }

    /// All members in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.entries.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The member at a place, from 0.
    pub(super) fn nth(&self, index: usize) -> Option<(&str, &Json)> {
        self.entries.get(index).map(|(key, value)| (key.as_str(), value))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// `insert` for a name that is owned already.
    pub(super) fn put(&mut self, key: String, value: Json) -> Option<Json> {
        let hash = if self.entries.len() < FEW { 0 } else { hash(&key) };
        if let Some((_, old)) = self.find_with(&key, hash).and_then(|index| self.entries.get_mut(index)) {
            return Some(std::mem::replace(old, value));
        }
        self.entries.push((key, value));
        self.index(hash);
        None
    }

    fn find(&self, key: &str) -> Option<usize> {
        self.find_with(key, if self.slots.is_empty() { 0 } else { hash(key) })
    }

    /// As `find`; the hash counts only where there is an index.
    fn find_with(&self, key: &str, hash: u32) -> Option<usize> {
        if self.slots.is_empty() {
            return self.entries.iter().position(|(name, _)| name == key);
        }
        self.slots.find(hash, &|index| self.key(index) == key)
    }

    /// Adds the last member, with its hash, to the index; where there are few, there is none.
    fn index(&mut self, hash_of_last: u32) {
        if let Some(last) = self.entries.len().checked_sub(1).filter(|last| *last >= FEW) {
            let entries = &self.entries;
            let hash_of = |index: usize| entries.get(index).map(|(key, _)| hash(key)).unwrap_or_default();
            self.slots.add(last, hash_of_last, &hash_of);
        }
    }

    fn key(&self, index: usize) -> &str {
        self.entries.get(index).map(|(key, _)| key.as_str()).unwrap_or_default()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}
