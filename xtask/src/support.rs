//! `cargo xtask support`: docs/jsonforms-support.md, what of JSON Forms is supported. Written from the tests, so that it cannot lie:
//! xtask/support.json lists the features, a test says which it proves, and what nobody proves is not supported.
//!
//! A case of crates/forms/case/form says it by `"supports": [ids]`, a test in Rust by a line `/// Supports: ids.` in its comment.

mod proof;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Result, args::Args, place, place::Place, shell};
use proof::Proofs;

const FEATURES: &str = "xtask/support.json";
const TABLE: &str = "docs/jsonforms-support.md";
const HEAD: &str = "\
# What of JSON Forms is supported

Written by `cargo xtask support` from the tests; `cargo xtask test` fails when it is not what they say. Each row names the test that proves it: a case of
`crates/forms/case/form`, or a test in Rust. MUST, SHOULD and MAY are ours: what a renderer needs, what authors rely on, what one of JSON Forms' own has.
";

pub fn run(place: &Place, args: Args) -> Result {
    args.finish()?;
    place::write(&place.root.join(TABLE), table(place)?.as_bytes())?;
    shell::say(&format!("Wrote {TABLE}"));
    Ok(())
}

/// The whole document, from the tests as they are now.
fn table(place: &Place) -> Result<String> {
    let features = place.text(FEATURES)?;
    let features: Value = serde_json::from_str(&features).map_err(|error| format!("{FEATURES}: {error}."))?;
    write(&features, &proof::all(place)?)
}

fn write(features: &Value, proofs: &Proofs) -> Result<String> {
    let mut text = String::from(HEAD);
    let mut unknown: BTreeMap<&str, &Vec<String>> = proofs.iter().map(|(id, tests)| (id.as_str(), tests)).collect();
    let (mut n_proven, mut n_features) = (0, 0);
    for section in features.as_array().into_iter().flatten() {
        text.push_str(&format!(
            "\n## {}\n\n| feature | level | supported | proof |\n|---|---|---|---|\n",
            word(section, "title")
        ));
        for feature in section["features"].as_array().into_iter().flatten() {
            let tests = unknown.remove(word(feature, "id"));
            n_features += 1;
            n_proven += usize::from(tests.is_some());
            text.push_str(&row(feature, tests)?);
        }
    }
    if let Some((id, tests)) = unknown.first_key_value() {
        return Err(format!("“{}” says that it proves “{id}”, which {FEATURES} does not know.", tests.join("”, “")));
    }
    text.push_str(&format!("\n{n_proven} of {n_features} features are supported.\n"));
    Ok(text)
}

/// One line of the table. What nobody proves must say why; what somebody proves must not.
fn row(feature: &Value, tests: Option<&Vec<String>>) -> Result<String> {
    let (id, level, what) = (word(feature, "id"), word(feature, "level"), word(feature, "what"));
    let why_not = feature["not"].as_str();
    let note = feature["note"].as_str().map(|note| format!(": {note}")).unwrap_or_default();
    match (tests, why_not) {
        (Some(tests), None) => Ok(format!("| {what} | {level} | yes{note} | {} |\n", tests.join("; "))),
        (Some(_), Some(_)) => Err(format!("“{id}” is proven by a test, but {FEATURES} says that it is not supported.")),
        (None, Some(why)) if level != "MUST" => Ok(format!("| {what} | {level} | no: {why} | |\n")),
        _ => Err(format!("No test proves “{id}” ({level}): tag one that does, or say in {FEATURES} why not.")),
    }
}

fn word<'a>(json: &'a Value, key: &str) -> &'a str {
    json[key].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests;
