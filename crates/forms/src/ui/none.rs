//! What is left empty though it must be there says "none": an empty list, an unticked box, `null`, an object without members.
//!
//! It is put in before rules and validation look at the answers, so that they see what will be sent.

use super::{
    Part, Ui, Zone,
    demand::is_demanded,
    visibility::{Sight, tests_of},
};
use crate::{Host, Json, Pointer};

/// One answer that is put in may demand others; in a form that a person writes they do so once or twice.
const TURNS: usize = 8;

impl Ui {
    /// As [`Ui::sight`], with how the tests come out, once all that must be there says at least "none".
    pub(crate) fn settle(&self, data: &Json, host: &dyn Host) -> (Sight, Vec<Vec<bool>>) {
        let mut filled = None;
        for _ in 0..TURNS {
            let sight = self.sight(filled.as_ref().unwrap_or(data), host);
            let tests = self.tests(&sight.data, host);
            let mut missing = Vec::new();
            for (index, part) in self.parts.iter().enumerate().filter(|(_, part)| part.none.is_some()) {
                let is_empty = sight.data.at(&part.pointer).is_none_or(Json::is_null);
                if is_empty && self.is_visible(index, &sight) && self.is_held(&sight.data, &part.pointer, &tests) {
                    missing.extend(
                        self.none(part, &tests)
                            .filter(|none| sight.data.at(&part.pointer) != Some(none))
                            .map(|none| (part, none)),
                    );
                }
            }
            if missing.is_empty() {
                return (sight, tests);
            }
            let filled = filled.get_or_insert_with(|| data.clone());
            missing.into_iter().for_each(|(part, none)| filled.set(&part.pointer, none.clone()));
        }
        let sight = self.sight(filled.as_ref().unwrap_or(data), host);
        let tests = self.tests(&sight.data, host);
        (sight, tests)
    }

    /// What says "none" at a part that must be there.
    pub(crate) fn none<'a>(&self, part: &'a Part, tests: &[Vec<bool>]) -> Option<&'a Json> {
        part.none.as_ref().filter(|_| self.must_be(part, tests))
    }

    /// Whether a part must be there: it is required, or the single answer of a row.
    pub(crate) fn must_be(&self, part: &Part, tests: &[Vec<bool>]) -> bool {
        let is_row = !part.rows.is_empty() && self.zones.get(part.zone).is_some_and(|zone| zone.base == part.pointer);
        is_row || is_demanded(&part.ways, tests_of(tests, part.zone))
    }

    /// Whether what holds a place is there, or will be: the whole, a row, an object with other answers, or one that must be there.
    fn is_held(&self, data: &Json, place: &Pointer, tests: &[Vec<bool>]) -> bool {
        let Some(above) = place.parent().filter(|above| *above != Pointer::root()) else { return true };
        let here = data.at(&above);
        let is_row = |zone: &Zone| zone.base == above;
        let is_wanted = || {
            let frame = self.frames.iter().find(|frame| frame.place == above);
            frame.is_some_and(|frame| is_demanded(&frame.ways, tests_of(tests, frame.zone)))
                && self.is_held(data, &above, tests)
        };
        match here {
            Some(Json::Array(_)) => true,
            Some(Json::Object(members)) => !members.is_empty() || self.zones.iter().any(is_row) || is_wanted(),
            None => is_wanted(),
            _ => false,
        }
    }
}
