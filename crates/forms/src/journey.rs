//! The path through the form, worked out from the service and the answers: only what is visible now.

use std::sync::Arc;

use crate::FieldId;

/// A step's identity (its category's key), safe in an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StepId(pub(crate) Arc<str>);

impl StepId {
    /// The id with this text (from an address); it names a step only if the journey has one.
    pub fn new(text: &str) -> StepId {
        StepId(text.into())
    }

    /// The text, safe in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The visible steps, in order. A form without Categorization is one step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// The pages, in order.
    pub steps: Vec<Step>,
}

/// One page of questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Names it in addresses.
    pub id: StepId,
    /// Key of its title (`Service::words`), and the title as written.
    pub key: String,
    /// Its title.
    pub label: String,
    /// `options.lookup` of its Category: which look-up of the backend to ask when the step is sent.
    pub prefill: Option<String>,
    /// `options.review: true`: its fields (declarations) stand on the review page, under the answers, not on a page of their own.
    pub review: bool,
    /// What stands on it.
    pub items: Vec<Item>,
}

/// What stands on a page, top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A question.
    Field(FieldId),
    /// A `Group` (with label) or a plain layout (without).
    Group {
        /// The key of its words in `text`.
        key: String,
        /// Its title, if it has one.
        label: Option<String>,
        /// How its items lie.
        direction: Direction,
        /// What stands in it.
        items: Vec<Item>,
    },
    /// A list and its rows.
    Array {
        /// The list itself.
        id: FieldId,
        /// Its rows.
        rows: Vec<Row>,
    },
    /// The choice of a branch, and what the chosen one asks for.
    Branch {
        /// The question that chooses.
        id: FieldId,
        /// What stands in it.
        items: Vec<Item>,
    },
    /// An element of an unknown type: the page says so and names it.
    Unknown {
        /// What the service calls it.
        name: String,
    },
    /// A `Label` element.
    Label {
        /// The key of its words in `text`.
        key: String,
        /// The sentence.
        text: String,
    },
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Stays when the row is moved.
    pub id: u32,
    /// Which row it is, from 0.
    pub index: usize,
    /// What stands on it.
    pub items: Vec<Item>,
}

/// How the items of a group stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One below the other.
    Down,
    /// Side by side, where there is room.
    Across,
}

impl Step {
    /// The fields on this page, in order, groups and rows flattened.
    pub fn fields(&self) -> Vec<FieldId> {
        let mut fields = Vec::new();
        collect(&self.items, &mut fields);
        fields
    }
}

impl Row {
    /// The fields in this row, in order.
    pub fn fields(&self) -> Vec<FieldId> {
        let mut fields = Vec::new();
        collect(&self.items, &mut fields);
        fields
    }
}

fn collect(items: &[Item], fields: &mut Vec<FieldId>) {
    for item in items {
        match item {
            Item::Field(id) => fields.push(id.clone()),
            Item::Group { items, .. } => collect(items, fields),
            Item::Array { id, rows } => {
                fields.push(id.clone());
                rows.iter().for_each(|row| collect(&row.items, fields));
            }
            Item::Branch { id, items } => {
                fields.push(id.clone());
                collect(items, fields);
            }
            Item::Unknown { .. } | Item::Label { .. } => {}
        }
    }
}
