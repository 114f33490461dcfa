//! Which test proves which feature: read from the tests themselves.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::{Result, place, place::Place};

/// The names of tests by feature.
pub type Proofs = BTreeMap<String, Vec<String>>;

/// Cases that one test plays, all of them.
const CASES: &str = "crates/forms/case/form";
/// Tests in Rust; those of the journeys run when the table in `main.rs` names them.
const TESTS: [&str; 3] = ["crates", "src", "tests/src"];
const JOURNEYS: &str = "tests/src/main.rs";
pub(super) const MARK: &str = "/// Supports: ";

/// Collects them all.
pub fn all(place: &Place) -> Result<Proofs> {
    let mut proofs = Proofs::new();
    for file in place::files(&place.root.join(CASES)) {
        let text = place::read(&file)?;
        let json: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}.", file.display()))?;
        of_cases(&json, &stem(&file), &mut proofs);
    }
    let journeys = place.text(JOURNEYS)?;
    for file in TESTS.iter().flat_map(|folder| place::files(&place.root.join(folder))) {
        if file.extension().is_some_and(|extension| extension == "rs") {
            of_tests(&place::read(&file)?, &stem(&file), &journeys, &mut proofs)?;
        }
    }
    Ok(proofs)
}

pub(super) fn of_cases(file: &Value, stem: &str, proofs: &mut Proofs) {
    for case in file["cases"].as_array().into_iter().flatten() {
        for id in case["supports"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let name = format!("`{stem}.json`: {}", case["name"].as_str().unwrap_or_default());
            proofs.entry(id.to_owned()).or_default().push(name);
        }
    }
}

/// The tags above functions. A function that nobody runs proves nothing.
pub(super) fn of_tests(text: &str, stem: &str, journeys: &str, proofs: &mut Proofs) -> Result {
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(first) = line.trim_start().strip_prefix(MARK) else { continue };
        let (mut ids, mut is_test, mut name) = (first.to_owned(), false, None);
        for line in lines.by_ref() {
            let line = line.trim_start();
            is_test |= line == "#[test]";
            if let Some(more) = line.strip_prefix("/// ") {
                ids.push(' ');
                ids.push_str(more);
            } else if let Some((_, rest)) = line.split_once("fn ") {
                name = rest.split('(').next();
                break;
            }
        }
        let name = name.ok_or_else(|| format!("{stem}.rs: “{MARK}{first}” stands above no function."))?;
        let walked = format!("{stem}::{name}");
        if !is_test && !journeys.contains(&format!("{walked},")) {
            return Err(format!("{walked} says what it proves, but nobody runs it."));
        }
        for id in ids.trim_end_matches('.').split(", ") {
            proofs.entry(id.trim().to_owned()).or_default().push(format!("`{walked}`"));
        }
    }
    Ok(())
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
