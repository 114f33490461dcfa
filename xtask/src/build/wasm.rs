//! From the source to the wasm: Trunk compiles, `split` parts what Beranda needs from the pages of the form, wasm-bindgen makes
//! the glue, wasm-opt shrinks all. The page and the glue that Trunk writes are left aside: `frame` fills the page.
//! The flags are those that were measured smallest and that browsers of 2019 understand.

use std::{
    fs::File,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use crate::{
    Result,
    build::{Build, Kind, split, trim},
    hash::Stamp,
    place,
    place::Place,
    shell,
    tool::{BuildTools, rust},
};

/// `immediate-abort` and no locations: a panic is a trap, which the loader turns into a page (src/loader). `mvp` plus four
/// features: what Chromium 75 knows; the probe in src/loader/loader.js asks for the same.
pub const RELEASE_FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
     -Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals,+sign-ext,+bulk-memory,+nontrapping-fptoint";

/// What `split` reads: which function and which constant each function names, and the table that both modules fill.
const SPLIT_FLAGS: &str = "-Clink-arg=--emit-relocs -Clink-arg=--export-table";

/// For wasm-opt: the features that the flags above let the compiler use.
pub const OPT_FLAGS: [&str; 5] = [
    "-Oz",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
];

/// The standard library in its small form: its sorts alone are 20 KB otherwise.
pub const STD_FEATURES: &str = "optimize_for_size";

/// Marks the line of index.html that speaks to Trunk.
pub const TRUNK_MARK: &str = "data-trunk";

/// What decides the bytes of the wasm.
const INPUTS: [&str; 10] = [
    "src",
    "crates/forms",
    "crates/words",
    "crates/rest",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "xtask/src/build/wasm.rs",
    "xtask/src/build/split.rs",
    "xtask/src/build/trim.rs",
];

/// The modules as they are served: what wasm-bindgen makes of the main one, and the others.
const MODULES: [&str; 3] = ["loket-app_bg.wasm", split::FORM, split::HANDOFF_PAGE];

pub struct App {
    /// What Beranda needs, and what both need.
    pub main: Vec<u8>,
    /// The pages of the form.
    pub form: Vec<u8>,
    /// The page that moves a form between phone and kiosk.
    pub handoff_page: Vec<u8>,
    /// Where the glue lies.
    pub folder: PathBuf,
}

pub fn compile(place: &Place, tools: &BuildTools, build: &Build) -> Result<App> {
    let stamp = stamp(place, tools, build)?;
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
        date_sources(place)?;
        // A folder of its own: another build may be under way.
        let dist = kept.join("trunk");
        shell::run(trunk(place, tools, build).arg("--dist").arg(&dist))?;
        let _ = std::fs::remove_dir_all(&dist);
        split::split(place, &kept, |words| {
            let mut command = Command::new("wasm-merge");
            shell::run(command.args(&OPT_FLAGS[1..]).args(words).env("PATH", &tools.path))
        })?;
        bind(&kept, tools)?;
        trim::trim(&kept.join(MODULES[0]), &kept.join("loket-app.js"))?;
        if build.kind == Kind::Release {
            shrink(&kept, tools)?;
        }
        place::write(&kept.join("done"), b"")?;
    }
    let [main, form, handoff_page] = MODULES.map(|name| place::bytes(&kept.join(name)));
    Ok(App { main: main?, form: form?, handoff_page: handoff_page?, folder: kept })
}

// Clones share one folder of build output, and cargo judges a file by its time: one that is older than the build of another clone would
// pass for compiled, whatever stands in it.
fn date_sources(place: &Place) -> Result {
    let now = SystemTime::now();
    for file in INPUTS.iter().flat_map(|input| place::files(&place.root.join(input))) {
        let dated = File::options().append(true).open(&file).and_then(|open| open.set_modified(now));
        dated.map_err(|error| format!("{} cannot be dated: {error}.", file.display()))?;
    }
    Ok(())
}

/// The glue, and the main module as it fits to it. The exports of the linker stay: the modules share memory and table.
fn bind(kept: &Path, tools: &BuildTools) -> Result {
    let mut command = Command::new("wasm-bindgen");
    command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--remove-name-section"]);
    command.args(["--out-name", "loket-app", "--out-dir"]).arg(kept).arg(kept.join(split::MAIN));
    shell::run(command.env("PATH", &tools.path))
}

// Once as usual; then taken apart and put together again, without hints of how numbers are aligned, which engines do not need: that takes
// 0.7 % of the bytes (brotli).
fn shrink(kept: &Path, tools: &BuildTools) -> Result {
    let rounds: [&[&str]; 2] = [&[], &["--dealign", "--flatten", "--rereloop"]];
    for (round, name) in rounds.into_iter().flat_map(|round| MODULES.map(|name| (round, name))) {
        let module = kept.join(name);
        let mut command = Command::new("wasm-opt");
        command.args(round).args(OPT_FLAGS).arg(&module).arg("-o").arg(&module);
        shell::run(command.env("PATH", &tools.path))?;
    }
    Ok(())
}

fn trunk(place: &Place, tools: &BuildTools, build: &Build) -> Command {
    let mut command = Command::new(&tools.trunk);
    command.args([
        "--log",
        "warn",
        "build",
        "--release",
        "--locked",
        "--offline",
        "--skip-version-check",
        "--color",
        "never",
    ]);
    if !build.features.is_empty() {
        command.args(["--features", &build.features]);
    }
    command.current_dir(&place.root).env("PATH", &tools.path).env("CARGO_TARGET_DIR", &place.target);
    settings(&mut command, build.kind);
    command
}

fn settings(command: &mut Command, kind: Kind) -> &mut Command {
    match kind {
        Kind::Release => release(command, SPLIT_FLAGS),
        Kind::Dev => command.env("RUSTFLAGS", SPLIT_FLAGS),
    }
}

/// What makes a release, on a command of cargo's or Trunk's, with further flags.
pub fn release<'a>(command: &'a mut Command, flags: &str) -> &'a mut Command {
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    command.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", STD_FEATURES);
    command.env("RUSTFLAGS", [RELEASE_FLAGS, " ", flags].concat())
}

fn stamp(place: &Place, tools: &BuildTools, build: &Build) -> Result<String> {
    let rustc = rust::version()?;
    let kind = if build.kind == Kind::Release { [RELEASE_FLAGS, STD_FEATURES].concat() } else { "dev".into() };
    let page = place.text("index.html")?;
    let asked = page.lines().find(|line| line.contains(TRUNK_MARK)).ok_or("index.html lost its line for Trunk.")?;
    let stamp = Stamp::default().text(&rustc).text(&tools.versions).text(&kind).text(&build.features).text(asked);
    // The one script that is written beside the modules.
    let stamp = stamp.file(&place.root, &place.root.join("src/loader/split.js"));
    Ok(INPUTS.iter().fold(stamp, |stamp, input| stamp.path(&place.root, input)).finish())
}
