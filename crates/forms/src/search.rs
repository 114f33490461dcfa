//! Finding an entry by everyday words: folding, prefixes, spelling slips, Indonesian affixes. Small lists, on the device.

/// What is searched: an entry's label weighs more than its keywords.
pub struct Entry<'a> {
    pub label: &'a str,
    pub keywords: &'a str,
}

/// An index over entries, by position.
pub struct Index {/* private */}

impl Index {
    pub fn new<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        todo!()
    }
    /// Positions of the entries that fit, best first, at most `limit`. An empty query gives none.
    pub fn find(&self, query: &str, limit: usize) -> Vec<usize> {
        todo!()
    }
}

/// Lower case, accents and punctuation off, runs of space as one.
pub fn fold(text: &str) -> String {
    todo!()
}
