//! Rules of the UI schema: when an element is shown or can be changed.
//!
//! The "absent" value, `failWhenUndefined` and unknown conditions are as in JSON Forms (`util/runtime.ts`).

mod order;
mod read;

use crate::{Host, Json, Pointer, Schema};

pub(crate) use order::order;
pub(crate) use read::{Reader, places_read};

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
    Leaf {
        /// Where it looks.
        place: Place,
        /// The value.
        want: Json,
    },
    /// The value at a place is valid by a schema.
    Schema {
        /// Where it looks.
        place: Place,
        /// What must fit.
        schema: Schema,
        /// False when there is no value, whatever the schema says.
        fail_when_absent: bool,
        /// The places that the schema looks at, seen from where `place` starts.
        reads: Vec<Pointer>,
    },
    /// The object at a place, an empty one when there is none, is valid by a schema: what `if` asks.
    Object {
        /// Where it looks.
        place: Place,
        /// What must fit.
        schema: Schema,
        /// The members that it reads.
        reads: Vec<Pointer>,
    },
    /// A condition of an unknown kind is true.
    Always,
}

/// Where a condition looks.
#[derive(Clone, Debug)]
pub struct Place {
    /// Whether it starts from the whole answers (`rootScope`); else from the row in which the element lies.
    pub whole: bool,
    /// The place in the answers.
    pub pointer: Pointer,
}

/// The answers as an element sees them.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    /// The whole; hidden answers already taken away.
    pub(crate) data: &'a Json,
    /// The row in which the element lies, or the whole again.
    pub(crate) here: Option<&'a Json>,
    pub(crate) host: &'a dyn Host,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(data: &'a Json, base: &Pointer, host: &'a dyn Host) -> Scene<'a> {
        Scene { data, here: data.at(base), host }
    }

    fn at(&self, place: &Place) -> Option<&'a Json> {
        if place.whole { self.data.at(&place.pointer) } else { self.here?.at(&place.pointer) }
    }
}

/// A condition and what it does.
#[derive(Debug)]
pub struct Rule {
    /// What it does.
    pub effect: Effect,
    /// When it does it.
    pub condition: Condition,
}

impl Condition {
    /// Whether it holds for these answers (hidden ones already taken away).
    pub fn holds(&self, data: &Json, host: &dyn Host) -> bool {
        self.holds_in(&Scene { data, here: Some(data), host })
    }

    /// Whether it holds where the element lies.
    pub(crate) fn holds_in(&self, scene: &Scene) -> bool {
        match self {
            Condition::And(all) => all.iter().all(|one| one.holds_in(scene)),
            Condition::Or(any) => any.iter().any(|one| one.holds_in(scene)),
            Condition::Leaf { place, want } => scene.at(place) == Some(want),
            Condition::Schema { place, schema, fail_when_absent, .. } => match scene.at(place) {
                Some(value) => schema.is_valid(value, scene.host),
                None => !fail_when_absent && schema.accepts_absent(scene.host),
            },
            Condition::Object { place, schema, .. } => match scene.at(place) {
                Some(value) => schema.is_valid(value, scene.host),
                None => schema.is_valid(&Json::object(), scene.host),
            },
            Condition::Always => true,
        }
    }

    /// The places in the answers that decide, for an element that lies at `base`.
    pub(crate) fn reads(&self, base: &Pointer, places: &mut Vec<Pointer>) {
        let from = |place: &Place, pointer| if place.whole { Pointer::clone(pointer) } else { base.append(pointer) };
        match self {
            Condition::And(parts) | Condition::Or(parts) => {
                parts.iter().for_each(|part| part.reads(base, places));
            }
            Condition::Leaf { place, .. } => places.push(from(place, &place.pointer)),
            Condition::Schema { place, reads, .. } | Condition::Object { place, reads, .. } => {
                places.extend(reads.iter().map(|read| from(place, read)))
            }
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
