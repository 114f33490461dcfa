//! `cargo xtask replies`: the replies of named frameworks and envelopes (crates/rest/case/dialect, each with its source), read as the app
//! reads them. Prints understood/all for each, last the sum; fails unless all are understood.

use crate::{Result, args::Args, conformance, place::Place, shell};

const CASES: &str = "crates/rest/case/dialect";

pub fn run(place: &Place, args: Args) -> Result {
    args.finish()?;
    shell::say("Replies of frameworks and envelopes …");
    let mut native = shell::cargo(place);
    native.args(["run", "--quiet", "--package", "rest", "--example", "replies"]);
    let report = shell::quiet(native.arg(place.root.join(CASES)))?;
    println!("{}", conformance::verdict("of replies are understood", &report)?);
    Ok(())
}
