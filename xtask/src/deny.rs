//! `cargo xtask deny`: licences, sources and bans of every crate in Cargo.lock, as deny.toml says, by cargo-deny. With `--advisories` also
//! what is known of holes in them: that asks the database of RustSec, so the answer is another every day.

use crate::{Result, args::Args, place::Place, shell, tool};

const CARGO_DENY: &str = "0.20.2";
/// Lock files beside that of the workspace: of what runs while the app is made and tried. It is handed to nobody, so no licence hinders.
const TOOLS: [&str; 3] =
    ["xtask/cargo/wasm-bindgen/Cargo.toml", "xtask/cargo/logic/Cargo.toml", "crates/forms/fuzz/Cargo.toml"];

pub fn run(place: &Place, mut args: Args) -> Result {
    let advisories = args.flag("--advisories");
    args.finish()?;
    tool::cargo::ensure(place, "cargo-deny", CARGO_DENY, "3 minutes, once")?;
    check(place, "Cargo.toml", &["licenses", "bans", "sources"])?;
    for manifest in TOOLS {
        check(place, manifest, &["bans", "sources"])?;
    }
    if advisories {
        for manifest in ["Cargo.toml"].iter().chain(&TOOLS) {
            check(place, manifest, &["advisories"])?;
        }
    }
    Ok(())
}

fn check(place: &Place, manifest: &str, what: &[&str]) -> Result {
    let mut command = shell::plain_cargo(place);
    command.args(["deny", "--locked", "--workspace", "--config", "deny.toml", "--manifest-path", manifest, "check"]);
    command.args(what).env("PATH", shell::path_with(&[&place.tools().join("bin")])?);
    shell::say(&format!("{manifest}: {} …", what.join(", ")));
    shell::run(&mut command)
}
