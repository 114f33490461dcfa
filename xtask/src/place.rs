//! Where things lie: the clone, and the cache outside it that makes the second run cheap.

use std::path::{Path, PathBuf};

use crate::Result;

pub struct Place {
    /// The root of the clone.
    pub root: PathBuf,
    /// `$LOKET_CACHE`, else `$HOME/.cache/loket`. May be deleted at any time.
    pub cache: PathBuf,
    /// Where cargo builds what we tell it to build: `$CARGO_TARGET_DIR`, else in the cache, so that a clean clone is warm.
    pub target: PathBuf,
}

impl Place {
    pub fn find() -> Result<Self> {
        let manifest = env("CARGO_MANIFEST_DIR").unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = manifest.parent().ok_or("The folder xtask/ must lie in the clone.")?.to_owned();
        let cache = env("LOKET_CACHE")
            .or_else(|| env("HOME").map(|home| home.join(".cache/loket")))
            .ok_or("Set LOKET_CACHE to a folder for tools and build output (HOME is not set).")?;
        let target = env("CARGO_TARGET_DIR").unwrap_or_else(|| cache.join("target"));
        Ok(Self { root, cache, target })
    }

    /// Programs that we installed with cargo.
    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A file of the clone, read as text; the sentence of a failure names it.
    pub fn text(&self, path: &str) -> Result<String> {
        read(&self.root.join(path))
    }
}

pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result {
    let folder = path.parent().ok_or("A file needs a folder.")?;
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}

/// Every file below a folder, sorted, so that hashes and reports do not depend on the disk.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return found;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn env(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
