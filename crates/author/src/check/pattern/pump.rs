//! Texts that may be read in ever more ways the longer they are: a way round in the graph. Where two different ways round read the
//! same letters, each turn multiplies the ways.

use std::collections::{HashMap, VecDeque};

use super::graph::{Graph, Letters};

/// What leads to a way round, and its letters.
pub struct Pump {
    pub before: String,
    pub again: String,
    pub is_exponential: bool,
}

impl Pump {
    /// So many turns, and then what makes it fail.
    pub fn text(&self, n: usize, end: &str) -> String {
        [&self.before, &self.again.repeat(n), end].concat()
    }
}

/// Those that multiply, then the shortest way round of each node.
pub fn all(graph: &Graph) -> Vec<Pump> {
    let nodes = 0..graph.next.len();
    let starts: Vec<(usize, String)> = nodes.filter_map(|node| Some((node, way(graph, 0, node)?))).collect();
    let pumps = |is_exponential: bool, find: &dyn Fn(usize) -> Option<String>| -> Vec<Pump> {
        let mut pumps: Vec<Pump> = Vec::new();
        for (node, before) in &starts {
            if let Some(again) = find(*node).filter(|again| pumps.iter().all(|known| known.again != *again)) {
                pumps.push(Pump { before: before.clone(), again, is_exponential });
            }
        }
        pumps
    };
    let mut all = pumps(true, &|node| twice(graph, node));
    all.extend(pumps(false, &|node| way(graph, node, node)));
    all
}

/// The shortest way from one node to another, as text; at least one letter.
fn way(graph: &Graph, from: usize, to: usize) -> Option<String> {
    let step = |node: &usize| -> Vec<(usize, Letters)> {
        let next = graph.next.get(*node).into_iter().flatten();
        next.map(|(next, _)| (*next, graph.may_be.get(*next).copied().unwrap_or_default())).collect()
    };
    search(graph, from, step, |node| *node == to)
}

/// Letters that lead from a node back to it in two ways.
fn twice(graph: &Graph, node: usize) -> Option<String> {
    way(graph, node, node)?;
    // Only what lies on a way round can.
    let is_round = |other: &usize| way(graph, node, *other).is_some() && way(graph, *other, node).is_some();
    let round: Vec<bool> = (0..graph.next.len()).map(|other| is_round(&other)).collect();
    let next = |from: usize| {
        let all = graph.next.get(from).into_iter().flatten();
        all.filter(|(to, _)| round.get(*to) == Some(&true)).copied().collect::<Vec<_>>()
    };
    let may_be = |node: usize| graph.may_be.get(node).copied().unwrap_or_default();
    let step = |(one, other, apart): &(usize, usize, bool)| {
        let mut steps = Vec::new();
        for (to, ways) in next(*one) {
            for (other_to, _) in next(*other) {
                let splits = to != other_to || (one == other && ways > 1);
                steps.push(((to, other_to, *apart || splits), may_be(to) & may_be(other_to)));
            }
        }
        steps
    };
    search(graph, (node, node, false), step, |state| *state == (node, node, true))
}

/// Breadth first; the letters of the shortest way.
fn search<S: Clone + Eq + std::hash::Hash>(
    graph: &Graph,
    from: S,
    step: impl Fn(&S) -> Vec<(S, Letters)>,
    is_end: impl Fn(&S) -> bool,
) -> Option<String> {
    let mut known: HashMap<S, (S, char)> = HashMap::new();
    let mut waiting = VecDeque::from([from.clone()]);
    while let Some(state) = waiting.pop_front() {
        for (next, letters) in step(&state) {
            let Some(letter) = graph.letter(letters) else { continue };
            if known.contains_key(&next) {
                continue;
            }
            known.insert(next.clone(), (state.clone(), letter));
            if is_end(&next) {
                return Some(text(&known, &from, &next));
            }
            waiting.push_back(next);
        }
    }
    None
}

fn text<S: Eq + std::hash::Hash>(known: &HashMap<S, (S, char)>, from: &S, end: &S) -> String {
    let mut letters = Vec::new();
    let mut state = end;
    // The way back; where it began may be its end, too.
    while let Some((before, letter)) = known.get(state) {
        letters.push(*letter);
        state = before;
        if state == from {
            break;
        }
    }
    letters.iter().rev().collect()
}
