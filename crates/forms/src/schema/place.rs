//! Where validation stands in the value: a chain on the stack that becomes a pointer only when there is a problem.

use crate::Pointer;

/// The whole value, or a child of another place.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Root,
    Member(&'a Place<'a>, &'a str),
    Item(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Place::Root => Pointer::root(),
            Place::Member(parent, name) => {
                let mut pointer = parent.pointer();
                pointer.push(name);
                pointer
            }
            Place::Item(parent, index) => parent.pointer().join_index(*index),
        }
    }
}
