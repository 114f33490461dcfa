//! The ids of a list's rows: made when a row is added, in the order of the rows.

use crate::Json;

/// The ids of the rows of one list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    pub(crate) ids: Vec<u32>,
    /// The next id: none is ever used again.
    next: u32,
}

impl Rows {
    /// Makes the ids as many as there are rows: new ones at the end, or the last ones gone.
    pub(crate) fn fit(&mut self, n_rows: usize) {
        self.ids.truncate(n_rows);
        while self.ids.len() < n_rows {
            self.add();
        }
    }

    /// A new id at the end.
    pub(crate) fn add(&mut self) -> u32 {
        self.next = self.next.saturating_add(1);
        self.ids.push(self.next);
        self.next
    }

    pub(super) fn to_json(&self) -> Json {
        Json::Array(self.ids.iter().chain([&self.next]).map(|id| Json::from(i64::from(*id))).collect())
    }

    /// The ids, and last the one that was made last.
    pub(super) fn from_json(json: &Json) -> Option<Rows> {
        let numbers = json.as_array()?.iter().map(|id| u32::try_from(id.as_i64()?).ok());
        let mut ids = numbers.collect::<Option<Vec<u32>>>()?;
        let next = ids.pop()?;
        let fits = |(index, id): (usize, &u32)| *id <= next && !ids.iter().take(index).any(|other| other == id);
        ids.iter().enumerate().all(fits).then_some(Rows { next, ids: ids.clone() })
    }
}
