//! The rows of a list as the page keeps them: what their buttons do, what is said then, and where focus goes.

use std::rc::Rc;

use forms::{FieldId, Item, Row, RowEdit};
use leptos::prelude::{request_animation_frame, untrack};

use super::{Asking, question};
use crate::{
    device,
    text::{self, fill},
    widget::{self, Rows},
};

/// The rows of the list `id`.
pub fn rows(asking: &Asking, id: &FieldId) -> Rc<dyn Rows> {
    Rc::new(Listed { asking: asking.clone(), id: id.clone() })
}

struct Listed {
    asking: Asking,
    id: FieldId,
}

impl Listed {
    // Reads the rows that are shown, tracked.
    fn read<T: Default>(&self, read: impl FnOnce(&[Row]) -> T) -> T {
        self.asking.session.journey(|journey| {
            let mut steps = journey.steps.iter();
            steps.find_map(|step| find(&step.items, &self.id)).map(read).unwrap_or_default()
        })
    }

    fn name(&self, row: u32) -> String {
        let question = untrack(|| question(&self.asking, &self.id));
        question.map(|question| widget::row_name(&question, self, row)).unwrap_or_default()
    }
}

impl Rows for Listed {
    fn count(&self) -> usize {
        self.read(<[Row]>::len)
    }

    fn index(&self, row: u32) -> usize {
        self.read(|rows| rows.iter().find(|other| other.id == row).map(|row| row.index)).unwrap_or_default()
    }

    fn title(&self, row: u32) -> Option<String> {
        let (session, lang) = (self.asking.session, self.asking.language.get());
        let list = session.field(&self.id)?;
        let place = list.pointer.join_index(self.index(row)).append(list.control.row_title.as_ref()?);
        let field = session.field_at(&place).filter(|field| field.pointer == place)?;
        text::answer(&session.service(), &field, lang)
    }

    fn is_bad(&self, row: u32) -> bool {
        let inside = self.read(|rows| rows.iter().find(|other| other.id == row).map(|row| row.fields()));
        let problems = |id: &FieldId| self.asking.session.field(id).is_some_and(|field| !field.problems.is_empty());
        inside.unwrap_or_default().iter().any(problems)
    }

    fn can_restore(&self) -> bool {
        self.asking.session.can_restore(&self.id)
    }

    fn edit(&self, edit: RowEdit) {
        let words = self.asking.language.words_untracked();
        let before = match edit {
            RowEdit::Remove(row) => self.name(row),
            _ => String::new(),
        };
        let Some(row) = self.asking.session.edit_rows(&self.id, edit) else { return };
        let name = if before.is_empty() { self.name(row) } else { before };
        let (index, count) = untrack(|| (self.index(row), self.count()));
        let place = (index + 1).to_string();
        let (sentence, end) = match edit {
            RowEdit::Add => (words.rows_added, ""),
            RowEdit::Remove(_) => (words.rows_removed, "-restore"),
            RowEdit::Restore => (words.rows_restored, ""),
            // At an end there is no button that leads further.
            RowEdit::Up(_) => (words.rows_moved, if index > 0 { "-up" } else { "-down" }),
            RowEdit::Down(_) => (words.rows_moved, if index + 1 < count { "-down" } else { "-up" }),
        };
        let frame = match edit {
            RowEdit::Remove(_) => String::from(self.id.as_str()),
            _ => widget::row_id(self.id.as_str(), row),
        };
        let focus = [&frame, end].concat();
        self.asking.live.say(&fill(sentence, &[("row", &name), ("n", &place)]));
        request_animation_frame(move || device::page::focus(&focus));
    }
}

fn find<'a>(items: &'a [Item], id: &FieldId) -> Option<&'a [Row]> {
    items.iter().find_map(|item| match item {
        Item::Array { id: other, rows } if other == id => Some(rows.as_slice()),
        Item::Array { rows, .. } => rows.iter().find_map(|row| find(&row.items, id)),
        Item::Group { items, .. } | Item::Branch { items, .. } => find(items, id),
        Item::Field(_) | Item::Unknown { .. } | Item::Label { .. } => None,
    })
}
