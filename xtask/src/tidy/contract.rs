//! What the app, the loader, the worker and a kiosk's parts say to each other: attributes of the page and members of `window.loket`. Each
//! stands in a table of docs/scripts.md with who writes and who reads it, and no other file names it.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::Fault;

pub const DOCUMENT: &str = "docs/scripts.md";

const PAGE: &str = "index.html";
/// The app's side of `window.loket`.
const BINDING: &str = "src/device/loket.rs";
/// Who reads what is there for them alone; their sources are not looked through.
const TESTS: &str = "the journeys";

/// Who names what: files by name.
type Named = BTreeMap<String, BTreeSet<String>>;

/// `files` are (path, text): scripts, Rust, styles, the page.
pub fn check(document: &str, files: &[(String, String)]) -> Vec<Fault> {
    let mut found = Named::new();
    for (path, text) in files {
        for name in names(path, text) {
            found.entry(name).or_default().insert(short(path));
        }
    }
    // The loader's own script has the addresses of the build's files, which the loader reads.
    found.retain(|_, files| files.iter().any(|file| file != PAGE));
    let (mut faults, mut rows) = (Vec::new(), Named::new());
    for (at, line) in document.lines().enumerate() {
        let Some((name, writes, reads)) = row(line) else { continue };
        let said: BTreeSet<String> = writes.union(&reads).filter(|file| *file != TESTS).cloned().collect();
        let real = found.get(&name).cloned().unwrap_or_default();
        let differ: Vec<&str> = said.symmetric_difference(&real).map(String::as_str).collect();
        if !differ.is_empty() {
            faults.push(fault(at + 1, format!("{name}: the table and the code differ in {}.", differ.join(", "))));
        }
        if writes.is_empty() || reads.is_empty() {
            faults.push(fault(at + 1, format!("{name}: somebody writes it, and somebody reads it.")));
        }
        rows.insert(name, said);
    }
    for (name, files) in found.iter().filter(|(name, _)| !rows.contains_key(*name)) {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        faults.push(fault(0, format!("{name} has no row; it stands in {}.", files.join(", "))));
    }
    faults
}

fn fault(line: usize, what: String) -> Fault {
    Fault { path: DOCUMENT.into(), line, what }
}

/// A row of a table: the name, who writes it, who reads it.
fn row(line: &str) -> Option<(String, BTreeSet<String>, BTreeSet<String>)> {
    let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
    let [name, writes, reads, ..] = cells[..] else { return None };
    let name = name.strip_prefix('`')?.strip_suffix('`')?;
    let files =
        |cell: &str| cell.split(',').map(|file| String::from(file.trim())).filter(|file| !file.is_empty()).collect();
    Some((name.into(), files(writes), files(reads)))
}

/// A file as the table calls it: below src, one word for all styles, one for what the build puts around the glue.
fn short(path: &str) -> String {
    match path.split_once('/') {
        Some(("src", rest)) => rest.into(),
        Some(("style", _)) => "style".into(),
        Some(("xtask", _)) => "the build".into(),
        _ => path.into(),
    }
}

fn names(path: &str, text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let code = text.lines().map(str::trim).filter(|line| !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark)));
    let code: Vec<&str> = code.map(|line| line.split(" // ").next().unwrap_or_default()).collect();
    // A chain of calls is one line.
    let code = code.join("\n").replace("\n.", ".");
    let (mut in_loket, mut in_store) = (false, false);
    for line in code.lines() {
        names.extend(after(line, "data-", '-').filter(|name| !is_tools(name)).map(|name| format!("data-{name}")));
        names.extend(after(line, "dataset.", '_').map(|name| format!("data-{name}")));
        names.extend(after(line, "window.loket.", '_').map(member));
        if path.starts_with("src/device") && path.ends_with(".rs") {
            names.extend(after(line, "module(\"", '_').map(member));
        }
        // Behind the store's module there is nothing of `window.loket` itself.
        if path == BINDING && !in_store {
            names.extend(after(line, "pub fn ", '_').map(|name| member(name.strip_prefix("set_").unwrap_or(name))));
        }
        if path == BINDING && line.starts_with("pub mod vault") {
            (in_store, _) = (true, names.insert(member("vault")));
        }
        // The loader gives it its first members at once.
        if in_loket && let Some((name, _)) = line.split_once(':').filter(|(name, _)| is_word(name)) {
            names.insert(member(name));
        }
        in_loket = (in_loket && line != "};") || line == "window.loket = {";
    }
    names
}

fn member(name: &str) -> String {
    format!("loket.{name}")
}

/// What Trunk reads of the page.
fn is_tools(name: &str) -> bool {
    ["trunk", "bin", "wasm-opt"].contains(&name)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The words that follow a mark in a line.
fn after<'a>(line: &'a str, mark: &'a str, joint: char) -> impl Iterator<Item = &'a str> {
    line.match_indices(mark).filter_map(move |(at, _)| {
        let before = line.get(..at)?.chars().next_back();
        let rest = line.get(at + mark.len()..)?;
        let end = rest.find(|letter: char| !letter.is_ascii_alphabetic() && letter != joint).unwrap_or(rest.len());
        let word = rest.get(..end)?.trim_end_matches(joint);
        // What the build writes stands behind `\n`.
        let is_whole =
            mark.starts_with("window") || !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
        (is_whole && !word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests;
