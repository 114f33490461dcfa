//! The official JSON-Schema-Test-Suite, which lies in the source package of PyPI's `jsonschema`, and the published meta-schemas.

use std::{path::PathBuf, process::Command};

use crate::{Result, place, place::Place, shell, tool};

/// The package whose source holds the suite.
const PACKAGE: &str = "jsonschema";
const VERSION: &str = "4.26.0";
/// The same version, with the digest of its source.
const SOURCE: &str = "xtask/pip/source.txt";

pub struct Suite {
    /// The suite: `tests` and `remotes`.
    pub folder: PathBuf,
    /// The files of the meta-schemas; each names itself by `$id`.
    pub meta: Vec<PathBuf>,
}

/// Fetches both, once.
pub fn ensure(place: &Place) -> Result<Suite> {
    let bin = tool::ensure_pip(place, "suite", "the meta-schemas of JSON Schema")?;
    let installed = place::files(&bin.with_file_name("lib")).into_iter();
    let meta = installed.filter(|file| file.to_string_lossy().contains("jsonschema_specifications/schemas/")).collect();
    let home = place.cache.join("suite").join(VERSION);
    let folder = home.join(format!("{PACKAGE}-{VERSION}")).join("json");
    if home.join("done").exists() {
        return Ok(Suite { folder, meta });
    }
    shell::say("Fetching the official JSON-Schema-Test-Suite (a minute, once) …");
    let mut download = Command::new(bin.join("pip"));
    // pip asks the package's own build for its name and version: that runs with the tools of suite.txt, not with what PyPI has.
    download.args(["download", "--quiet", "--no-deps", "--no-build-isolation", "--no-binary", ":all:", "--dest"]);
    download.arg(&home).args(["--require-hashes", "--requirement"]).arg(place.root.join(SOURCE));
    shell::quiet(&mut download)?;
    let archive = home.join(format!("{PACKAGE}-{VERSION}.tar.gz"));
    shell::quiet(Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&home))?;
    place::write(&home.join("done"), b"")?;
    Ok(Suite { folder, meta })
}
