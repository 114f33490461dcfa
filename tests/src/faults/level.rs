//! The levels at which a backend tells a submission that comes again from a new one (docs/backend.md).

use serde_json::{Value, json};

/// What keeps a submission from being taken twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Key,
    Reference,
    None,
}

pub const LEVELS: [Level; 3] = [Level::Key, Level::Reference, Level::None];

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Key => "key",
            Level::Reference => "reference",
            Level::None => "none",
        }
    }

    /// What the service says of it: `backend.once`.
    pub fn once(self) -> Value {
        match self {
            Level::Reference => {
                json!({ "level": "reference", "settleSeconds": 1, "place": "/reference", "url": "references/{reference}" })
            }
            level => json!({ "level": level.name() }),
        }
    }
}
