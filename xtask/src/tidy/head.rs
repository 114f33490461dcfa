//! Every file says in its first line what it is.

use crate::tidy::{Fault, source::Source};

pub fn check(sources: &[Source]) -> Vec<Fault> {
    let silent = sources.iter().filter(|source| !source.first_line.starts_with("//! ") && !is_listed_elsewhere(source));
    silent
        .map(|source| Fault {
            path: source.path.clone(),
            line: 1,
            what: "A file begins with `//!` and a sentence.".into(),
        })
        .collect()
}

/// A test file is described by the file that it tests.
fn is_listed_elsewhere(source: &Source) -> bool {
    source.path.ends_with("/tests.rs")
}

#[cfg(test)]
mod tests;
