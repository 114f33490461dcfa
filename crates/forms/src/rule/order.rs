//! The order in which visibility and computed answers are worked out: each after what may hide or change the answers it looks at.

use super::Rule;
use crate::{Pointer, ui::Ui};

/// The elements with a rule about visibility or a computed answer, dependencies first; and those that wait for each other.
pub(crate) fn order(ui: &Ui) -> (Vec<usize>, Vec<usize>) {
    let computes = |index: usize| ui.elements.get(index).is_some_and(|element| element.compute.is_some());
    let decides = |&index: &usize| computes(index) || ui.rule(index).is_some_and(Rule::decides_visible);
    let nodes: Vec<usize> = (0..ui.elements.len()).filter(decides).collect();
    let mut needs: Vec<Vec<usize>> = nodes.iter().map(|&node| needs(ui, node, &nodes)).collect();
    if ui.keep_hidden {
        // What is hidden stays, so only computed answers are waited for.
        let computed = |node: &usize| nodes.get(*node).is_some_and(|&index| computes(index));
        needs.iter_mut().for_each(|needed| needed.retain(computed));
    }
    sort(&needs, &nodes)
}

/// Positions in `nodes` of the rules that must be decided before this one.
fn needs(ui: &Ui, node: usize, nodes: &[usize]) -> Vec<usize> {
    let mut places = Vec::new();
    let (base, whole) = (ui.base(node), Pointer::root());
    let base = base.unwrap_or(&whole);
    if let Some(rule) = ui.rule(node).filter(|rule| rule.decides_visible()) {
        rule.condition.reads(base, &mut places);
    }
    if let Some(compute) = ui.elements.get(node).and_then(|element| element.compute.as_ref()) {
        compute.reads(base, &mut places);
    }
    let mut found = Vec::new();
    for place in &places {
        for control in ui.overlapping(place) {
            let mut element = Some(control);
            while let Some(index) = element {
                found.extend(nodes.binary_search(&index).ok());
                element = ui.elements.get(index).and_then(|element| element.parent);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Kahn's algorithm; what remains waits for itself.
fn sort(needs: &[Vec<usize>], nodes: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut waiting: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (node, needed) in needs.iter().enumerate() {
        for &other in needed {
            if let Some(list) = needed_by.get_mut(other) {
                list.push(node);
            }
        }
    }
    let is_free = |(node, n): (usize, &usize)| (*n == 0).then_some(node);
    let mut free: Vec<usize> = waiting.iter().enumerate().filter_map(is_free).collect();
    let mut sorted = Vec::new();
    let mut done = vec![false; nodes.len()];
    while let Some(node) = free.pop() {
        sorted.extend(nodes.get(node));
        if let Some(done) = done.get_mut(node) {
            *done = true;
        }
        for &next in needed_by.get(node).into_iter().flatten() {
            if let Some(n) = waiting.get_mut(next) {
                *n -= 1;
                if *n == 0 {
                    free.push(next);
                }
            }
        }
    }
    if sorted.len() == nodes.len() {
        return (sorted, Vec::new());
    }
    sorted.extend(nodes.iter().zip(&done).filter(|(_, done)| !**done).map(|(node, _)| node));
    release(&needed_by, &mut done);
    let stuck = nodes.iter().zip(done).filter(|(_, done)| !done);
    (sorted, stuck.map(|(&node, _)| node).collect())
}

/// Lets go of those that only wait for a circle and are not in it.
fn release(needed_by: &[Vec<usize>], done: &mut [bool]) {
    let mut again = true;
    while again {
        again = false;
        for (node, needed_by) in needed_by.iter().enumerate() {
            let in_circle = needed_by.iter().any(|&other| done.get(other) == Some(&false));
            if let Some(done) = done.get_mut(node).filter(|done| !**done && !in_circle) {
                *done = true;
                again = true;
            }
        }
    }
}
