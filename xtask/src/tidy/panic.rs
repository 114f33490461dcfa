//! A panic in wasm ends the page. So the code that a browser runs has nothing that may panic at a citizen's hands.

use crate::tidy::{Fault, source::Source};

/// Places whose code a browser runs.
const PLACES: [&str; 4] = ["src/", "crates/forms/src/", "crates/words/src/", "crates/rest/src/"];
const METHODS: [&str; 2] = ["unwrap", "unwrap_err"];
const MACROS: [&str; 6] = ["panic", "todo", "unimplemented", "unreachable", "assert", "dbg"];
/// Words before a `[` that begin a list, not an index.
const NO_VALUE: [&str; 12] =
    ["in", "return", "match", "if", "else", "mut", "let", "dyn", "as", "const", "break", "ref"];

pub fn check(sources: &[Source]) -> Vec<Fault> {
    let browser = sources.iter().filter(|source| PLACES.iter().any(|place| source.path.starts_with(place)));
    browser.filter(|source| !source.test).flat_map(faults).collect()
}

fn faults(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, token) in source.tokens.iter().enumerate() {
        let before = if at == 0 { "" } else { source.sign(at - 1) };
        let what = match token.text.as_str() {
            word if METHODS.contains(&word) && before == "." => format!("`.{word}()` may panic."),
            word if MACROS.contains(&word) && source.sign(at + 1) == "!" => format!("`{word}!` ends the page."),
            "[" if is_value(before) && !is_constant_part(source, at) => "An index may miss; use `get`.".to_owned(),
            _ => continue,
        };
        // The test module inside a file, which style asks to be a file of its own.
        faults.push(Fault { path: source.path.clone(), line: token.line, what });
    }
    faults
}

/// Whether something stands there that can be indexed.
fn is_value(word: &str) -> bool {
    let ends = word.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '?'));
    ends && !NO_VALUE.contains(&word)
}

/// `[..]` takes the whole and cannot miss.
fn is_constant_part(source: &Source, at: usize) -> bool {
    source.sign(at + 1) == "." && source.sign(at + 2) == "." && source.sign(at + 3) == "]"
}

#[cfg(test)]
mod tests;
