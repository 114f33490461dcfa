//! Runs other programs: loudly when their words help (cargo), silently when only their failure matters.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::{Result, place::Place};

/// One line per thing that takes a while.
pub fn say(line: &str) {
    eprintln!("\x1b[1;32m»\x1b[0m {line}");
}

/// Cargo in the clone, building into the cache, with the versions of Cargo.lock: where that does not fit, it fails.
pub fn cargo(place: &Place) -> Command {
    let mut command = plain_cargo(place);
    command.arg("--locked");
    command
}

/// Cargo for the commands that others have added to it, which do not know `--locked`.
pub fn plain_cargo(place: &Place) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
    // Set by the cargo that runs us; it would make our children believe that they are xtask.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs with our own output; its words reach the developer as they come.
pub fn run(command: &mut Command) -> Result {
    let status = command.stdin(Stdio::null()).status().map_err(|error| missing(command, &error.to_string()))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed.", line(command))) }
}

/// Runs without a word; on failure the sentence holds what it said.
pub fn quiet(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output();
    judge(command, output.map_err(|error| missing(command, &error.to_string()))?)
}

/// Like `quiet`, with a short text on its input.
pub fn feed(command: &mut Command, input: &str) -> Result<String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| missing(command, &error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).map_err(|error| missing(command, &error.to_string()))?;
    }
    let output = child.wait_with_output().map_err(|error| missing(command, &error.to_string()))?;
    judge(command, output)
}

fn judge(command: &Command, output: Output) -> Result<String> {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    let cried = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` failed:\n{said}{cried}", line(command)))
}

/// Whether a program is on PATH.
pub fn found(program: &str) -> bool {
    which(program).is_some()
}

/// Where on PATH a program lies.
pub fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// PATH with our own folders in front.
pub fn path_with(folders: &[&Path]) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().map(|folder| folder.to_path_buf()).chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|error| format!("PATH cannot hold our tools: {error}."))
}

fn missing(command: &Command, error: &str) -> String {
    format!("`{}` did not start: {error}.", command.get_program().to_string_lossy())
}

fn line(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}
