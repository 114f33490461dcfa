//! What an import tells its author, in four buckets, and which places of the document each sentence speaks of, so that nothing is told
//! twice and nothing is forgotten (`net`).

use forms::{Lang, Pointer};

use crate::said::Said;

/// How sure the service is of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// The document says so, and the service has it in another place or another shape.
    Taken,
    /// The document does not say so; it was guessed, and a person should look.
    Assumed,
    /// Neither the document nor Loket knows; a person must write it.
    Unknown,
    /// The document says so, and Loket cannot do it.
    Unsupported,
}

/// One sentence, and what it speaks of: a place in the answers or a part of the service.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub bucket: Bucket,
    pub about: String,
    pub said: Said,
}

/// All that is told, and all that is dealt with.
#[derive(Debug, Default)]
pub struct Notes {
    list: Vec<Note>,
    covered: Vec<(Pointer, Option<String>)>,
}

impl Bucket {
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Bucket::Taken, Lang::Id) => "diambil",
            (Bucket::Taken, Lang::En) => "taken",
            (Bucket::Assumed, Lang::Id) => "dikira",
            (Bucket::Assumed, Lang::En) => "assumed",
            (Bucket::Unknown, Lang::Id) => "belum diketahui",
            (Bucket::Unknown, Lang::En) => "unknown",
            (Bucket::Unsupported, Lang::Id) => "belum didukung",
            (Bucket::Unsupported, Lang::En) => "unsupported",
        }
    }
}

impl Note {
    /// The line that is printed.
    pub fn line(&self, lang: Lang) -> String {
        let about = if self.about.is_empty() { "/" } else { &self.about };
        format!("{}: {about}: {}", self.bucket.word(lang), self.said.text(lang))
    }
}

impl Notes {
    /// Tells something of a part of the service.
    pub fn add(&mut self, bucket: Bucket, about: &str, said: Said) {
        let note = Note { bucket, about: String::from(about), said };
        if !self.list.contains(&note) {
            self.list.push(note);
        }
    }

    /// Tells what became of a keyword at a place.
    pub fn at(&mut self, bucket: Bucket, place: &Pointer, keyword: &str, said: Said) {
        self.cover(place, keyword);
        self.add(bucket, place.as_str(), said);
    }

    /// Tells that nothing at this place is asked.
    pub fn whole(&mut self, bucket: Bucket, place: &Pointer, said: Said) {
        self.covered.push((place.clone(), None));
        self.add(bucket, place.as_str(), said);
    }

    /// A keyword is in the service in a shape of its own, and nothing need be told.
    pub fn cover(&mut self, place: &Pointer, keyword: &str) {
        self.covered.push((place.clone(), Some(String::from(keyword))));
    }

    /// Whether something of a place has been dealt with.
    pub fn covers(&self, place: &Pointer, keyword: &str) -> bool {
        self.covered.iter().any(|(known, word)| match word {
            Some(word) => known == place && word == keyword,
            None => known.contains(place),
        })
    }

    /// The notes, bucket by bucket.
    pub fn sorted(mut self) -> Vec<Note> {
        self.list.sort_by_key(|note| note.bucket);
        self.list
    }
}
