//! Runs the official JSON-Schema-Test-Suite against the engine and prints passed/total per file, last the sum.
//!
//! `LOKET_SUITE` names the suite's folder (with `tests` and `remotes`), `LOKET_META` a folder with the published meta-schemas.
//! Ends with an error when a test fails; all pass.

use forms::Map;
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use forms::{Formats, Json, Native, Pointer, Schema};

/// Drafts, with the formats that are promised.
const DRAFTS: [&str; 2] = ["draft2020-12", "draft7"];
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

fn main() -> ExitCode {
    let Some((suite, meta)) = env::var_os("LOKET_SUITE").zip(env::var_os("LOKET_META")) else {
        eprintln!("Set LOKET_SUITE to the suite's folder and LOKET_META to the folder of the meta-schemas.");
        return ExitCode::FAILURE;
    };
    let suite = PathBuf::from(suite);
    let mut remotes = Map::new();
    read_remotes(&suite.join("remotes"), &suite.join("remotes"), &mut remotes);
    read_meta(Path::new(&meta), &mut remotes);
    let host = Native::new(7);
    let mut sum = Score::default();
    for draft in DRAFTS {
        let folder = suite.join("tests").join(draft);
        for file in files(&folder) {
            sum.add(run(&file, draft, Formats::Ignored, &remotes, &host));
        }
        for format in FORMATS {
            let file = folder.join("optional/format").join(format).with_extension("json");
            if file.exists() {
                sum.add(run(&file, draft, Formats::Checked, &remotes, &host));
            }
        }
    }
    println!("{}/{}", sum.passed, sum.total);
    if sum.passed == sum.total && sum.total > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[derive(Clone, Copy, Default)]
struct Score {
    passed: usize,
    total: usize,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.passed += other.passed;
        self.total += other.total;
    }
}

fn run(file: &Path, draft: &str, formats: Formats, remotes: &Map<String, Json>, host: &Native) -> Score {
    let mut score = Score::default();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    for group in read(file).as_array().unwrap_or_default() {
        let mut schema = group.get("schema").cloned().unwrap_or_default();
        // As a reader of draft-07 files would: without `$schema` the newest draft counts, so the folder's draft is named.
        if draft == "draft7" && schema.as_object().is_some() && schema.get("$schema").is_none() {
            schema.set(&Pointer::root().join("$schema"), "http://json-schema.org/draft-07/schema#".into());
        }
        let compiled = Schema::compile_with(&schema, remotes, formats);
        for test in group.get("tests").and_then(Json::as_array).unwrap_or_default() {
            let data = test.get("data").cloned().unwrap_or_default();
            let want = test.get("valid").and_then(Json::as_bool);
            let got = compiled.as_ref().ok().map(|schema| (schema.is_valid(&data, host), schema.validate(&data, host)));
            let passed =
                got.as_ref().is_some_and(|(valid, problems)| Some(*valid) == want && problems.is_empty() == *valid);
            score.total += 1;
            score.passed += usize::from(passed);
            if !passed {
                let (group, test) = (text(group, "description"), text(test, "description"));
                println!("  {draft} {name}: {group} / {test}: FAILED");
                println!("    want {want:?}, got {got:?}, faults {:?}", compiled.as_ref().err());
            }
        }
    }
    println!(
        "{}/{} {draft} {name}{}",
        score.passed,
        score.total,
        if formats == Formats::Checked { " (format)" } else { "" }
    );
    score
}

/// Remotes are addressed as if a server at localhost:1234 gave them.
fn read_remotes(root: &Path, folder: &Path, remotes: &mut Map<String, Json>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_remotes(root, &path, remotes);
        } else if let Ok(place) = path.strip_prefix(root) {
            remotes.insert(format!("http://localhost:1234/{}", place.display()), read(&path));
        }
    }
}

/// Meta-schemas are addressed by their own `$id`.
fn read_meta(folder: &Path, remotes: &mut Map<String, Json>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_meta(&path, remotes);
            continue;
        }
        let json = read(&path);
        let id = text(&json, "$id");
        remotes.insert(id.trim_end_matches('#').to_owned(), json);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect::<Vec<_>>();
    files.sort();
    files
}

fn read(file: &Path) -> Json {
    let text = fs::read_to_string(file).unwrap_or_default();
    Json::parse(&text).unwrap_or_else(|error| {
        eprintln!("{}: no JSON at byte {}", file.display(), error.offset);
        Json::Null
    })
}

fn text(json: &Json, key: &str) -> String {
    json.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
}
