//! The digests of a folder, as `sha256sum` writes and checks them: what a release vouches for, and what another build is compared with.

use std::{collections::BTreeMap, path::Path};

use sha2::{Digest, Sha256};

use crate::{Result, place};

/// SHA-256 in hex, by the name of the file below its folder.
#[derive(Debug, PartialEq)]
pub struct Sums(BTreeMap<String, String>);

impl Sums {
    pub fn of(folder: &Path) -> Result<Self> {
        let mut sums = BTreeMap::new();
        for file in place::files(folder) {
            let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            sums.insert(name, Sha256::digest(place::bytes(&file)?).iter().map(|byte| format!("{byte:02x}")).collect());
        }
        match sums.is_empty() {
            true => Err(format!("{} holds no file.", folder.display())),
            false => Ok(Self(sums)),
        }
    }

    pub fn read(text: &str) -> Result<Self> {
        let pair = |line: &str| {
            let (sum, name) = line.split_once("  ")?;
            Some((name.to_owned(), sum.to_owned()))
        };
        let sums: Option<_> = text.lines().map(pair).collect();
        sums.map(Self).ok_or("This is no list of digests as sha256sum writes it.".into())
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// A line for each file that is another in `other`, or in one of both alone.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, sum) in &self.0 {
            match other.0.get(name) {
                None => lines.push(format!("{name}: only in the first")),
                Some(found) if found != sum => lines.push(format!("{name}: other bytes")),
                Some(_) => {}
            }
        }
        let strange = other.0.keys().filter(|name| !self.0.contains_key(*name));
        lines.extend(strange.map(|name| format!("{name}: only in the second")));
        lines
    }
}

#[cfg(test)]
mod tests;
