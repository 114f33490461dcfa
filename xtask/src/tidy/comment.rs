//! Comments are sentences with a subject: none begins with a word that only stands for one.

use crate::tidy::{Fault, source::Source};

const FIRST_WORDS: [&str; 3] = ["Whoever ", "Told ", "Of "];

pub fn check(sources: &[Source]) -> Vec<Fault> {
    let lines = sources.iter().flat_map(|source| source.comments.iter().map(move |comment| (source, comment)));
    let found = lines.filter(|(_, comment)| FIRST_WORDS.iter().any(|word| comment.text.starts_with(word)));
    found
        .map(|(source, comment)| Fault {
            path: source.path.clone(),
            line: comment.line,
            what: format!("A comment begins with its subject, not with {:?}.", comment.text.split(' ').next()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
