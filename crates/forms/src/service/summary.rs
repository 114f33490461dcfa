//! The index of services: what Beranda shows and searches.

use serde::Deserialize;

use crate::{Fault, Json, Pointer, Text, Unfit, fault::Faults, from_json, lenient};

/// One line of `services/index.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Summary {
    /// Names it in addresses.
    pub id: String,
    /// The newest version.
    pub version: String,
    /// What it is called.
    pub title: Text,
    /// A sentence about it.
    #[serde(default, deserialize_with = "lenient")]
    pub summary: Text,
    /// Everyday words by which it is found.
    #[serde(default, deserialize_with = "lenient")]
    pub keywords: Text,
    /// How long the form takes.
    #[serde(default, deserialize_with = "lenient")]
    pub minutes: u32,
    /// In rupiah.
    #[serde(default, deserialize_with = "lenient")]
    pub fee: i64,
    /// How long the office takes, in words.
    #[serde(default, deserialize_with = "lenient")]
    pub time: Text,
}

impl Summary {
    /// Reads `services/index.json`; lines that cannot be read are left out and reported.
    pub fn read_index(json: &Json) -> (Vec<Summary>, Vec<Fault>) {
        let mut faults = Faults::default();
        let at = Pointer::root().join("services");
        let mut summaries = Vec::new();
        match json.get("services").and_then(Json::as_array) {
            Some(lines) => {
                for (index, line) in lines.iter().enumerate() {
                    match from_json::<Summary>(line) {
                        Ok(summary) if !summary.id.is_empty() && !summary.version.is_empty() => summaries.push(summary),
                        read => faults.error(&at.join(&index.to_string()), &what(read.err())),
                    }
                }
            }
            None => faults.error(&at, &["the list \"services\" is missing"]),
        }
        (summaries, faults.0)
    }
}

fn what(unfit: Option<Unfit>) -> [&'static str; 3] {
    match unfit.and_then(|unfit| unfit.missing) {
        Some(key) => ["\"", key, "\" is missing"],
        None => ["\"id\", \"version\" and \"title\" must be texts", "", ""],
    }
}
