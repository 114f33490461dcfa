//! Rules of the UI schema: when an element is shown or can be changed.
//! The "absent" value, `failWhenUndefined` and unknown conditions are as in JSON Forms (`util/runtime.ts`).

use crate::{Host, Json, Pointer, Schema};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Show,
    Hide,
    Enable,
    Disable,
    ReadOnly,
    Writable,
}

#[derive(Debug)]
pub enum Condition {
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Leaf {
        place: Pointer,
        want: Json,
    },
    Schema {
        place: Pointer,
        schema: Schema,
        fail_when_absent: bool,
    },
    Always,
}

#[derive(Debug)]
pub struct Rule {
    pub effect: Effect,
    pub condition: Condition,
}

impl Condition {
    /// Whether it holds for these answers (hidden ones already taken away).
    pub fn holds(&self, data: &Json, host: &dyn Host) -> bool {
        todo!()
    }
}
