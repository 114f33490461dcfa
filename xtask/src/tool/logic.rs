//! The public test cases of JsonLogic (those of jsonlogic.com), which lie in the source of the crate `datalogic-rs`.

use std::path::PathBuf;

use serde_json::Value;

use crate::{Result, place, place::Place, shell};

/// The crate whose source holds the cases.
const CRATE: &str = "datalogic-rs";
const VERSION: &str = "5.4.0";
const CASES: &str = "tests/suites/compatible.json";

/// Fetches the cases, once: the file, a list of texts (headings) and of `{ description, rule, data, result }`.
pub fn ensure(place: &Place) -> Result<PathBuf> {
    let home = place.cache.join("logic").join(VERSION);
    let cases = home.join("cases.json");
    if cases.exists() {
        return Ok(cases);
    }
    shell::say("Fetching the public cases of JsonLogic (a minute, once) …");
    // A package of its own that is never built: cargo fetches what it depends on, and says where it lies.
    let manifest = format!(
        "[package]\nname = \"logic\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{CRATE} = \"={VERSION}\"\n"
    );
    place::write(&home.join("Cargo.toml"), manifest.as_bytes())?;
    place::write(&home.join("src/lib.rs"), b"")?;
    let mut metadata = shell::cargo(place);
    metadata.args(["metadata", "--quiet", "--format-version", "1", "--manifest-path"]).arg(home.join("Cargo.toml"));
    let metadata: Value = serde_json::from_str(&shell::quiet(&mut metadata)?)
        .map_err(|error| format!("What cargo says of {CRATE} cannot be read: {error}."))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest =
        packages.filter(|package| package["name"] == CRATE).find_map(|package| package["manifest_path"].as_str());
    let source = manifest.and_then(|manifest| PathBuf::from(manifest).parent().map(|folder| folder.join(CASES)));
    let source = source.ok_or_else(|| format!("cargo does not know where {CRATE} lies."))?;
    place::write(&cases, &place::bytes(&source)?)?;
    Ok(cases)
}
