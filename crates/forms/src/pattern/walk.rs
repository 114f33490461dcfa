//! All ways through a pattern at once: from a set of places to the set of places where it may end. Each place is reached once, in
//! however many ways, so the steps grow with the text and with the nesting of `*`, never with the number of ways.

use super::Shape;
use crate::Host;

/// What it costs to ask the host about a character.
const ASK: usize = 16;

/// Whether the text holds a match; `None` when `work` does not suffice, or where it matters what a group has found.
pub(super) fn is_match(shape: &Shape, text: &str, host: &dyn Host, work: &mut usize) -> Option<bool> {
    if text.len() > *work {
        return None;
    }
    let letters = text.chars().collect();
    let mut walk = Walk { letters, host, work };
    let all = (0..=walk.letters.len()).collect();
    Some(!walk.ends(shape, all)?.is_empty())
}

/// Places in ascending order, each once.
type Places = Vec<usize>;

struct Walk<'a> {
    letters: Vec<char>,
    host: &'a dyn Host,
    work: &'a mut usize,
}

impl Walk<'_> {
    fn ends(&mut self, shape: &Shape, mut from: Places) -> Option<Places> {
        self.spend(from.len() + 1)?;
        match shape {
            Shape::Start => from.retain(|place| *place == 0),
            Shape::End => from.retain(|place| *place == self.letters.len()),
            Shape::Boundary(wanted) => from.retain(|place| self.is_boundary(*place) == *wanted),
            Shape::Char(letter) => return Some(self.step(&from, |found| found == *letter)),
            Shape::Class(class) => {
                self.spend(from.len() * ASK)?;
                let host = self.host;
                let holds = |found: char| host.matches(class, found.encode_utf8(&mut [0; 4])) == Some(true);
                return Some(self.step(&from, holds));
            }
            Shape::Back => return None,
            Shape::Each(parts) => return parts.iter().try_fold(from, |from, part| self.ends(part, from)),
            Shape::Either(branches) => {
                let mut all = Vec::new();
                for branch in branches {
                    all.extend(self.ends(branch, from.clone())?);
                }
                all.sort_unstable();
                all.dedup();
                return Some(all);
            }
            Shape::Times { shape, min, max } => return self.times(shape, *min, *max, from),
            Shape::Look { shape, ahead: true, holds } => {
                let mut kept = Vec::new();
                for place in from {
                    if self.ends(shape, vec![place])?.is_empty() != *holds {
                        kept.push(place);
                    }
                }
                return Some(kept);
            }
            Shape::Look { shape, holds, .. } => {
                let ends = self.ends(shape, (0..=self.letters.len()).collect())?;
                from.retain(|place| ends.binary_search(place).is_ok() == *holds);
            }
        }
        Some(from)
    }

    fn times(&mut self, shape: &Shape, min: usize, max: usize, from: Places) -> Option<Places> {
        let mut edge = from;
        for _ in 0..min {
            let next = self.ends(shape, edge.clone())?;
            // However often: from here on each turn gives the same.
            if next == edge {
                break;
            }
            edge = next;
        }
        let mut all = edge.clone();
        // Far less than a step for each place.
        self.spend(self.letters.len() / 16)?;
        let mut seen = vec![false; self.letters.len() + 1];
        for _ in min..max {
            for place in &edge {
                if let Some(seen) = seen.get_mut(*place) {
                    *seen = true;
                }
            }
            edge = self.ends(shape, edge)?;
            edge.retain(|place| seen.get(*place) == Some(&false));
            if edge.is_empty() {
                break;
            }
            all.extend(&edge);
        }
        all.sort_unstable();
        Some(all)
    }

    fn step(&self, from: &[usize], holds: impl Fn(char) -> bool) -> Places {
        let fits = |place: &&usize| self.letters.get(**place).is_some_and(|found| holds(*found));
        from.iter().filter(fits).map(|place| place + 1).collect()
    }

    fn is_boundary(&self, place: usize) -> bool {
        let is_word =
            |letter: Option<&char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
        let before = place.checked_sub(1).and_then(|before| self.letters.get(before));
        is_word(before) != is_word(self.letters.get(place))
    }

    fn spend(&mut self, steps: usize) -> Option<()> {
        *self.work = self.work.saturating_sub(steps);
        (*self.work > 0).then_some(())
    }
}
