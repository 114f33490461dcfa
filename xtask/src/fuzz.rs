//! `cargo xtask fuzz --seconds N [TARGET]`: libFuzzer against the engine, the binding and the importer, one target after another, each N seconds. What it learns is kept
//! in the cache; an input that breaks the engine is named and stops the command.

use std::{io::Read, process::Stdio};

use crate::{Result, args::Args, place::Place, shell, tool};

const CARGO_FUZZ: &str = "0.13.1";
const FOLDER: &str = "crates/forms/fuzz";
/// Its fuzz_targets.
const TARGETS: [&str; 7] = ["schema", "validate", "uischema", "rule", "service", "replies", "openapi"];
/// One input may take this long; the engine promises an end far below a second, on a machine that does nothing else.
const SLOWEST: u32 = 10;

pub fn run(place: &Place, mut args: Args) -> Result {
    let seconds = args.value("--seconds")?.unwrap_or_else(|| "60".into());
    let seconds: u32 = seconds.parse().map_err(|_| format!("--seconds wants a number, not `{seconds}`."))?;
    let only = args.word();
    args.finish()?;
    tool::cargo::ensure(place, "cargo-fuzz", CARGO_FUZZ, "1-2 minutes, once")?;
    // What cargo-fuzz runs would mend a lock file that does not fit.
    let manifest = [FOLDER, "/Cargo.toml"].concat();
    shell::quiet(shell::cargo(place).args(["metadata", "--format-version", "1", "--manifest-path", &manifest]))?;
    let targets = TARGETS.iter().filter(|target| only.as_deref().is_none_or(|only| only == **target));
    let mut lines = Vec::new();
    for target in targets {
        shell::say(&format!("Fuzzing {target} for {seconds} s …"));
        let executions = fuzz(place, target, seconds)?;
        lines.push(format!("{target:<10} {executions:>12} executions, no fault"));
    }
    if lines.is_empty() {
        return Err(format!("There is no such target. These are: {}.", TARGETS.join(", ")));
    }
    println!("{}", lines.join("\n"));
    Ok(())
}

/// Gives the number of inputs that were tried.
fn fuzz(place: &Place, target: &str, seconds: u32) -> Result<u64> {
    let corpus = place.cache.join("fuzz/corpus").join(target);
    std::fs::create_dir_all(&corpus).map_err(|error| format!("{} cannot be made: {error}.", corpus.display()))?;
    let mut command = shell::plain_cargo(place);
    command.arg("fuzz").args(["run", "--sanitizer", "none", "--fuzz-dir", FOLDER, target]).arg(&corpus);
    command.args(["--", &format!("-max_total_time={seconds}"), &format!("-timeout={SLOWEST}")]);
    command.args(["-max_len=2048", "-print_final_stats=1", "-verbosity=0"]);
    command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", place.target.join("fuzz"));
    command.env("PATH", shell::path_with(&[&place.tools().join("bin")])?);
    let child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("cargo-fuzz did not start: {error}."))?;
    let mut said = String::new();
    if let Some(stderr) = &mut child.stderr {
        let mut bytes = Vec::new();
        let _ = stderr.read_to_end(&mut bytes);
        said = String::from_utf8_lossy(&bytes).into_owned();
    }
    let status = child.wait().map_err(|error| format!("cargo-fuzz was lost: {error}."))?;
    if !status.success() {
        return Err(format!("{said}\nThe target {target} has found a fault; the input stands above."));
    }
    executions(&said).ok_or_else(|| format!("{said}\nThe target {target} did not say how much it has tried."))
}

/// libFuzzer's own count.
fn executions(said: &str) -> Option<u64> {
    let line = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests;
