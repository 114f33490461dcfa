//! `cargo xtask faults`: sending over lines that fail, with backends, tabs and browsers that are killed; tests/src/faults.rs. Prints what was
//! lost, what came twice and what was sent again without being asked; all zeros, else it fails.

use crate::{Result, args::Args, place::Place, shell, test};

pub fn run(place: &Place, mut args: Args) -> Result {
    let full = args.flag("--full");
    let (seed, only) = (args.value("--seed")?, args.value("--only")?);
    args.finish()?;
    test::build(place)?;
    shell::say("Sending under faults …");
    let mut faults = test::in_browsers(place)?;
    faults.args(["--quiet", "--package", "journeys", "--", "--faults"]).args(full.then_some("--full"));
    for (name, value) in [("--seed", seed), ("--only", only)] {
        faults.args(value.iter().flat_map(|value| [name, value.as_str()]));
    }
    shell::run(&mut faults)
}
