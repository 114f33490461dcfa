//! Why a pattern is none, as its author would say it: what other languages write and ECMA-262 with the flag `u` does not know, and what
//! to write in its place. The engine only says that it is none.

use forms::{Host, Native};

use crate::said::{Said, said};

/// What other languages write, and what to write in its place.
const OTHERS: [(&str, &str); 22] = [
    ("(?i)", "[Aa]"),
    ("(?m)", ""),
    ("(?s)", ""),
    ("(?x)", ""),
    ("(?P<", "(?<"),
    ("(?P=", "\\k<"),
    ("(?>", "(?:"),
    ("(?|", "(?:"),
    ("(?#", ""),
    ("[:alpha:]", "\\p{L}"),
    ("[:digit:]", "\\d"),
    ("[:alnum:]", "\\p{L}\\d"),
    ("[:upper:]", "\\p{Lu}"),
    ("[:lower:]", "\\p{Ll}"),
    ("[:space:]", "\\s"),
    ("[:punct:]", "\\p{P}"),
    ("\\A", "^"),
    ("\\z", "$"),
    ("\\Z", "$"),
    ("\\h", "[ \\t]"),
    ("\\pL", "\\p{L}"),
    ("{,", "{0,"),
];
/// Letters that mean something behind a backslash.
const ESCAPES: &str = "dDsSwWbBtnvfrcxukpP0123456789";

/// The first thing that is wrong and that has a name.
pub fn reason(text: &str) -> Option<Said> {
    let mut scan = Scan { text, at: 0, open: Vec::new() };
    while scan.at < text.len() {
        if let Some(said) = scan.step() {
            return Some(said);
        }
    }
    let at = scan.open.pop()?;
    Some(scan.told(at, said!("( tidak ditutup dengan )", "( is never closed by )")))
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Where the groups that are open begin.
    open: Vec<usize>,
}

impl Scan<'_> {
    fn step(&mut self) -> Option<Said> {
        let at = self.at;
        if let Some((other, ours)) = OTHERS.iter().find(|(other, _)| self.rest().starts_with(other)) {
            return Some(self.told(at, of_another(other, ours)));
        }
        match self.next() {
            '\\' => self.escape(at),
            '[' => self.class(at),
            '(' => {
                self.open.push(at);
                None
            }
            ')' => {
                let closes = self.open.pop();
                closes.is_none().then(|| {
                    self.told(at, said!(") ini tidak menutup apa-apa; tulis \\)", "this ) closes nothing; write \\)"))
                })
            }
            letter @ ('*' | '+' | '?') => self.repeated(at, letter),
            '{' => self.counted(at),
            letter @ ('}' | ']') => Some(self.told(at, bare(letter))),
            _ => None,
        }
    }

    /// What is repeated, and how often it may be said that it is.
    fn repeated(&mut self, at: usize, letter: char) -> Option<Said> {
        let before = self.text.get(..at).unwrap_or_default();
        if before.is_empty()
            || (before.ends_with(['(', '|', '^']) && !before.ends_with("\\(") && !before.ends_with("\\|"))
        {
            let is_group = before.ends_with('(') && letter == '?';
            return (!is_group).then(|| {
                self.told(
                    at,
                    said!(
                        "{letter} tidak mengulang apa-apa; tulis \\{letter}",
                        "{letter} repeats nothing; write \\{letter}"
                    ),
                )
            });
        }
        self.twice()
    }

    /// A repetition of a repetition; behind one, `?` alone means something.
    fn twice(&mut self) -> Option<Said> {
        let at = self.at;
        self.rest().starts_with(['*', '+']).then(|| {
            self.told(at, said!("pengulangan dua kali; hapus yang ini", "it is repeated twice; delete this one"))
        })
    }

    fn counted(&mut self, at: usize) -> Option<Said> {
        let counts = self.rest().split_once('}').map(|(counts, _)| counts).filter(|counts| is_counts(counts));
        let Some(counts) = counts else { return Some(self.told(at, bare('{'))) };
        let (least, most) = counts.split_once(',').unwrap_or((counts, ""));
        let order = (least.parse::<u64>().ok(), most.parse::<u64>().ok());
        let n = counts.len() + 1;
        if let (Some(least), Some(most)) = order
            && least > most
        {
            return Some(self.told(
                at,
                said!(
                    "{{{least},{most}}}: yang kecil lebih dulu",
                    "{{{least},{most}}}: the smaller number comes first"
                ),
            ));
        }
        self.at += n;
        self.twice()
    }

    fn escape(&mut self, at: usize) -> Option<Said> {
        let letter = self.next();
        if letter == '\0' {
            return Some(self.told(at, said!("\\ di akhir; tulis \\\\", "a \\ at the end; write \\\\")));
        }
        if matches!(letter, 'p' | 'P' | 'u') && self.rest().starts_with('{') {
            let inside = self.rest().find('}').map_or(self.text.len(), |end| self.at + end + 1);
            self.at = inside;
            let part = self.text.get(at..inside).unwrap_or_default();
            return Native::default()
                .matches(part, "")
                .is_none()
                .then(|| self.told(at, said!("{part} tidak dikenal", "{part} is not known")));
        }
        if matches!(letter, 'p' | 'P') || (letter.is_ascii_alphabetic() && !ESCAPES.contains(letter)) {
            return Some(self.told(
                at,
                said!(
                    "\\{letter} tidak dikenal; tanpa \\ berarti hurufnya sendiri",
                    "\\{letter} is not known; without the \\ it is the letter itself"
                ),
            ));
        }
        None
    }

    /// Letters in brackets.
    fn class(&mut self, begin: usize) -> Option<Said> {
        let mut last: Option<char> = None;
        let mut is_range = false;
        loop {
            let at = self.at;
            if let Some((other, ours)) =
                OTHERS.iter().find(|(other, _)| other.starts_with("[:") && self.rest().starts_with(other))
            {
                return Some(self.told(at, of_another(other, ours)));
            }
            let letter = match self.next() {
                '\0' => return Some(self.told(begin, said!("[ tidak ditutup dengan ]", "[ is never closed by ]"))),
                ']' => return None,
                '\\' => {
                    let escaped = self.next();
                    (!"dDsSwWpP".contains(escaped)).then_some(escaped)
                }
                '-' if last.is_some() && !is_range && !self.rest().starts_with(']') => {
                    is_range = true;
                    continue;
                }
                letter => Some(letter),
            };
            if is_range
                && letter.is_some()
                && last.is_some()
                && last > letter
                && !self.text.get(begin..at).unwrap_or_default().contains('\\')
            {
                let (first, second) = (last.unwrap_or_default(), letter.unwrap_or_default());
                return Some(self.told(
                    begin,
                    said!(
                        "{first}-{second}: yang lebih dulu di abjad ditulis lebih dulu",
                        "{first}-{second}: what comes first in order is written first"
                    ),
                ));
            }
            if (is_range || self.rest().starts_with('-')) && letter.is_none() && !self.rest().starts_with("-]") {
                return Some(self.told(
                    at,
                    said!("- di samping \\d, \\w atau \\p: tulis \\-", "a - beside \\d, \\w or \\p: write \\-"),
                ));
            }
            last = letter.filter(|_| !is_range);
            is_range = false;
        }
    }

    fn next(&mut self) -> char {
        let letter = self.rest().chars().next().unwrap_or_default();
        self.at += letter.len_utf8();
        letter
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn told(&self, at: usize, what: Said) -> Said {
        let n = self.text.get(..at).unwrap_or_default().chars().count() + 1;
        let (id, en) = (what.text(forms::Lang::Id), what.text(forms::Lang::En));
        said!("huruf ke-{n}, {id}", "at character {n}, {en}")
    }
}

fn is_counts(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
        && text.matches(',').count() < 2
}

fn bare(letter: char) -> Said {
    said!("{letter} sendirian ditulis \\{letter}", "{letter} by itself is written \\{letter}")
}

fn of_another(other: &str, ours: &str) -> Said {
    match ours {
        "" => said!("{other} dari bahasa lain; hapus", "{other} is of another language; delete it"),
        _ => said!("{other} dari bahasa lain; tulis {ours}", "{other} is of another language; write {ours}"),
    }
}
