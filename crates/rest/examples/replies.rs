//! Reads the replies of named frameworks and envelopes as the app does: `replies FOLDER`, where each file is one framework, with the
//! source of its shapes. Prints how many of each are understood, what is wrong with the others, and last the sum; `cargo xtask replies`
//! judges it.

use std::{env, fs, path::PathBuf, process::ExitCode};

use forms::{Json, Pointer, ProblemKind};
use rest::{Backend, Outcome, Reply};

fn main() -> ExitCode {
    let folder = env::args().nth(1).unwrap_or_default();
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("replies FOLDER: the folder cannot be read.");
        return ExitCode::FAILURE;
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let (mut n_understood, mut n_all) = (0, 0);
    for file in &files {
        let Some(file) = fs::read_to_string(file).ok().and_then(|text| Json::parse(&text).ok()) else {
            eprintln!("{} is no JSON.", file.display());
            return ExitCode::FAILURE;
        };
        let cases = file.get("cases").and_then(Json::as_array).unwrap_or_default();
        let faults: Vec<String> = cases.iter().filter_map(|case| fault(&file, case)).collect();
        let understood = cases.len() - faults.len();
        println!("{understood:>3}/{:<3} {:<44} {}", cases.len(), text(&file, "name"), text(&file, "source"));
        faults.iter().for_each(|fault| println!("        {fault}"));
        n_understood += understood;
        n_all += cases.len();
    }
    println!("{n_understood}/{n_all}");
    ExitCode::SUCCESS
}

/// What is wrong with the reading of one reply; `None` when it is understood.
fn fault(file: &Json, case: &Json) -> Option<String> {
    let got = outcome(file, case);
    let want = case.get("want").cloned().unwrap_or_default();
    (got != want)
        .then(|| format!("{}\n          want {}\n          got  {}", text(case, "why"), want.to_text(), got.to_text()))
}

/// What a reply means, in the words of the case files.
fn outcome(file: &Json, case: &Json) -> Json {
    let places = file.get("places").and_then(Json::as_array).unwrap_or_default();
    let places = places.iter().filter_map(|place| Pointer::parse(place.as_str()?)).collect();
    let section = case.get("backend").or_else(|| file.get("backend")).cloned().unwrap_or_default();
    let Ok(backend) = Backend::read(&section, None) else { return Json::from("a faulty section") };
    let reply = case.get("reply").cloned().unwrap_or_default();
    let body = reply.get("json").map_or_else(|| String::from(text(&reply, "body")), Json::to_text);
    let outcome = backend.with_places(places).receipt(&Reply {
        status: reply
            .get("status")
            .and_then(Json::as_i64)
            .and_then(|status| u16::try_from(status).ok())
            .unwrap_or_default(),
        content_type: reply.get("type").and_then(Json::as_str).unwrap_or("application/json"),
        location: reply.get("location").and_then(Json::as_str),
        retry_after: reply.get("retryAfter").and_then(Json::as_str),
        now: reply.get("now").and_then(Json::as_i64).unwrap_or_default(),
        body: &body,
        ..Reply::default()
    });
    let mut told = Json::object();
    let mut put = |name: &str, value: Json| told.set(&Pointer::root().join(name), value);
    match outcome {
        Outcome::Accepted(receipt) => {
            put("accepted", Json::from(receipt.number));
            receipt.promised.into_iter().for_each(|date| put("promised", Json::from(date.to_text())));
            receipt.link.into_iter().for_each(|link| put("link", Json::from(link)));
        }
        Outcome::Refused { problems, sentence } => {
            let problems = problems.into_iter().map(|problem| {
                let ProblemKind::Backend { sentence } = problem.kind else { return Json::Null };
                Json::Array(vec![Json::from(problem.pointer.as_str()), Json::from(sentence)])
            });
            put("problems", Json::Array(problems.collect()));
            sentence.into_iter().for_each(|sentence| put("sentence", Json::from(sentence)));
        }
        Outcome::InProgress => return Json::from("in progress"),
        Outcome::Busy { seconds, .. } => {
            put("busy", seconds.map_or(Json::Null, |seconds| Json::from(i64::from(seconds))))
        }
        Outcome::Returned(failure) | Outcome::Failed(failure) => {
            put("failed", Json::from(i64::from(failure.status)));
            put("fault", Json::from(failure.fault.name()));
        }
    }
    told
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}
