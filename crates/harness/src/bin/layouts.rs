//! Runs the examples of JSON Forms natively: `layouts BUNDLE`. What it prints, `cargo xtask conformance` judges.

use std::{env, fs, process::ExitCode};

use forms::Native;

fn main() -> ExitCode {
    let bundle = env::args().nth(1).map(fs::read_to_string);
    match bundle {
        Some(Ok(bundle)) => {
            print!("{}", harness::examples::run(&bundle, &Native::default()));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("layouts BUNDLE: the bundle cannot be read.");
            ExitCode::FAILURE
        }
    }
}
