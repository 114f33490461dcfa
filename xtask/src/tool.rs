//! Makes sure that the programs we run are there, in the versions we tried. Each `ensure_…` costs nothing when they are,
//! says one line and installs when they are not, and stops with the line to type where only the administrator can help.

pub mod browser;
pub mod cargo;
pub mod logic;
pub mod rust;
pub mod suite;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, hash::hash, place, place::Place, shell};

const TRUNK: &str = "0.21.14";
/// Every package with the digest of the lock file, and no script of any of them: what is native comes as a file.
const NPM: [&str; 5] = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps"];

/// What `build` needs; the folders go in front of PATH.
pub struct BuildTools {
    pub trunk: PathBuf,
    pub lightningcss: PathBuf,
    pub esbuild: PathBuf,
    /// Where npm's packages lie.
    pub modules: PathBuf,
    /// What decides what they do; part of the stamp of all that they make.
    pub versions: String,
    pub path: std::ffi::OsString,
}

pub fn ensure_build(place: &Place) -> Result<BuildTools> {
    rust::ensure()?;
    let bin = place.tools().join("bin");
    cargo::ensure(place, "trunk", TRUNK, "5-10 minutes, once")?;
    let bindgen = cargo::wasm_bindgen(place)?;
    ensure_apt(&[("node", "nodejs"), ("npm", "npm")])?;
    let modules = ensure_npm(place, "build", "wasm-opt, esbuild and lightningcss")?;
    Ok(BuildTools {
        trunk: bin.join("trunk"),
        lightningcss: native(&modules, "lightningcss-cli-", "lightningcss")?,
        esbuild: native(&modules, "@esbuild", "esbuild")?,
        modules: modules.clone(),
        versions: [TRUNK, &named(&bindgen), &named(&modules)].concat(),
        path: shell::path_with(&[&bindgen, &bin, &modules.join(".bin")])?,
    })
}

/// The name of the folder in which a tool lies, which holds the digest of its lock file.
fn named(inside: &Path) -> String {
    let home = inside.parent().and_then(Path::file_name);
    home.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The packages of `xtask/npm/<name>`; gives the folder of modules.
fn ensure_npm(place: &Place, name: &str, what: &str) -> Result<PathBuf> {
    let source = place.root.join("xtask/npm").join(name);
    let lock = place::bytes(&source.join("package-lock.json"))?;
    let home = place.cache.join("npm").join(format!("{name}-{}", hash(&[&lock[..], NPM.concat().as_bytes()].concat())));
    let modules = home.join("node_modules");
    let done = home.join("done");
    if done.exists() {
        return Ok(modules);
    }
    shell::say(&format!("Installing {what} (a minute, once) …"));
    for file in ["package.json", "package-lock.json"] {
        place::write(&home.join(file), &place::bytes(&source.join(file))?)?;
    }
    shell::quiet(Command::new("npm").args(NPM).current_dir(&home))?;
    place::write(&done, b"")?;
    Ok(modules)
}

/// The packages of `xtask/pip/<name>.txt`, every file of which has its digest there, in a folder of their own; gives the folder of their
/// programs.
fn ensure_pip(place: &Place, name: &str, what: &str) -> Result<PathBuf> {
    let list = place.root.join("xtask/pip").join(name).with_extension("txt");
    let home = place.cache.join("pip").join(format!("{name}-{}", hash(&place::bytes(&list)?)));
    let (bin, done) = (home.join("bin"), home.join("done"));
    if done.exists() {
        return Ok(bin);
    }
    ensure_apt(&[("python3", "python3")])?;
    shell::say(&format!("Installing {what} (a minute, once) …"));
    let make = || shell::quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
    // Debian keeps what makes such folders in a package of its own.
    make().or_else(|_| ensure_apt(&[("pyvenv", "python3-venv")]).and_then(|()| make()))?;
    let mut install = Command::new(bin.join("pip"));
    shell::quiet(install.args(["install", "--quiet", "--require-hashes", "--requirement"]).arg(&list))?;
    place::write(&done, b"")?;
    Ok(bin)
}

/// A program for this system from a package of npm. It is called where it lies: the script that stands in for it would have to be changed
/// at install time, and no script of a package runs then.
fn native(modules: &Path, package: &str, program: &str) -> Result<PathBuf> {
    let mut files = place::files(modules).into_iter();
    let native = files.find(|file| {
        let inside = file.strip_prefix(modules).unwrap_or(file);
        inside.to_string_lossy().starts_with(package) && file.with_extension("").ends_with(program)
    });
    native.ok_or_else(|| format!("npm brought no {program} for this system."))
}

/// Programs of the system, as (program, Debian package).
fn ensure_apt(wanted: &[(&str, &str)]) -> Result {
    let missing: Vec<&str> =
        wanted.iter().filter(|(program, _)| !shell::found(program)).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --yes --no-install-recommends {}", missing.join(" "));
    let root = shell::quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root || !shell::found("apt-get") {
        return Err(format!("Missing: {}. Please run this and try again: sudo {by_hand}", missing.join(", ")));
    }
    shell::say(&format!("Installing {} (once) …", missing.join(", ")));
    let apt = |line: &str| {
        let mut command = Command::new("apt-get");
        shell::quiet(command.args(line.split_whitespace().skip(1)).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    // The lists may be old or missing: then the first try fails, and the second comes after an update.
    apt(&by_hand).or_else(|_| apt("apt-get update").and_then(|_| apt(&by_hand)))?;
    Ok(())
}
