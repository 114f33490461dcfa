//! `cargo xtask addresses`: opening addresses of the app with genuine, nearly genuine and senseless fragments; tests/src/addresses.rs. Prints what
//! left the browser; nothing may but requests for files and public lists, else it fails.

use crate::{Result, args::Args, place::Place, shell, test};

pub fn run(place: &Place, mut args: Args) -> Result {
    let (n, seed) = (args.value("--n")?, args.value("--seed")?);
    args.finish()?;
    test::build(place)?;
    shell::say("Opening addresses …");
    let mut addresses = test::in_browsers(place)?;
    addresses.args(["--quiet", "--package", "journeys", "--", "--addresses"]);
    for (name, value) in [("--n", n), ("--seed", seed)] {
        addresses.args(value.iter().flat_map(|value| [name, value.as_str()]));
    }
    shell::run(&mut addresses)
}
