//! Dependencies: of each crate of others that a Cargo.toml names it says, above or behind it, what for.

use crate::tidy::Fault;

/// `manifests` are (path, text).
pub fn check(manifests: &[(String, String)]) -> Vec<Fault> {
    manifests.iter().flat_map(|(path, text)| unexplained(path, text)).collect()
}

fn unexplained(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut inside, mut above) = (false, false);
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if let Some(name) = foreign(line).filter(|_| inside && !above && !line.contains(" # ")) {
            faults.push(Fault { path: path.into(), line: at + 1, what: format!("What is {name} for? Say it there.") });
        }
        above = line.starts_with('#');
    }
    faults
}

/// The name of a crate that is not ours, if the line names one; the lines of a list of features do not.
fn foreign(line: &str) -> Option<&str> {
    let (name, value) = line.split_once('=')?;
    let ours = name.trim().ends_with(".workspace") || value.contains("path =") || value.contains("workspace = true");
    (!ours && !name.starts_with([' ', '#'])).then(|| name.trim())
}

#[cfg(test)]
mod tests;
