//! The engine alone as a wasm module (crates/harness), built with exactly the app's flags, bound and optimised as Trunk does it
//! for the app.

use std::{path::PathBuf, process::Command};

use crate::{
    Result,
    build::wasm,
    hash::Stamp,
    place,
    place::Place,
    shell,
    tool::{BuildTools, rust},
};

/// What decides the bytes of the module.
const INPUTS: [&str; 5] = ["crates/forms", "crates/harness", "src/device", "Cargo.toml", "Cargo.lock"];

/// A built module.
pub struct Module {
    /// Where `harness.js` and `harness_bg.wasm` lie.
    pub folder: PathBuf,
    pub wasm: Vec<u8>,
}

/// How it is optimised.
#[derive(Clone, Copy, PartialEq)]
pub enum Flags {
    /// Exactly as the app.
    App,
    /// For speed alone; a second row in tables.
    Fast,
}

/// Builds the harness with one of its features: what the module exports.
pub fn compile(place: &Place, tools: &BuildTools, feature: &str, flags: Flags) -> Result<Module> {
    let folder = place.cache.join("harness").join(stamp(place, feature, flags)?);
    let wasm = folder.join("harness_bg.wasm");
    if !folder.join("done").exists() {
        let aim = if flags == Flags::App { "as the app" } else { "for speed" };
        shell::say(&format!("Compiling the engine alone for browsers ({feature}, {aim}) …"));
        let raw = cargo(place, feature, flags)?;
        let mut bind = Command::new("wasm-bindgen");
        bind.args(["--target", "web", "--no-typescript", "--remove-name-section"]);
        bind.args(["--out-name", "harness", "--out-dir"]);
        shell::run(bind.arg(&folder).arg(raw).env("PATH", &tools.path))?;
        let mut shrink = Command::new("wasm-opt");
        shrink.args(wasm::OPT_FLAGS).args((flags == Flags::Fast).then_some("-O3"));
        shell::run(shrink.arg(&wasm).arg("-o").arg(&wasm).env("PATH", &tools.path))?;
        place::write(&folder.join("done"), b"")?;
    }
    Ok(Module { wasm: place::bytes(&wasm)?, folder })
}

/// Everything that decides the bytes.
fn stamp(place: &Place, feature: &str, flags: Flags) -> Result<String> {
    let rustc = rust::version()?;
    let aim = if flags == Flags::App { "app" } else { "fast" };
    let texts = [&rustc, wasm::RELEASE_FLAGS, wasm::STD_FEATURES, &wasm::OPT_FLAGS.concat(), feature, aim];
    let stamp = texts.iter().fold(Stamp::default(), |stamp, text| stamp.text(text));
    Ok(INPUTS.iter().fold(stamp, |stamp, input| stamp.path(&place.root, input)).finish())
}

fn cargo(place: &Place, feature: &str, flags: Flags) -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let mut command = shell::cargo(place);
    command.args(["build", "--quiet", "--release", "--lib", "--package", "harness"]);
    command.args(["--features", feature, "--target", target]);
    wasm::release(&mut command, "");
    if flags == Flags::Fast {
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3");
    }
    shell::run(&mut command)?;
    Ok(place.target.join(target).join("release/harness.wasm"))
}
