//! Rules of the UI schema: when an element is shown or can be changed.
//!
//! The "absent" value, `failWhenUndefined` and unknown conditions are as in JSON Forms (`util/runtime.ts`).

mod order;
mod read;

use crate::{Host, Json, Pointer, Schema};

pub(crate) use order::order;
pub(crate) use read::{read_condition, read_rule};

/// What a rule does to its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Visible if and only if the condition holds.
    Show,
    /// Visible if and only if it does not hold.
    Hide,
    /// Can be changed if and only if it holds.
    Enable,
    /// Can be changed if and only if it does not hold.
    Disable,
    /// Read-only if and only if it holds.
    ReadOnly,
    /// Read-only if and only if it does not hold.
    Writable,
}

/// When a rule applies.
#[derive(Debug)]
pub enum Condition {
    /// All of them; of none, true.
    And(Vec<Condition>),
    /// At least one of them; of none, false.
    Or(Vec<Condition>),
    /// The value at a place is this one (the older way to write it).
    Leaf { place: Pointer, want: Json },
    /// The value at a place is valid by a schema.
    Schema {
        place: Pointer,
        schema: Schema,
        /// False when there is no value, whatever the schema says.
        fail_when_absent: bool,
        /// The places that the schema looks at.
        reads: Vec<Pointer>,
    },
    /// A condition of an unknown kind is true.
    Always,
}

/// A condition and what it does.
#[derive(Debug)]
pub struct Rule {
    pub effect: Effect,
    pub condition: Condition,
}

impl Condition {
    /// Whether it holds for these answers (hidden ones already taken away).
    pub fn holds(&self, data: &Json, host: &dyn Host) -> bool {
        match self {
            Condition::And(all) => all.iter().all(|one| one.holds(data, host)),
            Condition::Or(any) => any.iter().any(|one| one.holds(data, host)),
            Condition::Leaf { place, want } => data.at(place) == Some(want),
            Condition::Schema { place, schema, fail_when_absent, .. } => match data.at(place) {
                Some(value) => schema.is_valid(value, host),
                None => !fail_when_absent && schema.accepts_absent(host),
            },
            Condition::Always => true,
        }
    }

    /// The places in the answers that decide.
    pub(crate) fn reads<'a>(&'a self, places: &mut Vec<&'a Pointer>) {
        match self {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().for_each(|part| part.reads(places));
            }
            Condition::Leaf { place, .. } => places.push(place),
            Condition::Schema { reads, .. } => places.extend(reads),
            Condition::Always => {}
        }
    }
}

impl Rule {
    /// Whether the rule is about being visible, and if so what it says.
    pub(crate) fn decides_visible(&self) -> bool {
        matches!(self.effect, Effect::Show | Effect::Hide)
    }
}
