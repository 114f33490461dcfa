//! Makes sure that the programs we run are there, in the versions we tried. Each `ensure_…` costs nothing when they are,
//! says one line and installs when they are not, and stops with the line to type where only the administrator can help.

pub mod browser;
pub mod logic;
pub mod suite;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Result, hash::hash, place, place::Place, shell};

const TRUNK: &str = "0.21.14";

/// What `build` needs; the folders go in front of PATH.
pub struct BuildTools {
    pub trunk: PathBuf,
    pub lightningcss: PathBuf,
    pub esbuild: PathBuf,
    /// Where npm's packages lie.
    pub modules: PathBuf,
    pub path: std::ffi::OsString,
}

pub fn ensure_build(place: &Place) -> Result<BuildTools> {
    ensure_target()?;
    let bin = place.tools().join("bin");
    ensure_cargo(place, "trunk", TRUNK, "5-10 minutes, once")?;
    ensure_cargo(place, "wasm-bindgen-cli", &wasm_bindgen_version(place)?, "2-4 minutes, once")?;
    ensure_apt(&[("node", "nodejs"), ("npm", "npm")])?;
    let modules = ensure_npm(place, "build", "wasm-opt, esbuild and lightningcss")?;
    Ok(BuildTools {
        trunk: bin.join("trunk"),
        lightningcss: native_lightningcss(&modules)?,
        esbuild: modules.join(".bin/esbuild"),
        modules: modules.clone(),
        path: shell::path_with(&[&bin, &modules.join(".bin")])?,
    })
}

/// The wasm target, and the source of std, which the build compiles again for size and for old browsers.
fn ensure_target() -> Result {
    let sysroot = shell::quiet(Command::new("rustc").args(["--print", "sysroot"]))?;
    let lib = Path::new(sysroot.trim()).join("lib/rustlib");
    let parts = [
        ("wasm32-unknown-unknown/lib", ["target", "add", "wasm32-unknown-unknown"]),
        ("src/rust/library/std", ["component", "add", "rust-src"]),
    ];
    for (path, words) in parts {
        if lib.join(path).exists() {
            continue;
        }
        if !shell::found("rustup") {
            return Err(format!("Rust lacks {path}. Install Rust with rustup, or run: rustup {}", words.join(" ")));
        }
        shell::say(&format!("Adding {} to Rust (once) …", words[2]));
        shell::run(Command::new("rustup").args(words))?;
    }
    Ok(())
}

/// A program from crates.io in our own folder, in exactly this version.
pub fn ensure_cargo(place: &Place, package: &str, version: &str, time: &str) -> Result {
    let program = place.tools().join("bin").join(package.trim_end_matches("-cli"));
    let has = Command::new(&program).arg("--version").output();
    if has.is_ok_and(|has| String::from_utf8_lossy(&has.stdout).split_whitespace().any(|word| word == version)) {
        return Ok(());
    }
    shell::say(&format!("Installing {package} {version} ({time}) …"));
    let install = |locked: &[&str]| {
        let mut command = Command::new("cargo");
        command.args(["install", "--quiet", "--force", package, "--version", version, "--root"]);
        // Outside the clone: its settings are for the app.
        command.arg(place.tools()).args(locked).current_dir(std::env::temp_dir());
        command.env("CARGO_TARGET_DIR", place.cache.join("target-tools"));
        shell::run(&mut command)
    };
    // A registry may lag behind the lock file of a package; then take what it has.
    install(&["--locked"]).or_else(|_| {
        shell::say(&format!(
            "Not with the versions of its own lock file; installing {package} with what the registry has …"
        ));
        install(&[])
    })
}

/// The version that the app was compiled against; the program must match it to the digit.
fn wasm_bindgen_version(place: &Place) -> Result<String> {
    let lock = place.text("Cargo.lock")?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    version.map(|version| version.trim_end_matches('"').to_owned()).ok_or("Cargo.lock names no wasm-bindgen.".into())
}

/// The packages of `xtask/npm/<name>`; gives the folder of modules.
fn ensure_npm(place: &Place, name: &str, what: &str) -> Result<PathBuf> {
    let source = place.root.join("xtask/npm").join(name);
    let lock = place::bytes(&source.join("package-lock.json"))?;
    let home = place.cache.join("npm").join(format!("{name}-{}", hash(&lock)));
    let modules = home.join("node_modules");
    let done = home.join("done");
    if done.exists() {
        return Ok(modules);
    }
    shell::say(&format!("Installing {what} (a minute, once) …"));
    for file in ["package.json", "package-lock.json"] {
        place::write(&home.join(file), &place::bytes(&source.join(file))?)?;
    }
    shell::quiet(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--legacy-peer-deps"]).current_dir(&home))?;
    place::write(&done, b"")?;
    Ok(modules)
}

/// The packages of `xtask/pip/<name>.txt` in a folder of their own; gives the folder of their programs.
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
    shell::quiet(Command::new(bin.join("pip")).args(["install", "--quiet", "--requirement"]).arg(&list))?;
    place::write(&done, b"")?;
    Ok(bin)
}

/// The package keeps one binary per system beside its script; the script would need leave to run at install time.
fn native_lightningcss(modules: &Path) -> Result<PathBuf> {
    let files = place::files(modules);
    let mut programs =
        files.into_iter().filter(|file| file.ends_with("lightningcss") || file.ends_with("lightningcss.exe"));
    let native = programs
        .find(|file| file.parent().is_some_and(|parent| parent.to_string_lossy().contains("lightningcss-cli-")));
    native.ok_or("npm brought no lightningcss for this system.".into())
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
