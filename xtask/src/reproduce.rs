//! `cargo xtask reproduce`: the commit is built in two clones in two places, each with build output of its own, and the digests of both
//! dist/ are compared. With `--against FILE` it is built once and compared with the SHA256SUMS of a release. Names what differs.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, args::Args, place, place::Place, release, shell, sums::Sums};

/// Where the clones lie, below the cache: names of other lengths and depths, so that a path in a file would show.
const FOLDERS: [&str; 2] = ["reproduce/one", "reproduce/in/another/place/two"];
/// Folders of the cache that both share: programs and packages of others, which their lock files name to the digit.
const SHARED: [&str; 2] = ["tools", "npm"];

pub fn run(place: &Place, mut args: Args) -> Result {
    let against = args.value("--against")?;
    args.finish()?;
    release::committed(place)?;
    let [one, two] = FOLDERS.map(|folder| place.cache.join(folder));
    let first = match &against {
        Some(file) => Sums::read(&place::read(Path::new(file))?)?,
        None => build(place, &two)?,
    };
    let second = build(place, &one)?;
    let differences = first.differences(&second);
    match differences.is_empty() {
        true => {
            println!("reproduce: {} files, the same bytes.", first.len());
            Ok(())
        }
        false => Err(format!("reproduce: {} file(s) differ.\n{}", differences.len(), differences.join("\n"))),
    }
}

/// Clones and builds, from nothing, and gives the digests.
fn build(place: &Place, home: &Path) -> Result<Sums> {
    shell::say(&format!("Building in {} …", home.display()));
    let _ = std::fs::remove_dir_all(home);
    let [clone, cache] = ["clone", "cache"].map(|name| home.join(name));
    std::fs::create_dir_all(&cache).map_err(|error| format!("{} cannot be made: {error}.", cache.display()))?;
    shell::quiet(Command::new("git").args(["clone", "--quiet", "--no-hardlinks"]).arg(&place.root).arg(&clone))?;
    for name in SHARED {
        share(&place.cache.join(name), &cache.join(name))?;
    }
    let program = std::env::current_exe().map_err(|error| format!("Where xtask lies is not known: {error}."))?;
    let mut build = Command::new(program);
    build.arg("build").current_dir(&clone).env("CARGO_MANIFEST_DIR", clone.join("xtask"));
    build.env("LOKET_CACHE", &cache).env("CARGO_TARGET_DIR", home.join("target"));
    shell::run(&mut build)?;
    Sums::of(&clone.join("dist"))
}

/// A folder of the cache under another name.
fn share(folder: &PathBuf, name: &Path) -> Result {
    std::fs::create_dir_all(folder)
        .and_then(|()| std::os::unix::fs::symlink(folder, name))
        .map_err(|error| format!("{} cannot be shared: {error}.", folder.display()))
}
