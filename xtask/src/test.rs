//! `cargo xtask test`: every test there is. First natively, then the journeys in real browsers against the real stand-in.
//! Ends with one line that sums them all.

mod display;
mod tally;

use std::{path::PathBuf, process::Command};

use crate::{
    Result,
    args::Args,
    build::{self, Build, Kind},
    conformance,
    place::Place,
    shell,
    tool::browser,
};
use display::Display;
use tally::Tally;

/// Everything with tests that need no browser.
const NATIVE: [&str; 8] = ["forms", "harness", "words", "rest", "standin", "loket-author", "loket-app", "xtask"];

pub fn run(place: &Place, mut args: Args) -> Result {
    let native_only = args.flag("--native");
    args.finish()?;
    let mut tally = Tally::default();

    shell::say("Native tests …");
    let mut native = shell::cargo(place);
    native.args(["test", "--no-fail-fast"]).args(NATIVE.iter().flat_map(|package| ["--package", package]));
    tally.run(&mut native)?;

    let whole = conformance::judge(place, native_only);
    tally.one("the official JSON-Schema-Test-Suite", whole.map(|sums| sums.join(", ")));
    tally.one("the examples of JSON Forms beside Ajv", conformance::layouts(place));

    if !native_only {
        journeys(place, &mut tally)?;
    }
    println!("{}", tally.line());
    tally.verdict()
}

fn journeys(place: &Place, tally: &mut Tally) -> Result {
    build(place)?;
    build_trap(place)?;
    shell::say("Journeys in browsers …");
    let mut journeys = in_browsers(place)?;
    journeys.args(["--no-fail-fast", "--package", "journeys"]);
    let display = Display::open(&browser::ensure(place)?)?;
    journeys.env("DISPLAY", &display.name);
    tally.run(&mut journeys)
}

/// Builds what browsers are shown: the app, and the backend that it speaks with.
pub fn build(place: &Place) -> Result {
    build::make(place, &Build { kind: Kind::Release, features: String::new(), dist: place.dist() })?;
    shell::run(shell::cargo(place).args(["build", "--quiet", "--package", "standin", "--package", "loket-author"]))
}

/// Builds the app that traps, or keeps nothing, when it is told to.
pub fn build_trap(place: &Place) -> Result {
    build::make(place, &Build { kind: Kind::Release, features: "trap".into(), dist: trap(place) })
}

/// `cargo test` that knows where browsers, app and backend lie.
pub fn in_browsers(place: &Place) -> Result<Command> {
    let browsers = browser::ensure(place)?;
    let mut command = shell::cargo(place);
    command.arg("test").envs(browsers.iter().cloned());
    let folders: [(&str, PathBuf); 5] = [
        ("LOKET_DIST", place.dist()),
        ("LOKET_DIST_TRAP", trap(place)),
        ("LOKET_STANDIN", place.target.join("debug/standin")),
        ("LOKET_AUTHOR", place.target.join("debug/loket")),
        ("LOKET_ROOT", place.root.clone()),
    ];
    command.envs(folders).env("LOKET_EXAMPLES", conformance::examples::export(place)?);
    Ok(command)
}

fn trap(place: &Place) -> PathBuf {
    place.cache.join("dist-trap")
}
