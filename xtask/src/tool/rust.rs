//! The compiler and what it needs to compile for browsers. It is the stable one of the machine (rust-toolchain.toml): none is
//! downloaded, one that is too old is refused, and the exact one is part of the stamp of every build.

use std::{path::Path, process::Command};

use crate::{Result, shell};

/// `rust-version` of Cargo.toml.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

/// What the compiler says of itself, to the commit.
pub fn version() -> Result<String> {
    shell::quiet(Command::new("rustc").arg("-vV"))
}

/// Refuses a compiler that is too old; adds the wasm target, and the source of std, which the build compiles again for size and for
/// old browsers.
pub fn ensure() -> Result {
    refuse_old(&version()?)?;
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

fn refuse_old(said: &str) -> Result {
    let release = said.lines().find_map(|line| line.strip_prefix("release: ")).unwrap_or_default();
    if numbers(release) >= numbers(OLDEST) {
        return Ok(());
    }
    Err(format!("This is Rust {release}, and Loket needs {OLDEST} or newer. Please run: rustup update stable"))
}

/// Major and minor; what follows decides nothing.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests;
