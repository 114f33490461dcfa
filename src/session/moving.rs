//! A draft that moves between this device and another one. Each end keeps it closed until it is known where it is, so that it is never
//! lost, and never open at both.

use forms::Json;

use super::draft::{Frozen, put, text};

/// A hand-over that has begun. What it holds lets either end ask the office what became of it (docs/backend.md).
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub direction: Direction,
    /// Where it lies at the office.
    pub place: String,
    /// Lets this end take it back, or say that it has it: 32 bytes in hex.
    pub token: String,
    /// By which the other end is known to have it: 32 bytes in hex.
    pub ack: String,
    /// The submission that was frozen at the other end, as this device has made it again.
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
        let mut json = Json::object();
        put(&mut json, "arriving", Json::from(self.direction == Direction::Arriving));
        for (key, value) in [("place", &self.place), ("token", &self.token), ("ack", &self.ack)] {
            put(&mut json, key, Json::from(value.as_str()));
        }
        if let Some(frozen) = &self.frozen {
            put(&mut json, "frozen", frozen.to_json());
        }
        json
    }

    /// Reads what `to_json` wrote.
    pub fn from_json(json: &Json) -> Option<Move> {
        let arriving = json.get("arriving")?.as_bool()?;
        Some(Move {
            direction: if arriving { Direction::Arriving } else { Direction::Leaving },
            place: text(json, "place")?,
            token: text(json, "token")?,
            ack: text(json, "ack")?,
            frozen: json.get("frozen").and_then(Frozen::from_json),
        })
    }
}
