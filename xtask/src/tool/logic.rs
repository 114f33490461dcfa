//! The public test cases of JsonLogic (those of jsonlogic.com), which lie in the source of the crate `datalogic-rs`.

use std::path::PathBuf;

use serde_json::Value;

use crate::{Result, hash::hash, place, place::Place, shell};

/// The crate whose source holds the cases.
const CRATE: &str = "datalogic-rs";
const CASES: &str = "tests/suites/compatible.json";
/// A package that is never built: cargo fetches what it depends on, compares it with the digest of the lock file, and says where it lies.
const PACKAGE: &str = "xtask/cargo/logic";

/// Fetches the cases, once: the file, a list of texts (headings) and of `{ description, rule, data, result }`.
pub fn ensure(place: &Place) -> Result<PathBuf> {
    let package = place.root.join(PACKAGE);
    let lock = hash(&place::bytes(&package.join("Cargo.lock"))?);
    let cases = place.cache.join("logic").join(lock).with_extension("json");
    if cases.exists() {
        return Ok(cases);
    }
    shell::say("Fetching the public cases of JsonLogic (a minute, once) …");
    let mut metadata = shell::cargo(place);
    metadata.args(["metadata", "--quiet", "--format-version", "1", "--manifest-path"]).arg(package.join("Cargo.toml"));
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
