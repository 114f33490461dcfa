//! The examples of JSON Forms against the engine: each is read as a service, and its answers have problems at the same places as
//! Ajv finds errors.
//!
//! A bundle is one JSON text: `{ "examples": [ { "name", "service", "data", "places": [ set, … ] } ], "left": [ { "name", "reason" } ] }`.

use std::collections::BTreeSet;

use forms::{Host, Json, Level, Service, Submission};

/// Runs a bundle; gives a line for each example that was left out and for each that fails, last the sum (`70/70`).
pub fn run(bundle: &str, host: &dyn Host) -> String {
    let bundle = match Json::parse(bundle) {
        Ok(bundle) => bundle,
        Err(error) => return ["no JSON at byte ", &error.offset.to_string()].concat(),
    };
    let mut report = String::new();
    for left in list(&bundle, "left") {
        report.push_str(&["left out ", text(left, "name"), ": ", text(left, "reason"), "\n"].concat());
    }
    let examples = list(&bundle, "examples");
    let mut n_passed = 0;
    for example in examples {
        match judge(example, host) {
            Ok(()) => n_passed += 1,
            Err(reason) => report.push_str(&["FAILED ", text(example, "name"), ": ", &reason, "\n"].concat()),
        }
    }
    report.push_str(&[&n_passed.to_string(), "/", &examples.len().to_string(), "\n"].concat());
    report
}

fn judge(example: &Json, host: &dyn Host) -> Result<(), String> {
    let definition = example.get("service").cloned().unwrap_or_default();
    let (service, faults) = Service::read(&definition);
    let service = service.ok_or_else(|| {
        let errors = faults.into_iter().filter(|fault| fault.level == Level::Error);
        let errors = errors.map(|fault| [fault.pointer.as_str(), " ", &fault.what].concat());
        errors.collect::<Vec<_>>().join("; ")
    })?;
    let answers = example.get("data").cloned().unwrap_or_default();
    let submission = Submission { service: service.id.clone(), version: service.version.clone(), answers };
    let found = submission.problems(&service, host);
    let found: BTreeSet<&str> = found.iter().map(|problem| problem.pointer.as_str()).collect();
    let wanted = list(example, "places").iter();
    let wanted = wanted.map(|places| places.as_array().unwrap_or_default().iter().filter_map(Json::as_str).collect());
    let wanted: Vec<BTreeSet<&str>> = wanted.collect();
    if wanted.contains(&found) {
        return Ok(());
    }
    let tell = |places: &BTreeSet<&str>| places.iter().map(|place| format!("“{place}”")).collect::<Vec<_>>().join(" ");
    let wanted = wanted.iter().map(tell).collect::<Vec<_>>().join(", or ");
    Err(format!("problems at {}, Ajv finds {wanted}", tell(&found)))
}

fn list<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json.get(key).and_then(Json::as_array).unwrap_or_default()
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests;
