//! Programs that cargo installs, each in exactly one version and with every crate that it brings named by a lock file. What a lock
//! file names and the registry lacks is a failure: nothing is ever taken in whatever version there happens to be.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, hash::hash, place, place::Place, shell};

/// A package that is nothing but wasm-bindgen under a lock file of ours, since its own does not always resolve.
const WASM_BINDGEN: &str = "xtask/cargo/wasm-bindgen";

/// A program from crates.io in our own folder, in exactly this version and with the lock file that its package brings.
pub fn ensure(place: &Place, package: &str, version: &str, time: &str) -> Result {
    let program = place.tools().join("bin").join(package.trim_end_matches("-cli"));
    let has = Command::new(&program).arg("--version").output();
    if has.is_ok_and(|has| String::from_utf8_lossy(&has.stdout).split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    shell::say(&format!("Installing {package} {version} ({time}) …"));
    let mut install = install(place, &place.tools());
    shell::run(install.args([package, "--version", version]))
}

/// wasm-bindgen in the version against which the app was compiled; gives the folder of the program.
pub fn wasm_bindgen(place: &Place) -> Result<PathBuf> {
    let lock = place.text("Cargo.lock")?;
    let version = wasm_bindgen_version(&lock)?;
    let source = place.root.join(WASM_BINDGEN);
    if !place::read(&source.join("Cargo.toml"))?.contains(&format!("\"={version}\"")) {
        return Err(format!(
            "The app has wasm-bindgen {version}: put this version into {WASM_BINDGEN}/Cargo.toml (twice) and run \
             `cargo update --manifest-path {WASM_BINDGEN}/Cargo.toml`."
        ));
    }
    let lock = place::bytes(&source.join("Cargo.lock"))?;
    let home = place.tools().join(format!("wasm-bindgen-{}", hash(&lock)));
    if !home.join("bin/wasm-bindgen").exists() {
        shell::say(&format!("Installing wasm-bindgen {version} (3-5 minutes, once) …"));
        shell::run(install(place, &home).arg("--path").arg(source))?;
    }
    Ok(home.join("bin"))
}

fn install(place: &Place, home: &Path) -> Command {
    let mut command = Command::new("cargo");
    command.args(["install", "--quiet", "--force", "--locked", "--root"]).arg(home);
    // Outside the clone: its settings are for the app.
    command.current_dir(std::env::temp_dir()).env("CARGO_TARGET_DIR", place.cache.join("target-tools"));
    command
}

/// The program must match it to the digit.
fn wasm_bindgen_version(lock: &str) -> Result<&str> {
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    version.map(|version| version.trim_end_matches('"')).ok_or("Cargo.lock names no wasm-bindgen.".into())
}
