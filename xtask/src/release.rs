//! `cargo xtask release`: dist/, and in release/ what vouches for it: SHA256SUMS, VERSION (of what it was made, to the commit), and
//! a bill of materials (CycloneDX) for each program that is handed over. Only what is committed is released.

use std::{path::Path, process::Command};

use serde_json::{Value, json};

use crate::{
    Result,
    args::Args,
    build::{self, Build, Kind},
    place,
    place::Place,
    shell,
    sums::Sums,
    tool,
};

const CARGO_CYCLONEDX: &str = "0.5.9";
/// What cargo-cyclonedx writes beside each Cargo.toml.
const BILL: &str = "loket.cdx.json";
/// Programs that are handed over: name of the bill, folder, target (else that of this machine).
const PROGRAMS: [(&str, &str, Option<&str>); 3] = [
    ("app", ".", Some("wasm32-unknown-unknown")),
    ("standin", "crates/standin", None),
    ("author", "crates/author", None),
];
/// The one package of npm whose code is served.
const SERVED: &str = "uqr";

pub fn run(place: &Place, args: Args) -> Result {
    args.finish()?;
    committed(place)?;
    build::make(place, &Build { kind: Kind::Release, features: String::new(), dist: place.dist() })?;
    let folder = place.root.join("release");
    let _ = std::fs::remove_dir_all(&folder);
    let sums = Sums::of(&place.dist())?;
    place::write(&folder.join("SHA256SUMS"), sums.text().as_bytes())?;
    place::write(&folder.join("VERSION"), version(place)?.as_bytes())?;
    bills(place, &folder)?;
    println!("release: {} files, digests, version and bills of materials in {}", sums.len(), folder.display());
    Ok(())
}

/// Fails where the clone holds something that its commit does not.
pub fn committed(place: &Place) -> Result {
    let changed = shell::quiet(git(place).args(["status", "--porcelain"]))?;
    match changed.is_empty() {
        true => Ok(()),
        false => Err(format!("Only what is committed can be released and made again. Not committed:\n{changed}")),
    }
}

fn git(place: &Place) -> Command {
    let mut git = Command::new("git");
    git.current_dir(&place.root);
    git
}

fn version(place: &Place) -> Result<String> {
    let commit = shell::quiet(git(place).args(["show", "--no-patch", "--format=%H %cI"]))?;
    let rustc = tool::rust::version()?;
    Ok(format!("loket {}\ncommit {}\n\n{}", env!("CARGO_PKG_VERSION"), commit.trim(), rustc))
}

/// One bill for each program. The commit's time stands in them, so that a bill made again is the same.
fn bills(place: &Place, folder: &Path) -> Result {
    tool::cargo::ensure(place, "cargo-cyclonedx", CARGO_CYCLONEDX, "3 minutes, once")?;
    let time = shell::quiet(git(place).args(["show", "--no-patch", "--format=%ct"]))?;
    for (name, home, target) in PROGRAMS {
        let mut command = shell::plain_cargo(place);
        command.args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"]);
        command.args(["--override-filename", BILL.trim_end_matches(".json")]);
        command.args(target.iter().flat_map(|target| ["--target", target]));
        command.env("SOURCE_DATE_EPOCH", time.trim()).env("PATH", shell::path_with(&[&place.tools().join("bin")])?);
        let written = shell::run(&mut command).and_then(|()| place.text(&format!("{home}/{BILL}")));
        // It writes one for every package of the workspace.
        for file in place::files(&place.root).iter().filter(|file| file.ends_with(BILL)) {
            let _ = std::fs::remove_file(file);
        }
        // Where the clone lies is nobody's concern.
        let mut bill = written?.replace(&*place.root.to_string_lossy(), "/loket");
        if name == "app" {
            bill = with_served(&bill, &place.text("xtask/npm/build/package-lock.json")?)?;
        }
        place::write(&folder.join(format!("{name}.cdx.json")), bill.as_bytes())?;
    }
    Ok(())
}

/// The bill with the package of npm that is served beside what cargo knows.
fn with_served(bill: &str, lock: &str) -> Result<String> {
    let read = |text: &str| -> Result<Value> { serde_json::from_str(text).map_err(|error| format!("{error}.")) };
    let (mut bill, lock) = (read(bill)?, read(lock)?);
    let package = &lock["packages"][format!("node_modules/{SERVED}")];
    let version = package["version"].as_str().ok_or_else(|| format!("npm's lock file names no {SERVED}."))?;
    let component = json!({
        "type": "library",
        "bom-ref": format!("pkg:npm/{SERVED}@{version}"),
        "name": SERVED,
        "version": version,
        "purl": format!("pkg:npm/{SERVED}@{version}"),
        "licenses": [{ "license": { "id": package["license"] } }],
    });
    let components = bill["components"].as_array_mut().ok_or("The bill of materials has no components.")?;
    components.push(component);
    serde_json::to_string_pretty(&bill).map_err(|error| format!("{error}."))
}

#[cfg(test)]
mod tests;
