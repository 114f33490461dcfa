//! Rows and branches: what changes which questions there are.

use std::sync::Arc;

use super::{Change, Form};
use crate::{
    Answers, FieldId, Json, Pointer, Problem,
    ui::{Branch, Expansion, Inner, Part, Ui},
};

/// What happens to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowEdit {
    /// A new row at the end.
    Add,
    /// The row with this id goes; `Restore` puts it back.
    Remove(u32),
    /// The row that was removed last comes back to its place.
    Restore,
    /// The row goes one place up.
    Up(u32),
    /// The row goes one place down.
    Down(u32),
}

/// A row that was removed, with all that is needed to put it back.
pub(super) struct Removed {
    list: FieldId,
    index: usize,
    id: u32,
    /// What was known of its fields; `data` is the row itself.
    answers: Answers,
}

impl Form {
    /// Changes the rows of a list, and gives the id of the row that it was about: `None` when nothing was to be done, since the list is
    /// full, cannot be changed, or has no such row.
    pub fn edit_rows(&mut self, list: &FieldId, edit: RowEdit) -> (Option<u32>, Change) {
        let Some((part, growth)) = self.open_list(list) else {
            return (None, Change::default());
        };
        let row = match edit {
            RowEdit::Add => self.add_row(list, &part, &growth),
            RowEdit::Remove(row) => self.remove_row(list, &part, row),
            RowEdit::Restore => self.restore_row(list, &part),
            RowEdit::Up(row) => self.move_row(list, &part, row, false),
            RowEdit::Down(row) => self.move_row(list, &part, row, true),
        };
        if row.is_none() {
            return (None, Change::default());
        }
        // What the backend said of the list holds no longer.
        self.touch(&part);
        (row, self.regrow())
    }

    fn add_row(&mut self, list: &FieldId, part: &Part, growth: &Expansion) -> Option<u32> {
        if self.n_rows(part) >= part.control.max_items.unwrap_or(usize::MAX) {
            return None;
        }
        let place = part.pointer.join_index(self.n_rows(part));
        if self.n_rows(part) == 0 {
            self.answers.data.set(&part.pointer, Json::Array(Vec::new()));
        }
        self.answers.data.set(&place, growth.new.clone());
        let rows = self.answers.rows.or_insert_with(list.clone(), Default::default);
        rows.map(|rows| rows.add())
    }

    fn remove_row(&mut self, list: &FieldId, part: &Part, row: u32) -> Option<u32> {
        let index = self.index_of(list, part, row)?;
        let mut answers = self.answers.take_below(&row_id(list, row));
        answers.data = self.answers.data.remove(&part.pointer.join_index(index)).unwrap_or_default();
        if let Some(rows) = self.answers.rows.get_mut(list) {
            rows.ids.retain(|id| *id != row);
        }
        if self.n_rows(part) == 0 {
            self.answers.data.remove(&part.pointer);
        }
        self.removed = Some(Removed { list: list.clone(), index, id: row, answers });
        Some(row)
    }

    /// Whether the row that was removed last was one of this list.
    pub fn can_restore(&self, list: &FieldId) -> bool {
        self.removed.as_ref().is_some_and(|removed| removed.list == *list)
    }

    fn restore_row(&mut self, list: &FieldId, part: &Part) -> Option<u32> {
        let mut removed = if self.can_restore(list) { self.removed.take() } else { None }?;
        let mut items = self.items(part);
        let index = removed.index.min(items.len());
        items.insert(index, std::mem::take(&mut removed.answers.data));
        self.answers.data.set(&part.pointer, Json::Array(items));
        self.answers.put_below(removed.answers);
        let rows = self.answers.rows.or_insert_with(list.clone(), Default::default)?;
        rows.ids.insert(index.min(rows.ids.len()), removed.id);
        Some(removed.id)
    }

    fn move_row(&mut self, list: &FieldId, part: &Part, row: u32, down: bool) -> Option<u32> {
        let index = self.index_of(list, part, row)?;
        let other = if down { index.checked_add(1) } else { index.checked_sub(1) };
        let mut items = self.items(part);
        let other = other.filter(|other| *other < items.len())?;
        items.swap(index, other);
        self.answers.data.set(&part.pointer, Json::Array(items));
        self.answers.rows.get_mut(list)?.ids.swap(index, other);
        Some(row)
    }

    /// Chooses a branch, or none. The answers of the one before are kept; those that both ask for go over.
    pub(super) fn choose(&mut self, index: usize, part: &Part, branches: &[Branch], chosen: Option<u32>) {
        let before = self.answers.chosen.get(&part.id).copied();
        let branch = chosen.and_then(|chosen| branches.get(chosen as usize));
        if before == chosen || branch.is_some() != chosen.is_some() {
            return;
        }
        let old = self.answers.data.remove(&part.pointer);
        if let (Some(before), Some(old)) = (before, &old) {
            self.answers.kept.insert(kept_id(&part.id, before), old.clone());
        }
        self.answers.chosen.remove(&part.id);
        if let (Some(chosen), Some(branch)) = (chosen, branch) {
            let kept = self.answers.kept.remove(&kept_id(&part.id, chosen));
            let before = before.and_then(|before| branches.get(before as usize));
            let value = begin(branch, kept.unwrap_or_else(|| branch.growth.new.clone()), before, old);
            if !value.is_null() {
                self.answers.data.set(&part.pointer, value);
            }
            self.answers.chosen.insert(part.id.clone(), chosen);
        }
        self.touch(part);
        if let Some(mark) = self.marks.get_mut(index) {
            mark.edited = true;
        }
    }

    /// What the backend said of a list or a branch holds no longer.
    fn touch(&mut self, part: &Part) {
        self.refused.retain(|(id, problem)| *id != part.id || problem.pointer != part.pointer);
    }

    fn items(&self, list: &Part) -> Vec<Json> {
        self.answers.data.at(&list.pointer).and_then(Json::as_array).unwrap_or_default().to_vec()
    }

    fn n_rows(&self, list: &Part) -> usize {
        self.answers.data.at(&list.pointer).and_then(Json::as_array).unwrap_or_default().len()
    }

    fn open_list(&self, list: &FieldId) -> Option<(Part, Arc<Expansion>)> {
        let (_, part) = self.open_part(list)?;
        match part.inner.clone() {
            Inner::Rows(growth) => Some((part, growth)),
            _ => None,
        }
    }

    fn index_of(&self, list: &FieldId, part: &Part, row: u32) -> Option<usize> {
        let index = self.answers.rows.get(list)?.ids.iter().position(|id| *id == row)?;
        (index < self.n_rows(part)).then_some(index)
    }
}

/// The id that begins those of a row's fields.
pub(super) fn row_id(list: &FieldId, row: u32) -> String {
    [list.as_str(), ".r", &row.to_string()].concat()
}

fn kept_id(id: &FieldId, branch: u32) -> FieldId {
    FieldId::new(&[id.as_str(), "#", &branch.to_string()].concat())
}

/// The answers of a branch when it is chosen: those that it had or begins with, and of the present ones (`old`) those that do
/// not belong to the branch before, or belong to both.
fn begin(branch: &Branch, start: Json, before: Option<&Branch>, old: Option<Json>) -> Json {
    let (Json::Object(start), Some(Json::Object(old))) = (&start, old) else {
        return start;
    };
    let own = |branch: &Branch, name: &str| branch.properties.iter().find(|(other, ..)| other == name).cloned();
    let stays = |name: &str| match own(branch, name) {
        Some((_, only, _)) => only.is_none(),
        None => before.is_none_or(|before| own(before, name).is_none()),
    };
    let kept = old.iter().filter(|(name, _)| stays(name));
    let mut members: Json = kept.map(|(name, value)| (name.to_owned(), value.clone())).collect();
    for (name, value) in start.iter().filter(|(name, _)| own(branch, name).is_some()) {
        if members.get(name).is_none() {
            members.set(&Pointer::root().join(name), value.clone());
        }
    }
    members
}

/// Takes the backend's word along when its field has moved; `false` when the field has gone.
pub(super) fn moves(id: &FieldId, problem: &mut Problem, before: &Ui, after: &Ui) -> bool {
    let place = |ui: &Ui| Some(ui.parts.get(ui.part(id)?)?.pointer.clone());
    let (Some(old), Some(new)) = (place(before), place(after)) else {
        return false;
    };
    let rest = problem.pointer.as_str().strip_prefix(old.as_str()).and_then(Pointer::parse);
    if let Some(rest) = rest {
        problem.pointer = new.append(&rest);
    }
    true
}
