//! The examples of JSON Forms (npm's `@jsonforms/examples`), exported by xtask/script/examples.mjs and never committed: each is read
//! as a service, and its answers have problems at the places at which Ajv 8 finds errors. That they open in the app is a journey's
//! business (tests/src/journey/layouts.rs), which gets the same file.

use std::{path::PathBuf, process::Command};

use crate::{Result, place, place::Place, shell, tool};

/// Exports the examples; gives the file.
pub fn export(place: &Place) -> Result<PathBuf> {
    let file = place.cache.join("examples/examples.json");
    let mut export = Command::new("node");
    export.arg(place.root.join("xtask/script/examples.mjs")).arg(tool::browser::modules(place)?);
    place::write(&file, shell::quiet(&mut export)?.as_bytes())?;
    Ok(file)
}

/// What the engine makes of them.
pub fn report(place: &Place) -> Result<String> {
    let file = export(place)?;
    shell::say("The examples of JSON Forms, natively …");
    let mut native = shell::cargo(place);
    native.args(["run", "--quiet", "--package", "harness", "--features", "native", "--bin", "layouts"]);
    shell::quiet(native.arg(file))
}
