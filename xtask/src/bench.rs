//! `cargo xtask bench`: ratios worth watching (xtask/examples/bench.rs), and the weight of the first load.
//! An example, not part of xtask, so that an engine that does not compile stops no other command.

use crate::{Result, args::Args, place::Place, shell, size};

pub fn run(place: &Place, args: Args) -> Result {
    args.finish()?;
    shell::say("Compiling the engine with optimisation …");
    shell::run(shell::cargo(place).args(["run", "--quiet", "--release", "--package", "xtask", "--example", "bench"]))?;
    if place.dist().exists() {
        let total: u64 = size::first_load(&place.dist())?.iter().map(|weight| weight.brotli).sum();
        println!("first load of Beranda: {total} bytes");
    }
    Ok(())
}
