//! The index of services as it is served: each line says what the file of its version holds, so that the service worker keeps no other.

use std::path::Path;

use serde_json::Value;

use crate::{Result, hash, place};

/// Writes the digests into the index of a folder of services. A line whose file is missing stays as it is: `loket check` speaks of it.
pub fn seal(services: &Path) -> Result {
    let file = services.join("index.json");
    let no_index = |what: &str| format!("{} {what}.", file.display());
    let mut index: Value = serde_json::from_str(&place::read(&file)?).map_err(|_| no_index("is no valid JSON"))?;
    let lines =
        index.get_mut("services").and_then(Value::as_array_mut).ok_or_else(|| no_index("lists no `services`"))?;
    for line in lines {
        let name = |key: &str| line.get(key).and_then(Value::as_str).unwrap_or_default();
        let version = services.join(name("id")).join(format!("{}.json", name("version")));
        if let (Ok(bytes), Some(line)) = (std::fs::read(version), line.as_object_mut()) {
            line.insert(String::from("digest"), Value::from(hash::digest(&bytes)));
        }
    }
    place::write(&file, index.to_string().as_bytes())
}

#[cfg(test)]
mod tests;
