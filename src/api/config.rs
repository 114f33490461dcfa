//! The deployment's settings (`config.json`): city, office, backend, notice. Written by the city's IT people.

use forms::{Json, Text};

/// Where the app's own services stand.
const CATALOGUE: &str = "/services";
/// Seconds after which a silent server counts as unreachable, unless the settings say otherwise.
pub(super) const WAIT_SECONDS: i32 = 30;

/// What `config.json` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    pub city: Text,
    pub office: Office,
    /// Defaults of every service's `backend` section, as written; `rest` reads it.
    pub backend: Json,
    pub notice: Option<Notice>,
    /// How many days a draft is kept on the device.
    pub draft_days: i64,
    /// Where index and services stand, without a slash at the end: the app's own, or the backend's.
    pub catalogue: String,
    /// Where the store between kiosk and phone is, below the backend's base; `None` where there is none.
    pub handoff: Option<String>,
    /// After how many seconds a silent backend counts as unreachable.
    pub wait_seconds: i32,
}

/// Where a citizen can turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    pub name: Text,
    pub address: Text,
    pub phone: String,
    pub hours: Text,
}

/// A notice above everything: closed, maintenance.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Whether it says that something is closed (drawn as a warning).
    pub closed: bool,
    pub text: Text,
}

impl Config {
    /// Reads the file; `None` when it names no backend or no city, or a catalogue at an address that the policy does not know.
    pub fn read(json: &Json) -> Option<Config> {
        let text = |json: &Json, key: &str| json.get(key).and_then(Text::read);
        let office = json.get("office")?;
        let base = json.get("backend")?.get("base")?.as_str()?;
        let catalogue = json.get("catalogue").map_or(Some(CATALOGUE), Json::as_str)?;
        let is_own = catalogue.starts_with('/') && !catalogue.starts_with("//");
        let is_below = catalogue.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
        if !is_own && !is_below {
            return None;
        }
        Some(Config {
            city: text(json, "city")?,
            office: Office {
                name: text(office, "name").unwrap_or_default(),
                address: text(office, "address").unwrap_or_default(),
                phone: office.get("phone").and_then(Json::as_str).unwrap_or_default().into(),
                hours: text(office, "hours").unwrap_or_default(),
            },
            backend: json.get("backend")?.clone(),
            notice: json.get("notice").and_then(|notice| {
                Some(Notice {
                    closed: notice.get("kind").and_then(Json::as_str) == Some("closed"),
                    text: text(notice, "text")?,
                })
            }),
            draft_days: json.get("draftDays").and_then(Json::as_i64).unwrap_or(30),
            handoff: json.get("handoff").and_then(Json::as_str).map(String::from),
            catalogue: catalogue.trim_end_matches('/').into(),
            wait_seconds: json
                .get("waitSeconds")
                .and_then(Json::as_i64)
                .map_or(WAIT_SECONDS, |n| n.clamp(5, 120) as i32),
        })
    }
}

#[cfg(test)]
mod tests;
