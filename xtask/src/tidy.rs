//! x

use crate::{Result, args::Args, place::Place};

pub fn run(_: &Place, args: Args) -> Result {
    args.finish()
}
