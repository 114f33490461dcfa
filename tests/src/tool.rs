//! The programs and folders that the journeys use, from the variables that `cargo xtask test` sets.

use std::path::PathBuf;

use crate::wrong::{Result, Wrong};

/// Looks up a program or a folder; what is missing is a failure, never a skipped journey.
pub fn path(name: &str) -> Result<PathBuf> {
    let path = std::env::var_os(name).map(PathBuf::from).ok_or_else(|| {
        Wrong(format!("{name} is not set. `cargo xtask test` installs what the journeys need and says where it is."))
    })?;
    if path.exists() {
        return Ok(path);
    }
    Err(Wrong(format!("{name} names {}, which does not exist. Run `cargo xtask test`.", path.display())))
}

/// A file of the clone, as text.
pub fn text(file: &str) -> Result<String> {
    let path = path("LOKET_ROOT")?.join(file);
    std::fs::read_to_string(&path).map_err(|error| Wrong(format!("{}: {error}", path.display())))
}

/// A data file of the clone.
pub fn json(file: &str) -> Result<serde_json::Value> {
    serde_json::from_str(&text(file)?).map_err(|error| Wrong(format!("{file}: {error}")))
}
