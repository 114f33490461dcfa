//! A pattern as a graph of its characters: which may follow which, in how many ways, and what each may be. What stands between two
//! characters (`^`, `\b`, what a group has found) is passed over: it can only make ways fewer, which `Effort` finds.

use forms::{Host, Native, Shape};

/// Larger ones are not looked at.
const MAX_NODES: usize = 300;
/// `{2,5}` is written out up to so many copies; beyond them it is `*`.
const MAX_COPIES: usize = 8;

/// Which of the sample letters a character may be, as bits.
pub type Letters = u128;

/// Nodes are characters of the pattern; the first is where it begins.
pub struct Graph {
    /// For each node the ones that may follow, and in how many ways (2 for more).
    pub next: Vec<Vec<(usize, u8)>>,
    pub may_be: Vec<Letters>,
    samples: Vec<char>,
}

impl Graph {
    /// `None` for one that is too large.
    pub fn of(shape: &Shape) -> Option<Graph> {
        [MAX_COPIES, 1].into_iter().find_map(|copies| {
            let samples = samples(shape);
            let graph = Graph { next: vec![Vec::new()], may_be: vec![0], samples };
            let mut builder = Builder { graph, host: Native::default(), copies };
            builder.part(shape, &[(0, 1)])?;
            Some(builder.graph)
        })
    }

    /// A letter of these, one that reads well if possible.
    pub fn letter(&self, letters: Letters) -> Option<char> {
        (0..self.samples.len()).find(|bit| letters & (1 << bit) != 0).and_then(|bit| self.samples.get(bit).copied())
    }

    /// One letter for each kind that the pattern tells apart.
    pub fn letters(&self) -> Vec<char> {
        let kind = |bit: usize| self.may_be.iter().map(|letters| letters & (1 << bit) != 0).collect::<Vec<bool>>();
        let mut kinds = Vec::new();
        let mut letters = Vec::new();
        // Marks first: they mostly end a match.
        for bit in (0..self.samples.len()).rev() {
            if !kinds.contains(&kind(bit)) {
                kinds.push(kind(bit));
                letters.extend(self.samples.get(bit));
            }
        }
        letters
    }
}

/// Letters, digits and marks, and those that the pattern names.
fn samples(shape: &Shape) -> Vec<char> {
    let mut samples: Vec<char> = "aA0 ".chars().collect();
    named(shape, &mut samples);
    samples.extend(
        ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("-_./,@:;'\"\\|()[]{}<>+*?=~^%&#$ \t\né漢😀!".chars()),
    );
    let mut seen = Vec::new();
    samples.retain(|letter| {
        !seen.contains(letter) && seen.len() < 128 && {
            seen.push(*letter);
            true
        }
    });
    samples
}

fn named(shape: &Shape, letters: &mut Vec<char>) {
    match shape {
        Shape::Char(letter) if letters.len() < 30 => letters.push(*letter),
        Shape::Each(parts) | Shape::Either(parts) => parts.iter().for_each(|part| named(part, letters)),
        Shape::Times { shape, .. } | Shape::Look { shape, .. } => named(shape, letters),
        _ => {}
    }
}

/// Nodes, and in how many ways one comes from them.
type Ends = Vec<(usize, u8)>;

struct Builder {
    graph: Graph,
    host: Native,
    copies: usize,
}

impl Builder {
    /// Adds a part behind these nodes; gives the nodes behind which it ends.
    fn part(&mut self, shape: &Shape, from: &[(usize, u8)]) -> Option<Ends> {
        match shape {
            Shape::Char(_) | Shape::Class(_) => {
                let node = self.graph.next.len();
                if node > MAX_NODES {
                    return None;
                }
                let bits = self.graph.samples.iter().enumerate().filter(|(_, sample)| self.holds(shape, **sample));
                let letters = bits.fold(0, |letters: Letters, (bit, _)| letters | (1 << bit));
                self.graph.next.push(Vec::new());
                self.graph.may_be.push(letters);
                self.link(from, &[(node, 1)]);
                Some(vec![(node, 1)])
            }
            Shape::Each(parts) => parts.iter().try_fold(from.to_vec(), |from, part| self.part(part, &from)),
            Shape::Either(branches) => {
                let mut ends = Ends::new();
                for branch in branches {
                    ends = merged(ends, self.part(branch, from)?);
                }
                Some(ends)
            }
            Shape::Times { shape, min, max } => self.times(shape, *min, *max, from),
            // One may go through it, or past it.
            Shape::Look { shape, .. } => {
                let inner = self.part(shape, from)?;
                Some(merged(from.to_vec(), inner))
            }
            _ => Some(from.to_vec()),
        }
    }

    fn times(&mut self, shape: &Shape, min: usize, max: usize, from: &[(usize, u8)]) -> Option<Ends> {
        let is_star = max > min.min(self.copies).saturating_add(self.copies);
        let n_first = min.min(self.copies).saturating_sub(usize::from(is_star));
        let mut from = from.to_vec();
        for _ in 0..n_first {
            from = self.part(shape, &from)?;
        }
        if is_star {
            let ends = self.again(shape, &from)?;
            return Some(if min == 0 { merged(from, ends) } else { ends });
        }
        let mut ends = from.clone();
        for _ in n_first..max {
            from = self.part(shape, &from)?;
            ends = merged(ends, from.clone());
        }
        Some(ends)
    }

    /// Once or more often: what is first within may follow what is last.
    fn again(&mut self, shape: &Shape, from: &[(usize, u8)]) -> Option<Ends> {
        // A node that stands for "before it" takes the links of the first ones, and is left unused.
        let gate = self.graph.next.len();
        self.graph.next.push(Vec::new());
        self.graph.may_be.push(0);
        let ends = self.part(shape, &[(gate, 1)])?;
        let firsts = std::mem::take(self.graph.next.get_mut(gate)?);
        let passes = ends.iter().any(|(node, _)| *node == gate);
        let ends: Ends = ends.into_iter().filter(|(node, _)| *node != gate).collect();
        self.link(from, &firsts);
        self.link(&ends, &firsts);
        Some(if passes { merged(from.to_vec(), ends) } else { ends })
    }

    fn link(&mut self, from: &[(usize, u8)], to: &[(usize, u8)]) {
        for (node, ways) in from {
            let Some(next) = self.graph.next.get_mut(*node) else { continue };
            for (other, other_ways) in to {
                let ways = ways.saturating_mul(*other_ways).min(2);
                match next.iter_mut().find(|(known, _)| known == other) {
                    Some((_, known_ways)) => *known_ways = 2,
                    None => next.push((*other, ways)),
                }
            }
        }
    }

    fn holds(&self, shape: &Shape, letter: char) -> bool {
        match shape {
            Shape::Char(known) => *known == letter,
            Shape::Class(class) => self.host.matches(class, &letter.to_string()) == Some(true),
            _ => false,
        }
    }
}

fn merged(mut ends: Ends, more: Ends) -> Ends {
    for (node, ways) in more {
        match ends.iter_mut().find(|(known, _)| *known == node) {
            Some((_, known)) => *known = 2,
            None => ends.push((node, ways)),
        }
    }
    ends
}
