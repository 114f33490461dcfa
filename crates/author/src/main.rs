//! `loket`, the command for people who write services. `loket check FILE…` reads service files as the app does and names
//! every fault with its place; `loket validate` judges answers. It changes nothing.

mod check;
mod validate;

use std::{env, fs, process::ExitCode};

use forms::Lang;

const HELP: &str = "\
loket check FILE...

  Reads service files (and services/index.json) and names each fault with its place.
  The last line counts; the exit code is 1 when there are errors, 2 for a wrong call.

loket validate SCHEMA-or-SERVICE ANSWERS.json [--lang id|en]

  Judges answers as the app does and prints their problems as a JSON list: pointer, keyword, severity, got, want, sentence.
  The exit code is 1 when there are problems, 2 when a file cannot be read or the definition has errors.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, files)) if command == "check" && !files.is_empty() => check_files(files),
        Some((command, words)) if command == "validate" => validate_files(words),
        Some((command, _)) if command == "help" || command == "--help" || command == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => wrong_call(HELP),
    }
}

fn check_files(files: &[String]) -> ExitCode {
    let (mut n_errors, mut n_warnings) = (0, 0);
    for file in files {
        let faults = match fs::read_to_string(file) {
            Ok(text) => check::check(&text),
            Err(error) => vec![check::Line::error("", &format!("cannot be read: {error}"))],
        };
        for fault in faults {
            println!("{file}: {fault}");
            if fault.is_error { n_errors += 1 } else { n_warnings += 1 }
        }
    }
    println!("{}, {}, {}", count(files.len(), "file"), count(n_errors, "error"), count(n_warnings, "warning"));
    if n_errors == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn validate_files(words: &[String]) -> ExitCode {
    let (definition, answers, lang) = match words {
        [definition, answers] => (definition, answers, Some(Lang::Id)),
        [definition, answers, flag, code] if flag == "--lang" => {
            (definition, answers, [Lang::Id, Lang::En].into_iter().find(|lang| lang.tag() == code))
        }
        _ => return wrong_call(HELP),
    };
    let Some(lang) = lang else { return wrong_call("--lang is id or en.\n") };
    let read = |file: &String| fs::read_to_string(file).map_err(|error| format!("{file}: cannot be read: {error}"));
    let texts = read(definition).and_then(|definition| Ok((definition, read(answers)?)));
    match texts.and_then(|(definition, answers)| validate::validate(&definition, &answers, lang)) {
        Ok(problems) => {
            let lines: Vec<String> = problems.iter().map(|problem| format!("\n  {}", problem.to_text())).collect();
            println!("[{}{}]", lines.join(","), if lines.is_empty() { "" } else { "\n" });
            if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(reason) => wrong_call(&format!("{reason}\n")),
    }
}

fn wrong_call(reason: &str) -> ExitCode {
    eprint!("{reason}");
    ExitCode::from(2)
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
