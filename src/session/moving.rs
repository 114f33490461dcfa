//! A draft that moves between this device and another one. Each end keeps it closed until it is known where it is, so that it is never
//! lost, and never open at both.

use forms::{Json, from_json};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::draft::Frozen;

/// A hand-over that has begun. What it holds lets either end ask the office what became of it (docs/backend.md).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    #[serde(rename = "arriving")]
    pub direction: Direction,
    /// Where it lies at the office.
    pub place: String,
    /// This end's own: lets it take back what leaves, or names it as the reader of what arrives; 32 bytes in hex.
    pub token: String,
    /// By which the other end is known to have it: 32 bytes in hex.
    pub ack: String,
    /// The submission that was frozen at the other end, as this device has made it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
}

/// Which way a draft moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To another device, which has not said yet that it has it.
    Leaving,
    /// To this device, which has not been told yet that it may go on with it.
    Arriving,
}

impl Move {
    /// As it is kept with its draft.
    pub fn to_json(&self) -> Json {
        forms::to_json(self).unwrap_or_default()
    }

    /// Reads what `to_json` wrote.
    pub fn from_json(json: &Json) -> Option<Move> {
        from_json(json).ok()
    }
}

impl Serialize for Direction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Direction::Arriving)
    }
}

impl<'de> Deserialize<'de> for Direction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Direction, D::Error> {
        let arriving = bool::deserialize(deserializer)?;
        Ok(if arriving { Direction::Arriving } else { Direction::Leaving })
    }
}
