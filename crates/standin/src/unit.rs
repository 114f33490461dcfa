//! The kiosks that the office knows. A unit says in the header `Loket-Kiosk` who it is, with a secret of which only the digest is kept here;
//! that digest stands in `config.json` too, so that a page can tell a unit's own address from a link that only looks like one.

use axum::http::HeaderMap;
use serde_json::{Value, json};

use crate::{secret, settings::Kiosk};

/// Who asks, and a secret.
pub(crate) const HEADER: &str = "loket-kiosk";

/// One kiosk.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) id: String,
    digest: [u8; 32],
    /// What phones show of it: a text, or one for each language.
    pub(crate) name: Value,
    pub(crate) place: Value,
}

/// All of them.
pub(crate) struct Units(Vec<Unit>);

impl Units {
    /// The kiosks of the command line. One whose place was not named stands at the office, as `config` calls it.
    pub(crate) fn new(kiosks: &[Kiosk], config: &str) -> Units {
        let config = serde_json::from_str(config).unwrap_or(Value::Null);
        let unit = |kiosk: &Kiosk| Unit {
            id: kiosk.id.clone(),
            digest: kiosk.digest,
            name: Value::from(kiosk.name.clone().unwrap_or_else(|| format!("Kiosk {}", kiosk.id))),
            place: kiosk.place.clone().map_or_else(|| config["office"]["name"].clone(), Value::from),
        };
        Units(kiosks.iter().map(unit).collect())
    }

    /// The unit that a request comes from. The digests of all are compared: how long it takes tells nothing.
    pub(crate) fn asks<'a>(&'a self, headers: &HeaderMap) -> Option<&'a Unit> {
        let said = headers.get(HEADER).and_then(|value| value.to_str().ok());
        let (id, secret) = said.unwrap_or_default().split_once(' ')?;
        let digest = secret::sha256(secret.as_bytes());
        let same = |found, unit: &'a Unit| {
            if secret::is_equal(&unit.digest, &digest) && unit.id == id { Some(unit) } else { found }
        };
        self.0.iter().fold(None, same)
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Unit> {
        self.0.iter().find(|unit| unit.id == id)
    }

    /// The settings of the app with the digests of the units, if they are for kiosks at all.
    pub(crate) fn told(&self, config: &[u8]) -> Option<Vec<u8>> {
        let mut config: Value = serde_json::from_slice(config).ok()?;
        let kiosk = config.get_mut("kiosk")?.as_object_mut()?;
        let units = self.0.iter().map(|unit| (unit.id.clone(), json!(secret::hex(&unit.digest))));
        kiosk.insert(String::from("units"), Value::Object(units.collect()));
        serde_json::to_vec_pretty(&config).ok()
    }
}
