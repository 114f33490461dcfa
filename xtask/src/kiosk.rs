//! `cargo xtask kiosk`: visitor after visitor at a kiosk, with a finger on a real screen, and wipe after wipe at another; tests/src/kiosk/endure.rs.
//! Prints what is left of them and how memory goes.

use crate::{Result, args::Args, place::Place, shell, test};

pub fn run(place: &Place, mut args: Args) -> Result {
    let (visitors, wipes) = (args.value("--visitors")?, args.value("--wipes")?);
    args.finish()?;
    test::build(place)?;
    shell::say("Visitors at a kiosk …");
    let mut kiosk = test::in_browsers(place)?;
    kiosk.args(["--quiet", "--package", "journeys", "--", "--kiosk"]);
    for (name, number) in [("--visitors", visitors), ("--wipes", wipes)] {
        kiosk.args(number.iter().flat_map(|number| [name, number]));
    }
    shell::run(&mut kiosk)
}
