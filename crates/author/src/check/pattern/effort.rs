//! Counts the steps of an engine that goes back and tries again, as most are.

use std::collections::HashMap;

use forms::{Host, Native, Shape};

/// Keeps what classes hold, for all texts of a pattern.
#[derive(Default)]
pub struct Effort {
    host: Native,
    known: HashMap<(String, char), bool>,
    letters: Vec<char>,
    steps: usize,
    most: usize,
}

/// What is left to be found behind a place.
type Rest<'a> = dyn FnMut(&mut Effort, usize) -> bool + 'a;

impl Effort {
    /// The steps until a match is found, or there is none; they end soon after `most`.
    pub fn steps(&mut self, shape: &Shape, text: &str, most: usize) -> usize {
        self.letters = text.chars().collect();
        (self.steps, self.most) = (0, most);
        for begin in 0..=self.letters.len() {
            if self.part(shape, begin, &mut |_, _| true) {
                break;
            }
        }
        self.steps
    }

    /// Whether a part and the rest can be found from here; also when there have been too many steps.
    fn part(&mut self, shape: &Shape, at: usize, rest: &mut Rest) -> bool {
        self.steps += 1;
        if self.steps > self.most {
            return true;
        }
        let before = at.checked_sub(1);
        match shape {
            Shape::Start => at == 0 && rest(self, at),
            Shape::End => at == self.letters.len() && rest(self, at),
            Shape::Boundary(wanted) => {
                let is_boundary = before.is_some_and(|before| self.is_word(before)) != self.is_word(at);
                is_boundary == *wanted && rest(self, at)
            }
            Shape::Char(_) | Shape::Class(_) => self.holds(shape, at) && rest(self, at + 1),
            Shape::Back => rest(self, at),
            Shape::Each(parts) => self.each(parts, at, rest),
            Shape::Either(branches) => branches.iter().any(|branch| self.part(branch, at, rest)),
            Shape::Times { shape, min, max } => self.times((shape, *min, *max), 0, at, rest),
            Shape::Look { shape, ahead: true, holds } => {
                self.part(shape, at, &mut |_, _| true) == *holds && rest(self, at)
            }
            Shape::Look { shape, holds, .. } => {
                let found = (0..=at).any(|begin| self.part(shape, begin, &mut |_, end| end == at));
                found == *holds && rest(self, at)
            }
        }
    }

    fn each(&mut self, parts: &[Shape], at: usize, rest: &mut Rest) -> bool {
        match parts.split_first() {
            Some((first, others)) => self.part(first, at, &mut |effort, at| effort.each(others, at, rest)),
            None => rest(self, at),
        }
    }

    fn times(&mut self, looped: (&Shape, usize, usize), turn: usize, at: usize, rest: &mut Rest) -> bool {
        let (shape, min, max) = looped;
        let again = turn < max
            && self.part(shape, at, &mut |effort, next| match next == at {
                // Nothing was found, and never will be: enough turns, or none that counts.
                true => turn < min && rest(effort, next),
                false => effort.times(looped, turn + 1, next, rest),
            });
        again || (turn >= min && rest(self, at))
    }

    fn holds(&mut self, shape: &Shape, at: usize) -> bool {
        let Some(letter) = self.letters.get(at).copied() else { return false };
        match shape {
            Shape::Char(known) => *known == letter,
            Shape::Class(class) => {
                let ask = || self.host.matches(class, &letter.to_string()) == Some(true);
                *self.known.entry((class.to_string(), letter)).or_insert_with(ask)
            }
            _ => false,
        }
    }

    fn is_word(&self, at: usize) -> bool {
        self.letters.get(at).is_some_and(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
    }
}
