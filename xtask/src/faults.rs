//! `cargo xtask faults`: sending over lines that fail, with backends, tabs and browsers that are killed; tests/src/faults.rs. Prints what was
//! lost, what came twice and what was sent again without being asked; all zeros, else it fails.

use crate::{
    Result,
    args::Args,
    build::{self, Build, Kind},
    place::Place,
    shell,
    tool::browser,
};

pub fn run(place: &Place, mut args: Args) -> Result {
    let full = args.flag("--full");
    args.finish()?;
    let browsers = browser::ensure(place)?;
    build::make(place, &Build { kind: Kind::Release, features: String::new(), dist: place.dist() })?;
    shell::run(shell::cargo(place).args(["build", "--quiet", "--package", "standin"]))?;
    shell::say("Sending under faults …");
    let mut faults = shell::cargo(place);
    faults.args(["test", "--quiet", "--package", "journeys", "--", "--faults"]).args(full.then_some("--full"));
    faults.envs(browsers).env("LOKET_DIST", place.dist()).env("LOKET_ROOT", &place.root);
    shell::run(faults.env("LOKET_STANDIN", place.target.join("debug/standin")))
}
