//! `cargo xtask bench`: ratios worth watching, each within one run, so that they mean the same on every machine. The engine beside Ajv 8,
//! natively (beside Ajv in Node) and in Chromium; reading services (xtask/examples/bench.rs); what engine and first load weigh;
//! what a key costs in the app, and what keeping does (tests/src/measure).

mod fixture;
mod table;

use std::{path::Path, process::Command, time::Duration};

use crate::{
    Result,
    args::Args,
    build::press,
    harness::{self, Flags},
    page, place,
    place::Place,
    shell, size, test,
    tool::{self, BuildTools},
};
use table::Rates;

/// The scripts of the pages, bundled with Ajv.
const SCRIPTS: [(&str, &str); 2] = [("bench.mjs", "--platform=browser"), ("node.mjs", "--platform=node")];
const PAGE: &str = "xtask/script/bench.html";

pub fn run(place: &Place, mut args: Args) -> Result {
    let only_engine = args.flag("--engine");
    let only_edits = args.flag("--edits");
    let only_typing = args.flag("--typing");
    args.finish()?;
    if only_edits {
        return in_app(place, "edit");
    }
    if only_typing {
        return in_app(place, "keep");
    }
    let tools = tool::ensure_build(place)?;
    let folder = place.cache.join("bench");
    engine_beside_ajv(place, &tools, &folder)?;
    println!("\n{}", engine_size(place, &tools)?);
    if only_engine {
        return Ok(());
    }
    shell::say("Reading services …");
    shell::run(shell::cargo(place).args(["run", "--quiet", "--release", "--package", "xtask", "--example", "bench"]))?;
    if place.dist().exists() {
        let total: u64 = size::first_load(&place.dist())?.iter().map(|weight| weight.brotli).sum();
        println!("first load of Beranda: {total} bytes");
    }
    in_app(place, "edit")?;
    in_app(place, "keep")
}

/// What the app itself costs: a key on a page of 30 questions and on one of 1,000 (`edit`); bringing a draft back, and a key with
/// saving and without (`keep`).
fn in_app(place: &Place, name: &str) -> Result {
    test::build(place)?;
    if name == "keep" {
        test::build_trap(place)?;
    }
    let mut measure = test::in_browsers(place)?;
    shell::run(measure.args(["--quiet", "--package", "journeys", "--", "--measure", name]))
}

fn engine_beside_ajv(place: &Place, tools: &BuildTools, folder: &Path) -> Result {
    prepare(place, tools, folder)?;
    let fixtures = folder.join("fixtures.json");
    let mut natively = Rates::default();
    for (engine, level) in [("engine", None), ("engine-O3", Some("3"))] {
        natively.add(engine, &native(place, &fixtures, level)?)?;
    }
    natively.read(&shell::quiet(Command::new("node").arg(folder.join("node.mjs")).arg(&fixtures))?)?;
    println!("{}", natively.table("natively, beside Ajv in Node"));
    shell::say("Measuring in Chromium …");
    let mut in_chromium = Rates::default();
    in_chromium.read(&page::ask(&tool::browser::chromium()?, folder, Duration::from_secs(300))?)?;
    println!("{}", in_chromium.table("in Chromium"));
    Ok(())
}

/// A folder that is the page: fixtures, scripts, and the engine twice (the app's flags, and for speed).
fn prepare(place: &Place, tools: &BuildTools, folder: &Path) -> Result {
    place::write(&folder.join("fixtures.json"), fixture::all().to_string().as_bytes())?;
    place::write(&folder.join("index.html"), place.text(PAGE)?.as_bytes())?;
    for (flags, name) in [(Flags::App, "app"), (Flags::Fast, "fast")] {
        let module = harness::compile(place, tools, "engine", flags)?;
        for file in ["harness.js", "harness_bg.wasm"] {
            place::write(&folder.join(name).join(file), &place::bytes(&module.folder.join(file))?)?;
        }
    }
    let modules = tool::browser::modules(place)?;
    for (script, platform) in SCRIPTS {
        let mut command = Command::new(&tools.esbuild);
        command.args(["--bundle", "--format=esm", "--log-level=warning"]);
        command.arg(platform).arg(place.root.join("xtask/script").join(script)).env("NODE_PATH", &modules);
        shell::quiet(command.arg(format!("--outfile={}", folder.join(script).display())))?;
    }
    Ok(())
}

/// The engine as a native program; another level of optimisation has a folder of its own.
fn native(place: &Place, fixtures: &Path, level: Option<&str>) -> Result<String> {
    let mut command = shell::cargo(place);
    command.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "harness",
        "--features",
        "native",
        "--bin",
        "engine-bench",
    ]);
    if let Some(level) = level {
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level).env("CARGO_TARGET_DIR", place.target.join("fast"));
    }
    shell::say("Measuring natively …");
    shell::quiet(command.arg(fixtures))
}

/// What compile and validate weigh: a module that has them, less one that only parses the same JSON.
fn engine_size(place: &Place, tools: &BuildTools) -> Result<String> {
    let brotli = |feature: &str| -> Result<usize> {
        let wasm = harness::compile(place, tools, feature, Flags::App)?.wasm;
        press::brotli(&wasm)
            .map(|small| small.len())
            .map_err(|error| format!("The engine cannot be compressed: {error}."))
    };
    let (engine, parse) = (brotli("engine")?, brotli("parse")?);
    let own = engine.saturating_sub(parse);
    Ok(format!("engine: {own} bytes brotli (compile and validate {engine}, less a parser of the same JSON {parse})"))
}
