//! The members of an object: in the order in which they were written, and quick to find.

use super::Json;

/// Up to here a walk through all names is quicker than a sorted index.
const FEW: usize = 12;

/// The members of a JSON object, in the order in which they were written. Look-up stays fast for large objects.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(String, Json)>,
    /// Indexes into `entries`, sorted by key; empty while there are few.
    sorted: Vec<u32>,
}

impl Object {
    pub fn get(&self, key: &str) -> Option<&Json> {
        let (_, value) = self.entries.get(self.find(key)?)?;
        Some(value)
    }

    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        let index = self.find(key)?;
        let (_, value) = self.entries.get_mut(index)?;
        Some(value)
    }

    /// Puts a member: at its old place when there is one, else last. Gives the value that stood there.
    pub fn insert(&mut self, key: &str, value: Json) -> Option<Json> {
        if let Some(old) = self.get_mut(key) {
            return Some(std::mem::replace(old, value));
        }
        let index = self.entries.len();
        self.entries.push((key.to_owned(), value));
        if !self.sorted.is_empty() {
            let place = self.rank(key).unwrap_or_else(|place| place);
            self.sorted.insert(place, index as u32);
        } else if index >= FEW {
            self.sort();
        }
        None
    }

    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let index = self.find(key)?;
        if let Ok(rank) = self.rank(key) {
            self.sorted.remove(rank);
        }
        for other in &mut self.sorted {
            if *other > index as u32 {
                *other -= 1;
            }
        }
        let (_, value) = self.entries.remove(index);
        Some(value)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Of members with the same name the last one counts, at the place of the first.
    pub(super) fn from_entries(entries: Vec<(String, Json)>) -> Object {
        let mut object = Object {
            entries,
            sorted: Vec::new(),
        };
        if object.entries.len() > FEW {
            object.sort();
        }
        if object.has_twins() {
            let entries = std::mem::take(&mut object).entries;
            for (key, value) in entries {
                object.insert(&key, value);
            }
        }
        object
    }

    fn has_twins(&self) -> bool {
        if self.sorted.is_empty() {
            let mut rest = self.entries.as_slice();
            while let [(key, _), tail @ ..] = rest {
                if tail.iter().any(|(other, _)| other == key) {
                    return true;
                }
                rest = tail;
            }
            return false;
        }
        let mut neighbours = self.sorted.iter().map(|index| self.key(*index));
        let mut last = neighbours.next();
        neighbours.any(|key| last.replace(key) == Some(key))
    }

    fn find(&self, key: &str) -> Option<usize> {
        if self.sorted.is_empty() {
            return self.entries.iter().position(|(name, _)| name == key);
        }
        let rank = self.rank(key).ok()?;
        self.sorted.get(rank).map(|index| *index as usize)
    }

    fn rank(&self, key: &str) -> Result<usize, usize> {
        self.sorted
            .binary_search_by(|index| self.key(*index).cmp(key))
    }

    fn sort(&mut self) {
        let mut sorted = (0..self.entries.len() as u32).collect::<Vec<_>>();
        sorted.sort_by(|a, b| self.key(*a).cmp(self.key(*b)));
        self.sorted = sorted;
    }

    fn key(&self, index: u32) -> &str {
        self.entries
            .get(index as usize)
            .map(|(key, _)| key.as_str())
            .unwrap_or_default()
    }
}

impl PartialEq for Object {
    fn eq(&self, other: &Object) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}
