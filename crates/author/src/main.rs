//! `loket`, the command for people who write services. `loket check FILE…` reads service files as the app does and names
//! every fault with its place; it changes nothing.

mod check;

use std::{env, fs, process::ExitCode};

const HELP: &str = "loket check FILE...

Reads service files (and services/index.json) and names each fault with its place.
The last line counts; the exit code is 1 when there are errors, 2 for a wrong call.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, files)) if command == "check" && !files.is_empty() => check_files(files),
        Some((command, _)) if command == "help" || command == "--help" || command == "-h" => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        _ => {
            eprint!("{HELP}");
            ExitCode::from(2)
        }
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

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
