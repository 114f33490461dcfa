//! `cargo xtask <command>`: everything a developer or CI does with Loket, as plain Rust.
//! Each command is one module with one `run`. A command installs what it misses (see `tool`), says so, and costs nothing
//! the second time.

mod addresses;
mod args;
mod bench;
mod build;
mod conformance;
mod deny;
mod faults;
mod fuzz;
mod harness;
mod hash;
mod kiosk;
mod page;
mod place;
mod release;
mod replies;
mod reproduce;
mod serve;
mod shell;
mod size;
mod sums;
mod support;
mod test;
mod tidy;
mod tool;

use std::process::ExitCode;

use crate::{args::Args, place::Place};

/// What a command gives: nothing, or the sentence that says why it stopped.
type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask <command>

  serve   build, then run the app with the embedded backend
            --port N (8080)  --lan  --tls CERT KEY  --db FILE (loket.db)  --dev
  build   make dist/: app, styles, frame, with .br and .gz beside each
            --dev (quicker, larger)  --features LIST  --dist DIR
  size    print what the first load of Beranda weighs; fail above xtask/budget.toml
            --update (write the weights of the lazy parts into the budget)
  tidy    check what the compiler does not: who may use whom, names, comments, colours, file heads
  deny    check licences, sources and bans of all crates in Cargo.lock (deny.toml)
            --advisories (also what is known of holes in them; needs the network)
  release dist/, and in release/ its digests, its version and the bills of materials
  reproduce
          build the commit in two clones and compare every byte
            --against FILE (build once, compare with the SHA256SUMS of a release)
  test    run every test, natively and in browsers
            --native (no browsers)
  faults  send under faults in Chromium and count what was lost or came twice
            --full (a thousand submissions on every level against doubles, 300 hand-overs)  --seed N (the same faults again)
            --only NAME (what has this in its name: lines, walk, typing, control, handoff, or a row of the table)
  addresses
          open addresses of the app as strangers send them, in Chromium, and count what leaves without a press
            --n N (1000)  --seed N (other addresses)
  kiosk   let visitors come to a kiosk and wipe it, search what is left, and watch its memory
            --visitors N (300)  --wipes N (10000)
  conformance
          run the official JSON-Schema-Test-Suite, natively and as wasm in Chromium, and the examples of JSON Forms; fail below 100 %
            --native (no browser)
  replies read the refusals and receipts of named frameworks as the app does; fail unless all are understood
  support write docs/jsonforms-support.md from the tests
  fuzz    try to break the engine
            --seconds N (60) for each target  TARGET (only this one)
  bench   print ratios worth watching: the engine beside Ajv, natively and in Chromium; reading services; the engine's size; a key in the app; what keeping costs
            --engine (only the engine)  --edits (only keys in the app, from a trace)
            --typing (only what keeping costs: a draft restored, a key with saving and without)
";

fn main() -> ExitCode {
    let mut args = Args::from_env();
    let command = args.word().unwrap_or_default();
    let result = Place::find().and_then(|place| match command.as_str() {
        "build" => build::run(&place, args),
        "serve" => serve::run(&place, args),
        "size" => size::run(&place, args),
        "tidy" => tidy::run(&place, args),
        "test" => test::run(&place, args),
        "conformance" => conformance::run(&place, args),
        "replies" => replies::run(&place, args),
        "support" => support::run(&place, args),
        "bench" => bench::run(&place, args),
        "deny" => deny::run(&place, args),
        "release" => release::run(&place, args),
        "reproduce" => reproduce::run(&place, args),
        "faults" => faults::run(&place, args),
        "addresses" => addresses::run(&place, args),
        "kiosk" => kiosk::run(&place, args),
        "fuzz" => fuzz::run(&place, args),
        "" | "help" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no command `{other}`.\n\n{HELP}")),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\n{reason}");
            ExitCode::FAILURE
        }
    }
}
