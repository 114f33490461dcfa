//! The deployment's settings (`config.json`): city, office, backend, notice. Written by the city's IT people.

use forms::{Json, Text, from_json, lenient};
use serde::Deserialize;

/// Seconds after which a silent server counts as unreachable, unless the settings say otherwise.
pub(super) const WAIT_SECONDS: i32 = 30;
/// Days for which a draft is kept, unless they say otherwise.
const DRAFT_DAYS: i64 = 30;

/// What `config.json` says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    pub city: Text,
    pub office: Office,
    /// Defaults of every service's `backend` section, as written; `rest` reads it.
    pub backend: Json,
    #[serde(default, deserialize_with = "lenient")]
    pub notice: Option<Notice>,
    #[serde(default, deserialize_with = "lenient")]
    draft_days: Option<i64>,
    /// Where index and services stand, without a slash at the end: the app's own, or the backend's.
    #[serde(default = "catalogue")]
    pub catalogue: String,
    /// Where the store between kiosk and phone is, below the backend's base; `None` where there is none.
    #[serde(default, deserialize_with = "lenient")]
    pub handoff: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    wait_seconds: Option<i32>,
}

/// Where a citizen can turn.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Office {
    #[serde(default, deserialize_with = "lenient")]
    pub name: Text,
    #[serde(default, deserialize_with = "lenient")]
    pub address: Text,
    #[serde(default, deserialize_with = "lenient")]
    pub phone: String,
    #[serde(default, deserialize_with = "lenient")]
    pub hours: Text,
}

/// A notice above everything: closed, maintenance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Notice {
    #[serde(default, deserialize_with = "lenient")]
    pub kind: NoticeKind,
    pub text: Text,
}

/// How a notice is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeKind {
    /// Something is closed: a warning.
    Closed,
    /// Any other.
    #[default]
    #[serde(other)]
    Info,
}

impl Config {
    /// Reads the file; `None` when it names no backend or no city, or a catalogue at an address that the policy does not know.
    pub fn read(json: &Json) -> Option<Config> {
        let mut config: Config = from_json(json).ok()?;
        let base = config.backend.get("base")?.as_str()?;
        let is_own = config.catalogue.starts_with('/') && !config.catalogue.starts_with("//");
        let is_below = config.catalogue.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
        config.catalogue.truncate(config.catalogue.trim_end_matches('/').len());
        (is_own || is_below).then_some(config)
    }

    /// How many days a draft is kept on the device.
    pub fn draft_days(&self) -> i64 {
        self.draft_days.unwrap_or(DRAFT_DAYS)
    }

    /// After how many seconds a silent backend counts as unreachable.
    pub fn wait_seconds(&self) -> i32 {
        self.wait_seconds.map_or(WAIT_SECONDS, |seconds| seconds.clamp(5, 120))
    }
}

fn catalogue() -> String {
    "/services".into()
}

#[cfg(test)]
mod tests;
