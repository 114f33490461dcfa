//! How like two words are.

use super::stem;

/// Words that tell nothing about what somebody sells or wants, by their stem. Sorted.
const EMPTY: [&str; 48] = [
    "a",
    "ada",
    "aku",
    "and",
    "apa",
    "atau",
    "bagaimana",
    "bisnis",
    "buka",
    "business",
    "cara",
    "dagang",
    "dan",
    "dari",
    "dengan",
    "di",
    "for",
    "gimana",
    "hendak",
    "how",
    "i",
    "in",
    "ingin",
    "ini",
    "itu",
    "jual",
    "kamek",
    "kami",
    "ke",
    "mau",
    "my",
    "nak",
    "of",
    "pengen",
    "punya",
    "saya",
    "sell",
    "selling",
    "sendiri",
    "the",
    "to",
    "tolong",
    "untuk",
    "urus",
    "usaha",
    "want",
    "yang",
    "yg",
];

/// A word, and the forms in which it is compared.
pub(super) struct Word {
    text: String,
    stem: String,
    /// How the stem sounds.
    sound: Vec<char>,
}

impl Word {
    /// Prepares a folded word.
    pub(super) fn new(text: &str) -> Word {
        let stem = stem::stem(text);
        Word { text: String::from(text), stem: String::from(stem), sound: stem::sound(stem).chars().collect() }
    }

    /// Whether it says nothing by itself.
    pub(super) fn is_empty(&self) -> bool {
        EMPTY.contains(&self.text.as_str()) || EMPTY.contains(&self.stem.as_str())
    }

    /// 0 for words that have nothing in common, more the likelier it is that `self` was meant for `word`.
    pub(super) fn likeness(&self, word: &Word) -> u32 {
        if self.text == word.text {
            return 16;
        }
        if self.stem == word.stem {
            return 13;
        }
        if self.sound == word.sound {
            return 11;
        }
        let length = self.sound.len();
        if self.text.len() >= 2 && word.text.starts_with(&self.text) {
            return if self.text.len() * 2 > word.text.len() { 9 } else { 5 };
        }
        if length >= 4 && word.sound.starts_with(&self.sound) {
            return 6;
        }
        // Digits are codes: a slip would be another code.
        if length < 4 || self.text.bytes().any(|byte| byte.is_ascii_digit()) {
            return 0;
        }
        if is_within(&self.sound, &word.sound, 1) {
            return 6;
        }
        if length >= 7 && is_within(&self.sound, &word.sound, 2) {
            return 4;
        }
        match word.sound.get(..length) {
            Some(start) if length >= 5 && is_within(&self.sound, start, 1) => 3,
            _ => 0,
        }
    }
}

/// Longer words are not compared letter by letter.
const MAX_LETTERS: usize = 24;

/// Whether at most `limit` slips (a letter more, less, other, or two changed about) lead from one to the other.
fn is_within(one: &[char], other: &[char], limit: usize) -> bool {
    if one.len().abs_diff(other.len()) > limit || one.len().max(other.len()) > MAX_LETTERS {
        return false;
    }
    // Three rows of the table of distances: this one, the one above, and the one above that, for letters changed about.
    let mut above: Vec<usize> = (0..=other.len()).collect();
    let mut higher = above.clone();
    for (row, a) in one.iter().enumerate() {
        let mut this = Vec::with_capacity(other.len() + 1);
        let mut left = row + 1;
        this.push(left);
        for (column, b) in other.iter().enumerate() {
            let at = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&above, column) + usize::from(a != b)).min(at(&above, column + 1) + 1).min(left + 1);
            let turned = row > 0 && column > 0 && one.get(row - 1) == Some(b) && other.get(column - 1) == Some(a);
            if turned {
                best = best.min(at(&higher, column - 1) + 1);
            }
            this.push(best);
            left = best;
        }
        if this.iter().all(|distance| *distance > limit) {
            return false;
        }
        higher = std::mem::replace(&mut above, this);
    }
    above.last().is_some_and(|distance| *distance <= limit)
}
