//! Works out the journey: the visible steps and what stands on them.

use crate::{
    Direction, Item, Journey, Kind, Row, Step, StepId,
    ui::{Part, Ui, What, visibility::Sight},
};

/// The id of the only step of a form without steps.
const ONLY: &str = "form";

/// The journey, and by part the index of the step on which it stands.
pub(super) fn journey(ui: &Ui, sight: &Sight) -> (Journey, Vec<Option<usize>>) {
    let mut steps = Vec::new();
    let mut step_of = vec![None; ui.parts.len()];
    let whole = [0];
    let elements = if ui.steps.is_empty() { &whole[..] } else { &ui.steps };
    for &element in elements {
        let items = items(ui, sight, element);
        if items.is_empty() {
            continue;
        }
        let end = ui.elements.get(element).map_or(0, |element| element.end);
        for (part, step) in ui.parts.iter().zip(&mut step_of) {
            let shown = sight.visible.get(part.element) == Some(&true);
            if (element..end).contains(&part.element) && shown {
                *step = Some(steps.len());
            }
        }
        steps.push(step(ui, element, items));
    }
    (Journey { steps }, step_of)
}

fn step(ui: &Ui, element: usize, items: Vec<Item>) -> Step {
    match ui.elements.get(element).map(|element| &element.what) {
        Some(What::Category { id, key, label, prefill, review }) => Step {
            id: id.clone(),
            key: key.clone(),
            label: label.clone(),
            prefill: prefill.clone(),
            review: *review,
            items,
        },
        _ => Step {
            id: StepId::new(ONLY),
            key: String::new(),
            label: String::new(),
            prefill: None,
            review: false,
            items,
        },
    }
}

/// What stands in an element; layouts that only go on downwards leave no trace.
fn items(ui: &Ui, sight: &Sight, element: usize) -> Vec<Item> {
    match ui.elements.get(element).map(|element| &element.what) {
        Some(What::Category { .. }) => children(ui, sight, element, Direction::Down),
        _ => item(ui, sight, element, Direction::Down),
    }
}

fn item(ui: &Ui, sight: &Sight, element: usize, around: Direction) -> Vec<Item> {
    if sight.visible.get(element) != Some(&true) {
        return Vec::new();
    }
    let group = |key: &str, label: Option<&str>, direction| {
        let items = children(ui, sight, element, direction);
        if items.is_empty() || (label.is_none() && direction == around) {
            return items;
        }
        let label = label.map(str::to_owned);
        vec![Item::Group { key: key.to_owned(), label, direction, items }]
    };
    match ui.elements.get(element).map(|element| &element.what) {
        Some(What::Control(part)) => {
            ui.parts.get(*part).map(|part| control(ui, sight, element, part)).into_iter().collect()
        }
        Some(What::Unknown(name)) => vec![Item::Unknown { name: name.clone() }],
        // Rows are drawn by their list.
        Some(What::Row(_)) => Vec::new(),
        Some(What::Label { key, text }) => {
            vec![Item::Label { key: key.clone(), text: text.clone() }]
        }
        Some(What::Group { key, label, direction }) => group(key, label.as_deref(), *direction),
        Some(What::Category { key, label, .. }) => group(key, Some(label), Direction::Down),
        Some(What::Frame) => children(ui, sight, element, around),
        None => Vec::new(),
    }
}

/// A question, with its rows or with what its branch asks for.
fn control(ui: &Ui, sight: &Sight, element: usize, part: &Part) -> Item {
    let id = part.id.clone();
    let is_visible = |(_, row): &(usize, usize)| sight.visible.get(*row) == Some(&true);
    let row = |(index, row): (usize, usize)| match ui.elements.get(row)?.what {
        What::Row(id) => Some(Row { id, index, items: children(ui, sight, row, Direction::Down) }),
        _ => None,
    };
    let rows = || ui.children(element).into_iter().enumerate().filter(is_visible).filter_map(row);
    match part.control.kind {
        Kind::Array => Item::Array { id, rows: rows().collect() },
        Kind::OneOf => Item::Branch { id, items: children(ui, sight, element, Direction::Down) },
        _ => Item::Field(id),
    }
}

fn children(ui: &Ui, sight: &Sight, element: usize, around: Direction) -> Vec<Item> {
    let children = ui.children(element).into_iter();
    children.flat_map(|child| item(ui, sight, child, around)).collect()
}
