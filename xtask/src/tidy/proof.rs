//! Proofs: a test that docs/security.md names is there. It names one by file and function: `kiosk_wipe::nothing_is_left_for_the_next`.

use crate::tidy::{Fault, source::Source};

pub const DOCUMENT: &str = "docs/security.md";

pub fn check(text: &str, sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let missing = names(line).filter(|(file, function)| !sources.iter().any(|source| has(source, file, function)));
        faults.extend(missing.map(|(file, function)| Fault {
            path: DOCUMENT.into(),
            line: at + 1,
            what: format!("There is no test {file}::{function}."),
        }));
    }
    faults
}

/// What stands between a pair of backticks and has the form of a test.
fn names(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split('`').skip(1).step_by(2).filter_map(|code| code.split_once("::"))
}

/// Whether the file, or one in a folder of that name, has the function.
fn has(source: &Source, file: &str, function: &str) -> bool {
    let inside = source.path.trim_end_matches(".rs").split('/').any(|part| part == file);
    inside && source.tokens.windows(2).any(|pair| pair[0].text == "fn" && pair[1].text == function)
}

#[cfg(test)]
mod tests;
