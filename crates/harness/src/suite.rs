//! The official JSON-Schema-Test-Suite against the engine, wherever it runs.
//!
//! A bundle is one JSON text: `{ "remotes": { URI: document }, "files": [ { "draft", "name", "formats": whether they are checked,
//! "groups": the file } ], "logic": the public cases of JsonLogic, each { "rule", "data", "result" },
//! "hostile": whether our own hostile cases run too }`.

use std::rc::Rc;

use forms::{Formats, Host, Json, Map, Pointer, Schema};

use crate::hostile;

/// Runs a bundle; gives a line for each test that fails, then one per file (`12/12 draft7 ref`), last the sum (`2793/2793`).
pub fn run(bundle: &str, host: Rc<dyn Host>) -> String {
    let bundle = match Json::parse(bundle) {
        Ok(bundle) => bundle,
        Err(error) => return ["no JSON at byte ", &error.offset.to_string()].concat(),
    };
    let members = bundle.get("remotes").and_then(Json::as_object);
    let members = members.into_iter().flat_map(|members| members.iter());
    let remotes: Map<String, Json> = members.map(|(uri, document)| (uri.to_owned(), document.clone())).collect();
    let mut report = Report::default();
    let mut sum = Score::default();
    for file in list(&bundle, "files") {
        sum.add(report.file(file, &remotes, &*host));
    }
    if bundle.get("logic").is_some() {
        sum.add(report.logic(list(&bundle, "logic")));
    }
    if bundle.get("hostile").and_then(Json::as_bool) == Some(true) {
        sum.add(report.hostile(&host));
    }
    report.line(&sum.to_text());
    report.text
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

    fn to_text(self) -> String {
        [&self.passed.to_string(), "/", &self.total.to_string()].concat()
    }
}

#[derive(Default)]
struct Report {
    text: String,
}

impl Report {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn file(&mut self, file: &Json, remotes: &Map<String, Json>, host: &dyn Host) -> Score {
        let (draft, name) = (text(file, "draft"), text(file, "name"));
        let checked = file.get("formats").and_then(Json::as_bool) == Some(true);
        let formats = if checked { Formats::Checked } else { Formats::Ignored };
        let mut score = Score::default();
        for group in list(file, "groups") {
            let schema = Schema::compile_with(&of_draft(group, draft), remotes, formats);
            for test in list(group, "tests") {
                let passed = schema.as_ref().is_ok_and(|schema| passes(schema, test, host));
                score.total += 1;
                score.passed += usize::from(passed);
                if !passed {
                    let (group, test) = (text(group, "description"), text(test, "description"));
                    self.line(&["FAILED ", draft, " ", name, ": ", group, " / ", test].concat());
                }
            }
        }
        self.line(&[&score.to_text(), " ", draft, " ", name].concat());
        score
    }

    fn logic(&mut self, cases: &[Json]) -> Score {
        let mut score = Score::default();
        for case in cases {
            let part = |key: &str| case.get(key).cloned().unwrap_or_default();
            let got = forms::apply_logic(&part("rule"), &part("data"));
            let passed = got == part("result");
            score.add(Score { passed: usize::from(passed), total: 1 });
            if !passed {
                self.line(&["FAILED JsonLogic: ", &case.to_text(), " gives ", &got.to_text()].concat());
            }
        }
        self.line(&[&score.to_text(), " JsonLogic"].concat());
        score
    }

    fn hostile(&mut self, host: &Rc<dyn Host>) -> Score {
        let mut score = Score::default();
        for case in hostile::cases() {
            let passed = hostile::end(&case, host.clone()) == case.end;
            score.add(Score { passed: usize::from(passed), total: 1 });
            if !passed {
                self.line(&["FAILED hostile: ", case.name].concat());
            }
        }
        self.line(&[&score.to_text(), " hostile"].concat());
        score
    }
}

/// The schema of a group. Without `$schema` the newest draft counts, so the folder's draft is named, as a reader of old files would.
fn of_draft(group: &Json, draft: &str) -> Json {
    let mut schema = group.get("schema").cloned().unwrap_or_default();
    if draft == "draft7" && schema.as_object().is_some() && schema.get("$schema").is_none() {
        schema.set(&Pointer::root().join("$schema"), "http://json-schema.org/draft-07/schema#".into());
    }
    schema
}

/// Whether both ways of asking give what the test says.
fn passes(schema: &Schema, test: &Json, host: &dyn Host) -> bool {
    let data = test.get("data").cloned().unwrap_or_default();
    let valid = schema.is_valid(&data, host);
    test.get("valid").and_then(Json::as_bool) == Some(valid) && schema.validate(&data, host).is_empty() == valid
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json.get(key).and_then(Json::as_array).unwrap_or_default()
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests;
