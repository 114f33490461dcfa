//! `cargo xtask tidy`: what the compiler does not check. Each check is a file beside this one: it gets the sources and gives
//! faults. The tables stand at the head of their files. Nobody quiets a fault; the code moves.

mod comment;
mod contract;
mod head;
mod layer;
mod name;
mod proof;
mod reason;
mod source;
mod style;
mod tree;

use std::path::Path;

use crate::{Result, args::Args, place, place::Place};
use source::Source;

/// A place and the sentence that says what is wrong there.
#[derive(Debug, PartialEq)]
pub struct Fault {
    pub path: String,
    /// 0 when the whole file is meant.
    pub line: usize,
    pub what: String,
}

pub fn run(place: &Place, args: Args) -> Result {
    args.finish()?;
    let sources = sources(&place.root)?;
    let styles = texts(&place.root, "style", "css")?;
    let mut faults = Vec::new();
    faults.extend(layer::check(&sources));
    faults.extend(head::check(&sources));
    faults.extend(comment::check(&sources));
    faults.extend(name::check(&sources));
    faults.extend(style::check(&styles, |path| place.root.join(path).exists()));
    faults.extend(contract::check(&place.text(contract::DOCUMENT)?, &speakers(place)?));
    faults.extend(proof::check(&place.text(proof::DOCUMENT)?, &sources));
    faults.extend(reason::check(&manifests(&place.root)?));
    faults.extend(tree::check(place)?);
    for Fault { path, line, what } in &faults {
        println!("{path}:{line}: {what}");
    }
    match faults.len() {
        0 => {
            println!("tidy: {} Rust files and {} style files are in order.", sources.len(), styles.len());
            Ok(())
        }
        n => Err(format!("tidy: {n} fault(s). ARCHITECTURE.md says who may use whom.")),
    }
}

/// Every Rust file of ours.
fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in ["src", "crates", "xtask/src", "tests"] {
        let texts = texts(root, folder, "rs")?;
        sources.extend(texts.into_iter().map(|(path, text)| Source::read(path, &text)));
    }
    source::mark_tests(&mut sources);
    Ok(sources)
}

/// Every file that may name what the app and its scripts say to each other.
fn speakers(place: &Place) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for (folder, extension) in [("src", "js"), ("src", "rs"), ("style", "css")] {
        files.extend(texts(&place.root, folder, extension)?);
    }
    for path in ["index.html", "xtask/src/build/script.rs"] {
        files.push((path.into(), place.text(path)?));
    }
    Ok(files)
}

/// Every Cargo.toml.
fn manifests(root: &Path) -> Result<Vec<(String, String)>> {
    let mut manifests = vec![("Cargo.toml".into(), place::read(&root.join("Cargo.toml"))?)];
    for folder in ["crates", "tests", "xtask"] {
        let found = texts(root, folder, "toml")?.into_iter();
        manifests.extend(found.filter(|(path, _)| path.ends_with("/Cargo.toml")));
    }
    Ok(manifests)
}

fn texts(root: &Path, folder: &str, extension: &str) -> Result<Vec<(String, String)>> {
    let files = place::files(&root.join(folder)).into_iter();
    let wanted = files.filter(|file| file.extension().is_some_and(|found| found == extension));
    wanted
        .map(|file| {
            let path = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            Ok((path, place::read(&file)?))
        })
        .collect()
}
