//! Finding an entry by everyday words: folding, prefixes, spelling slips, dialect, Indonesian affixes. For small lists
//! (some thousands of entries), on the device, without a network; the same query always gives the same order.

mod fold;
mod likeness;
mod stem;

use std::{cmp::Reverse, collections::BTreeMap};

use likeness::Word;

pub use fold::fold;

/// What is searched: an entry's label weighs more than its keywords.
pub struct Entry<'a> {
    /// What is shown.
    pub label: &'a str,
    /// Words that find it, never shown.
    pub keywords: &'a str,
}

/// An index over entries, by position.
pub struct Index {
    /// Each different word once, with the entries that hold it.
    words: Vec<(Word, Vec<Posting>)>,
    /// How many words each entry's label has: of two that fit alike, the shorter one was meant.
    lengths: Vec<usize>,
}

/// That an entry holds a word, and how much it weighs there.
type Posting = (usize, u32);

const LABEL: u32 = 3;
const KEYWORD: u32 = 2;

impl Index {
    /// Reads all entries once.
    pub fn new<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        let mut postings: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
        let mut lengths = Vec::new();
        for entry in entries {
            let label = fold(entry.label);
            let position = lengths.len();
            add(&mut postings, &label, position, LABEL);
            // Names of places are written joined or not: "Sungai Jawi", "Sungaijawi".
            for (one, other) in label.split(' ').zip(label.split(' ').skip(1)) {
                add(&mut postings, &[one, other].concat(), position, KEYWORD);
            }
            add(&mut postings, &fold(entry.keywords), position, KEYWORD);
            lengths.push(label.split(' ').count());
        }
        let words = postings.into_iter().map(|(text, list)| (Word::new(&text), list)).collect();
        Index { words, lengths }
    }

    /// Positions of the entries that fit, best first, at most `limit`. An empty query gives none.
    pub fn find(&self, query: &str, limit: usize) -> Vec<usize> {
        let query = fold(query);
        let (empty, telling): (Vec<Word>, Vec<Word>) =
            query.split(' ').filter(|word| !word.is_empty()).map(Word::new).partition(Word::is_empty);
        let found = self.ranked(&telling, limit);
        if found.is_empty() {
            // Nothing but "saya mau jualan", or no entry for the rest: better these than none.
            return self.ranked(&empty, limit);
        }
        found
    }

    fn ranked(&self, query: &[Word], limit: usize) -> Vec<usize> {
        let mut total = vec![0; self.lengths.len()];
        for word in query {
            let scores = self.scores(word);
            let n_found = scores.iter().filter(|score| **score > 0).count();
            // A rare word tells more than one that half of the entries hold.
            let rarity = (self.lengths.len() / n_found.max(1)).max(1).ilog2() + 2;
            for (sum, score) in total.iter_mut().zip(scores) {
                *sum += score * rarity;
            }
        }
        let mut found: Vec<(Reverse<u32>, usize, usize)> = total
            .into_iter()
            .zip(&self.lengths)
            .zip(0..)
            .filter(|((score, _), _)| *score > 0)
            .map(|((score, length), position)| (Reverse(score), *length, position))
            .collect();
        found.sort_unstable();
        found.truncate(limit);
        found.into_iter().map(|(_, _, position)| position).collect()
    }

    /// How well each entry fits one word: its best.
    fn scores(&self, query: &Word) -> Vec<u32> {
        let mut scores = vec![0; self.lengths.len()];
        for (word, list) in &self.words {
            let likeness = query.likeness(word);
            if likeness == 0 {
                continue;
            }
            for (entry, weight) in list {
                if let Some(score) = scores.get_mut(*entry) {
                    *score = likeness.saturating_mul(*weight).max(*score);
                }
            }
        }
        // Where a word is found as it was typed, nobody means the ones that only look like it.
        let best = scores.iter().max().copied().unwrap_or(0);
        for score in scores.iter_mut().filter(|score| **score * 3 < best) {
            *score = 0;
        }
        scores
    }
}

fn add(postings: &mut BTreeMap<String, Vec<Posting>>, text: &str, entry: usize, weight: u32) {
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let list = postings.entry(String::from(word)).or_default();
        // Labels come first, so the first weight of an entry is its highest.
        if list.last().is_none_or(|(last, _)| *last != entry) {
            list.push((entry, weight));
        }
    }
}

#[cfg(test)]
mod tests;
