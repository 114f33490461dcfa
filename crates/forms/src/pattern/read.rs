//! From the text of a pattern (flag `u`) to its shape. Of a class only the end is looked for: the host knows what is in it.

use super::Shape;

/// Groups within groups: a pattern that a person writes has a few.
const MAX_DEPTH: u32 = 50;

/// `None` for what is not understood, most of which is no valid pattern.
pub(super) fn read(text: &str) -> Option<Shape> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let shape = reader.either()?;
    (reader.at == text.len()).then_some(shape)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl Reader<'_> {
    fn either(&mut self) -> Option<Shape> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let mut branches = vec![self.each()?];
        while self.take("|") {
            branches.push(self.each()?);
        }
        self.depth -= 1;
        if branches.len() == 1 { branches.pop() } else { Some(Shape::Either(branches)) }
    }

    fn each(&mut self) -> Option<Shape> {
        let mut parts = Vec::new();
        while !matches!(self.rest().bytes().next(), None | Some(b'|' | b')')) {
            let part = self.part()?;
            parts.push(self.times(part)?);
        }
        Some(Shape::Each(parts))
    }

    fn part(&mut self) -> Option<Shape> {
        let begin = self.at;
        match self.next()? {
            '^' => Some(Shape::Start),
            '$' => Some(Shape::End),
            '.' => self.class(begin),
            '(' => self.group(),
            '[' => {
                while !self.take("]") {
                    if self.next()? == '\\' {
                        self.next()?;
                    }
                }
                self.class(begin)
            }
            '\\' => self.escape(begin),
            '*' | '+' | '?' | '{' | '}' | ']' => None,
            letter => Some(Shape::Char(letter)),
        }
    }

    fn group(&mut self) -> Option<Shape> {
        let looks = [("?=", true, true), ("?!", true, false), ("?<=", false, true), ("?<!", false, false)];
        let look = looks.into_iter().find(|(mark, ..)| self.take(mark));
        if look.is_none() && !self.take("?:") {
            if self.take("?<") {
                self.skip('>')?;
            } else if self.rest().starts_with('?') {
                return None;
            }
        }
        let shape = self.either()?;
        if !self.take(")") {
            return None;
        }
        Some(match look {
            Some((_, ahead, holds)) => Shape::Look { shape: Box::new(shape), ahead, holds },
            None => shape,
        })
    }

    fn escape(&mut self, begin: usize) -> Option<Shape> {
        match self.next()? {
            'b' => return Some(Shape::Boundary(true)),
            'B' => return Some(Shape::Boundary(false)),
            'k' => {
                self.skip('>')?;
                return Some(Shape::Back);
            }
            '1'..='9' => {
                while self.rest().starts_with(|next: char| next.is_ascii_digit()) {
                    self.next()?;
                }
                return Some(Shape::Back);
            }
            'p' | 'P' => self.skip('}')?,
            'u' if self.take("{") => self.skip('}')?,
            'u' => self.code()?,
            'x' => self.many(2)?,
            'c' => self.many(1)?,
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'n' | 'r' | 't' | 'v' | 'f' | '0' => {}
            letter if letter.is_ascii_alphanumeric() => return None,
            letter => return Some(Shape::Char(letter)),
        }
        self.class(begin)
    }

    /// Four digits; two codes may be the halves of one character.
    fn code(&mut self) -> Option<()> {
        let is_first =
            self.rest().starts_with(['d', 'D']) && self.rest().get(1..2).is_some_and(|digit| "89abAB".contains(digit));
        self.many(4)?;
        if is_first && self.rest().starts_with("\\u") && !self.rest().starts_with("\\u{") {
            self.many(6)?;
        }
        Some(())
    }

    fn times(&mut self, shape: Shape) -> Option<Shape> {
        let (min, max) = if self.take("*") {
            (0, usize::MAX)
        } else if self.take("+") {
            (1, usize::MAX)
        } else if self.take("?") {
            (0, 1)
        } else if self.take("{") {
            let min = self.number()?;
            let max = if self.take(",") { self.number().unwrap_or(usize::MAX) } else { min };
            if !self.take("}") || max < min {
                return None;
            }
            (min, max)
        } else {
            return Some(shape);
        };
        // As few turns as possible or as many: the same texts.
        self.take("?");
        Some(Shape::Times { shape: Box::new(shape), min, max })
    }

    fn number(&mut self) -> Option<usize> {
        let begin = self.at;
        while self.rest().starts_with(|next: char| next.is_ascii_digit()) {
            self.next()?;
        }
        let digits = self.text.get(begin..self.at).filter(|digits| !digits.is_empty())?;
        // A count beyond all memory is as good as the largest.
        Some(digits.parse().unwrap_or(usize::MAX))
    }

    fn class(&self, begin: usize) -> Option<Shape> {
        Some(Shape::Class(["^", self.text.get(begin..self.at)?].concat().into()))
    }

    fn skip(&mut self, end: char) -> Option<()> {
        while self.next()? != end {}
        Some(())
    }

    fn many(&mut self, n: usize) -> Option<()> {
        (0..n).try_for_each(|_| self.next().map(drop))
    }

    fn take(&mut self, mark: &str) -> bool {
        let taken = self.rest().starts_with(mark);
        if taken {
            self.at += mark.len();
        }
        taken
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
