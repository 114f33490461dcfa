//! One question that is shown or hidden: taken into the page and what is sent, or out of them, while all others stay.

use super::Pass;
use crate::{
    FieldId, Item, Journey, Pointer,
    form::view::{Context, View, is_required},
    rule::Scene,
    ui::{Inner, Ui, What, visibility::shows},
};

impl View {
    /// The part of an element that is a question by itself, and whose own rule alone decides whether it is shown.
    pub(super) fn single(&self, ui: &Ui, element: usize) -> Option<usize> {
        let (here, rule) = (ui.elements.get(element)?, ui.rule(element)?);
        let is_shown = |element: usize| self.sight.visible.get(element) == Some(&true);
        let decides = rule.decides_visible() && here.parent.is_none_or(is_shown) && !ui.keep_hidden;
        let What::Control(part) = here.what else { return None };
        let is_single = here.compute.is_none() && matches!(ui.parts.get(part)?.inner, Inner::Nothing);
        (decides && is_single).then_some(part)
    }

    /// Decides anew whether a part is shown; its answer comes or goes with it.
    pub(super) fn show_or_hide(&mut self, given: &Context, index: usize, pass: &mut Pass) -> Option<()> {
        let part = given.ui.parts.get(index).filter(|_| given.asked.is_none())?;
        let (rule, base, whole) = (given.ui.rule(part.element)?, given.ui.base(part.element), Pointer::root());
        let scene = Scene::new(&self.sight.data, base.unwrap_or(&whole), given.host);
        let shown = shows(rule, &scene);
        let holds = rule.condition.holds_in(&scene);
        *self.held.get_mut(part.element)? = holds;
        if shown == self.is_visible(index) {
            return Some(());
        }
        let before = self.homes(given, part)?;
        self.toggle(index);
        *self.sight.visible.get_mut(part.element)? = shown;
        pass.flipped.push(index);
        let value = given.answers.data.at(&part.pointer).filter(|_| shown).cloned();
        self.put(given, index, value, pass)?;
        self.compare(given, part, before, pass)
    }

    pub(super) fn toggle(&mut self, part: usize) {
        if let Some(field) = self.fields.get_mut(part) {
            field.visible = !field.visible;
        }
    }

    /// Brings the journey, and what is required, to what is shown now.
    pub(super) fn replace(&mut self, ui: &Ui, flipped: &[usize]) -> Option<()> {
        for &index in flipped {
            let placed = match (self.is_visible(index), self.step_of(index)) {
                (true, None) => self.place_item(ui, index),
                (false, Some(step)) => self.take_item(index, step),
                _ => Some(()),
            };
            if placed.is_none() {
                // What is half done differs from whatever comes of working all out.
                self.journey = Journey::default();
                return None;
            }
        }
        for &index in flipped {
            let required = ui.parts.get(index).is_some_and(|part| is_required(ui, part, &self.tests));
            if let Some(field) = self.fields.get_mut(index) {
                field.required = field.visible && required;
            }
        }
        Some(())
    }

    /// Puts a question behind the one that stands before it in its layout, else before the one behind it.
    fn place_item(&mut self, ui: &Ui, index: usize) -> Option<()> {
        let element = ui.parts.get(index)?.element;
        let siblings = ui.children(ui.elements.get(element)?.parent?);
        let own = siblings.binary_search(&element).ok()?;
        let is_shown = |element: &&usize| self.sight.visible.get(**element) == Some(&true);
        let (before, after) = (siblings.get(..own)?, siblings.get(own + 1..)?);
        let (neighbour, offset) = match before.iter().rev().find(is_shown) {
            Some(before) => (before, 1),
            None => (after.iter().find(is_shown)?, 0),
        };
        let What::Control(neighbour) = ui.elements.get(*neighbour)?.what else { return None };
        let step = self.step_of(neighbour)?;
        let id = &ui.parts.get(neighbour)?.id;
        let (items, at) = find(&mut self.journey.steps.get_mut(step)?.items, id)?;
        items.insert(at + offset, Item::Field(ui.parts.get(index)?.id.clone()));
        *self.steps.get_mut(index)? = Some(step);
        Some(())
    }

    /// Takes a question out; not the last one, with which its group or its step goes.
    fn take_item(&mut self, index: usize, step: usize) -> Option<()> {
        let id = &self.fields.get(index)?.id;
        let (items, at) = find(&mut self.journey.steps.get_mut(step)?.items, id)?;
        if items.len() < 2 {
            return None;
        }
        items.remove(at);
        *self.steps.get_mut(index)? = None;
        Some(())
    }
}

/// Where a question stands: the list that holds it, and its place there.
fn find<'a>(items: &'a mut Vec<Item>, id: &FieldId) -> Option<(&'a mut Vec<Item>, usize)> {
    let is = |item: &Item| matches!(item, Item::Field(other) | Item::Array { id: other, .. } | Item::Branch { id: other, .. } if other == id);
    if let Some(at) = items.iter().position(is) {
        return Some((items, at));
    }
    items.iter_mut().find_map(|item| match item {
        Item::Group { items, .. } | Item::Branch { items, .. } => find(items, id),
        Item::Array { rows, .. } => rows.iter_mut().find_map(|row| find(&mut row.items, id)),
        _ => None,
    })
}
