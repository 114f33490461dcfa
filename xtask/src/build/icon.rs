//! Icons by their content, as the other files, so that a browser may keep them for ever.

use std::path::Path;

use crate::{Result, hash::hash, place};

/// An icon's address in the sources, and in this build.
pub type Renamed = (String, String);

/// Gives every icon of a dist folder a name with its hash.
pub fn rename(dist: &Path) -> Result<Vec<Renamed>> {
    let mut renamed = Vec::new();
    for file in place::files(&dist.join("icons")) {
        let bytes = place::bytes(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (stem, kind) = name.rsplit_once('.').ok_or_else(|| format!("public/icons/{name} has no ending."))?;
        let hashed = format!("icons/{stem}-{}.{kind}", hash(&bytes));
        std::fs::rename(&file, dist.join(&hashed))
            .map_err(|error| format!("{} cannot be renamed: {error}.", file.display()))?;
        renamed.push((format!("/icons/{name}"), format!("/{hashed}")));
    }
    Ok(renamed)
}

/// A text that names icons, with their new names. Only whole names between quotes count.
pub fn replace(text: &str, renamed: &[Renamed]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (old, new)| text.replace(&format!("\"{old}\""), &format!("\"{new}\"")))
}

#[cfg(test)]
mod tests;
