//! Trunk: cargo, wasm-bindgen and wasm-opt in one. Gives the glue and the wasm; the page that
//! Trunk writes is left aside, since `frame` fills it.
//! The flags are those that were measured smallest and that browsers of 2019 understand.

use std::{path::PathBuf, process::Command};

use crate::{
    Result,
    build::{Build, Kind},
    hash::Stamp,
    place,
    place::Place,
    shell,
    tool::BuildTools,
};

/// `immediate-abort` and no locations: a panic is a trap, which the loader turns into a page (src/loader). `mvp` plus four
/// features: what Chromium 75 knows; the probe in src/loader/loader.js asks for the same.
const RELEASE_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
     -Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals,+sign-ext,+bulk-memory,+nontrapping-fptoint";

/// The standard library in its small form: its sorts alone are 20 KB otherwise.
const STD_FEATURES: &str = "optimize_for_size";

/// Marks the line of index.html that speaks to Trunk.
pub const TRUNK_MARK: &str = "data-trunk";

/// What decides the bytes of the wasm.
const INPUTS: [&str; 7] =
    ["src", "crates/forms", "crates/words", "crates/rest", "Cargo.toml", "Cargo.lock", "Trunk.toml"];

pub struct App {
    pub wasm: Vec<u8>,
    /// Where the glue lies.
    pub folder: PathBuf,
}

pub fn compile(place: &Place, tools: &BuildTools, build: &Build) -> Result<App> {
    let stamp = stamp(place, build)?;
    let kept = place.cache.join("wasm").join(&stamp);
    if !kept.join("done").exists() {
        shell::say(match build.kind {
            Kind::Release => "Compiling the app for browsers (2-5 minutes when nothing is cached) …",
            Kind::Dev => "Compiling the app for browsers, quick and large …",
        });
        let _ = std::fs::remove_dir_all(&kept);
        std::fs::create_dir_all(&kept).map_err(|error| format!("{} cannot be made: {error}.", kept.display()))?;
        // Trunk keeps cargo offline; std's own dependencies are not in our lock file and come here.
        let mut fetch = shell::cargo(place);
        fetch.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]);
        shell::run(settings(&mut fetch, build.kind))?;
        shell::run(trunk(place, tools, build).arg("--dist").arg(&kept))?;
        place::write(&kept.join("done"), b"")?;
    }
    Ok(App { wasm: place::bytes(&kept.join("loket-app_bg.wasm"))?, folder: kept })
}

fn trunk(place: &Place, tools: &BuildTools, build: &Build) -> Command {
    let mut command = Command::new(&tools.trunk);
    command.args(["--log", "warn", "build", "--release", "--offline", "--skip-version-check", "--color", "never"]);
    if !build.features.is_empty() {
        command.args(["--features", &build.features]);
    }
    command.current_dir(&place.root).env("PATH", &tools.path).env("CARGO_TARGET_DIR", &place.target);
    settings(&mut command, build.kind);
    command
}

fn settings(command: &mut Command, kind: Kind) -> &mut Command {
    if kind == Kind::Release {
        command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", STD_FEATURES);
        command.env("RUSTFLAGS", RELEASE_FLAGS);
    }
    command
}

fn stamp(place: &Place, build: &Build) -> Result<String> {
    let rustc = shell::quiet(Command::new("rustc").arg("-vV"))?;
    let kind = if build.kind == Kind::Release { [RELEASE_FLAGS, STD_FEATURES].concat() } else { "dev".into() };
    let page = place.text("index.html")?;
    let asked = page.lines().find(|line| line.contains(TRUNK_MARK)).ok_or("index.html lost its line for Trunk.")?;
    let stamp = Stamp::default().text(&rustc).text(&kind).text(&build.features).text(asked);
    Ok(INPUTS.iter().fold(stamp, |stamp, input| stamp.path(&place.root, input)).finish())
}
