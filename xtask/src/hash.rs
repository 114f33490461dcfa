//! Content hashes: in file names (so that a browser may keep a file forever) and as stamps (so that an unchanged step is skipped).

use std::path::Path;

use sha2::{Digest, Sha256};

/// Sixteen hex digits of the content.
pub fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Thirty-two hex digits of the content: enough that nobody makes another content with the same.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Collects everything that a step depends on.
#[derive(Default)]
pub struct Stamp(Sha256);

/// Whether a file is JavaScript.
pub fn is_script(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "js" || kind == "mjs")
}

impl Stamp {
    pub fn text(mut self, text: &str) -> Self {
        self.0.update(text.len().to_le_bytes());
        self.0.update(text);
        self
    }

    /// A file or a whole folder of `root`: names and contents. What is missing counts as empty. Names are taken below
    /// `root`, so that two clones with the same content get the same stamp.
    pub fn path(mut self, root: &Path, path: &str) -> Self {
        let path = root.join(path);
        let files = if path.is_dir() { crate::place::files(&path) } else { vec![path] };
        // Scripts are no part of any Rust step; the build hashes them by themselves.
        for file in files.iter().filter(|file| !is_script(file)) {
            self = self.file(root, file);
        }
        self
    }

    pub fn file(mut self, root: &Path, file: &Path) -> Self {
        let bytes = std::fs::read(file).unwrap_or_default();
        self = self.text(&file.strip_prefix(root).unwrap_or(file).to_string_lossy());
        self.0.update(bytes.len().to_le_bytes());
        self.0.update(&bytes);
        self
    }

    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
