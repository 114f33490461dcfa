//! Runs a bundle of the official suite natively: `conformance BUNDLE`. What it prints, `cargo xtask conformance` judges.

use std::{env, fs, process::ExitCode, rc::Rc};

use forms::Native;

fn main() -> ExitCode {
    let bundle = env::args().nth(1).map(fs::read_to_string);
    match bundle {
        Some(Ok(bundle)) => {
            print!("{}", harness::suite::run(&bundle, Rc::new(Native::default())));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("conformance BUNDLE: the bundle cannot be read.");
            ExitCode::FAILURE
        }
    }
}
