//! The index of services: what Beranda shows and searches.

use crate::{Fault, Json, Pointer, Text, fault::Faults};

/// One line of `services/index.json`.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub id: String,
    pub version: String,
    pub title: Text,
    pub summary: Text,
    pub keywords: Text,
    pub minutes: u32,
    pub fee: i64,
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
                    match read(line) {
                        Ok(summary) => summaries.push(summary),
                        Err(key) => {
                            let what = ["\"", key, "\" is missing or no text"];
                            faults.error(&at.join(&index.to_string()), &what);
                        }
                    }
                }
            }
            None => faults.error(&at, &["the list \"services\" is missing"]),
        }
        (summaries, faults.0)
    }
}

/// One line, or the key that is wrong.
fn read(line: &Json) -> Result<Summary, &'static str> {
    let name = |key| {
        let text = line.get(key).and_then(Json::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned).ok_or(key)
    };
    let text = |key| line.get(key).and_then(Text::read);
    let number = |key| line.get(key).and_then(Json::as_i64).unwrap_or(0);
    Ok(Summary {
        id: name("id")?,
        version: name("version")?,
        title: text("title").ok_or("title")?,
        summary: text("summary").unwrap_or_default(),
        keywords: text("keywords").unwrap_or_default(),
        minutes: u32::try_from(number("minutes")).unwrap_or(0),
        fee: number("fee"),
        time: text("time").unwrap_or_default(),
    })
}
