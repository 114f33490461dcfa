//! `cargo xtask conformance`: the official JSON-Schema-Test-Suite against the engine, natively and as wasm in Chromium with the
//! browser's RegExp; the public cases of JsonLogic; our own hostile cases (crates/harness/src/hostile.rs), which must end on the small
//! stack of wasm too; and the examples of JSON Forms beside Ajv. Prints passed/total per file, last the sums; fails below 100 %.

pub mod examples;

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;

use crate::{
    Result,
    args::Args,
    harness::{self, Flags},
    page, place,
    place::Place,
    shell, tool,
};

/// Drafts that are promised whole.
const DRAFTS: [&str; 2] = ["draft2020-12", "draft7"];
/// Optional tests that are promised: what `format` asserts.
const FORMATS: [&str; 12] = [
    "date",
    "time",
    "date-time",
    "duration",
    "email",
    "uri",
    "uuid",
    "ipv4",
    "ipv6",
    "hostname",
    "regex",
    "json-pointer",
];
/// Where the suite's remote documents are said to lie.
const REMOTE: &str = "http://localhost:1234/";
const PAGE: &str = "xtask/script/conformance.html";

pub fn run(place: &Place, mut args: Args) -> Result {
    let native_only = args.flag("--native");
    args.finish()?;
    let mut lines = judge(place, native_only)?;
    lines.push(layouts(place)?);
    println!("{}", lines.join("\n"));
    Ok(())
}

/// Runs all and gives the sums, one line per engine.
pub fn judge(place: &Place, native_only: bool) -> Result<Vec<String>> {
    let folder = place.cache.join("conformance");
    let bundle = bundle(&tool::suite::ensure(place)?, &logic(&tool::logic::ensure(place)?)?)?;
    place::write(&folder.join("suite.json"), bundle.as_bytes())?;
    shell::say("The official suite, natively …");
    let mut native = shell::cargo(place);
    native.args(["run", "--quiet", "--package", "harness", "--features", "native", "--bin", "conformance"]);
    let mut sums = vec![verdict("natively", &shell::quiet(native.arg(folder.join("suite.json")))?)?];
    if !native_only {
        sums.push(verdict("in Chromium", &in_chromium(place, &folder)?)?);
    }
    Ok(sums)
}

/// Judges the examples of JSON Forms and gives the sum.
pub fn layouts(place: &Place) -> Result<String> {
    verdict("of JSON Forms' examples", &examples::report(place)?)
}

fn in_chromium(place: &Place, folder: &Path) -> Result<String> {
    let tools = tool::ensure_build(place)?;
    let module = harness::compile(place, &tools, "suite", Flags::App)?;
    for name in ["harness.js", "harness_bg.wasm"] {
        place::write(&folder.join(name), &place::bytes(&module.folder.join(name))?)?;
    }
    place::write(&folder.join("index.html"), place.text(PAGE)?.as_bytes())?;
    shell::say("The official suite, in Chromium …");
    page::ask(&tool::browser::chromium()?, folder, Duration::from_secs(120))
}

/// Prints a report and gives its sum as a sentence; fails unless all have passed.
pub fn verdict(place: &str, report: &str) -> Result<String> {
    print!("{report}");
    let sum = report.lines().last().and_then(|line| line.split_once('/'));
    let (passed, total) = sum.ok_or_else(|| format!("The tests {place} gave no sum:\n{report}"))?;
    match (passed == total, passed) {
        (true, "0") => Err(format!("No test ran {place}.")),
        (true, _) => Ok(format!("{passed}/{total} {place}")),
        _ => Err(format!("{passed} of {total} tests pass {place}; those that fail are named above.")),
    }
}

/// All files of the suite that count, and all documents that they name, as one text (see crates/harness/src/suite.rs).
fn bundle(suite: &tool::suite::Suite, logic: &str) -> Result<String> {
    let mut remotes = Vec::new();
    for file in place::files(&suite.folder.join("remotes")) {
        let name = file.strip_prefix(suite.folder.join("remotes")).unwrap_or(&file).display().to_string();
        remotes.push(format!("{}:{}", Value::from([REMOTE, &name].concat()), place::read(&file)?));
    }
    for file in &suite.meta {
        let text = place::read(file)?;
        let json: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}.", file.display()))?;
        if let Some(id) = json.get("$id").and_then(Value::as_str) {
            remotes.push(format!("{}:{text}", Value::from(id.trim_end_matches('#'))));
        }
    }
    let mut files = Vec::new();
    for draft in DRAFTS {
        let folder = suite.folder.join("tests").join(draft);
        for file in json_files(&folder)? {
            files.push(entry(draft, &file, false)?);
        }
        for file in FORMATS.map(|format| folder.join("optional/format").join(format).with_extension("json")) {
            // Draft-07 has not all of them.
            if file.exists() {
                files.push(entry(draft, &file, true)?);
            }
        }
    }
    Ok(format!(
        "{{\"hostile\":true,\"logic\":{logic},\"remotes\":{{{}}},\"files\":[{}]}}",
        remotes.join(","),
        files.join(",")
    ))
}

/// All public cases of JsonLogic, without the headings between them.
fn logic(file: &Path) -> Result<String> {
    let mut cases: Vec<Value> =
        serde_json::from_str(&place::read(file)?).map_err(|error| format!("{}: {error}.", file.display()))?;
    cases.retain(Value::is_object);
    Ok(Value::from(cases).to_string())
}

fn entry(draft: &str, file: &Path, formats: bool) -> Result<String> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let name = if formats { format!("format/{stem}") } else { stem.into_owned() };
    let groups = place::read(file)?;
    Ok(format!("{{\"draft\":\"{draft}\",\"name\":\"{name}\",\"formats\":{formats},\"groups\":{groups}}}"))
}

/// The JSON files of one folder, not of those below it.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}.", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests;
