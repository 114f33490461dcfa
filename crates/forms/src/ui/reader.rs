//! Who looks at which answer: so that an edit asks only those whom it may concern.

use super::Ui;
use crate::Pointer;

/// What looks at answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The rule of an element.
    Rule(usize),
    /// A part whose answer is computed.
    Compute(usize),
    /// The tests of a zone that decide what is required.
    Tests(usize),
    /// A part that must agree with another answer.
    Relation(usize),
}

/// All readers with the places that they look at, sorted by place. They are kept as numbers, which are sorted by code that is there already.
#[derive(Default)]
pub(crate) struct Readers(Vec<(Pointer, usize)>);

impl Reader {
    fn to_number(self) -> usize {
        match self {
            Reader::Rule(index) => index * 4,
            Reader::Compute(index) => index * 4 + 1,
            Reader::Tests(index) => index * 4 + 2,
            Reader::Relation(index) => index * 4 + 3,
        }
    }

    fn from_number(number: usize) -> Reader {
        let index = number / 4;
        match number % 4 {
            0 => Reader::Rule(index),
            1 => Reader::Compute(index),
            2 => Reader::Tests(index),
            _ => Reader::Relation(index),
        }
    }
}

impl Readers {
    pub(crate) fn of(ui: &Ui) -> Readers {
        let mut readers = Vec::new();
        for (index, element) in ui.elements.iter().enumerate() {
            let (Some(rule), Some(zone)) = (&element.rule, ui.zones.get(element.zone)) else { continue };
            let mut places = Vec::new();
            rule.condition.reads(&zone.base, &mut places);
            readers.extend(places.into_iter().map(|place| (place, Reader::Rule(index))));
        }
        for (index, zone) in ui.zones.iter().enumerate() {
            let places = zone.demands.reads().map(|place| zone.base.append(place));
            readers.extend(places.map(|place| (place, Reader::Tests(index))));
        }
        for (index, part) in ui.parts.iter().enumerate() {
            if let (Some(compute), Some(base)) = (ui.compute(part), ui.base(part.element)) {
                let mut places = Vec::new();
                compute.reads(base, &mut places);
                readers.extend(places.into_iter().map(|place| (place, Reader::Compute(index))));
            }
            let places = part.relations.iter().map(|(_, place)| place.clone());
            readers.extend(places.map(|place| (place, Reader::Relation(index))));
        }
        let mut numbers: Vec<(Pointer, usize)> =
            readers.into_iter().map(|(place, reader): (Pointer, Reader)| (place, reader.to_number())).collect();
        numbers.sort();
        Readers(numbers)
    }

    /// Those who look at a place, above it or inside it; each once.
    pub(crate) fn at(&self, place: &Pointer) -> Vec<Reader> {
        let mut found = Vec::new();
        let mut above = Some(place.clone());
        while let Some(here) = above {
            found.extend(self.from(here.as_str()).take_while(|(other, _)| *other == here).map(|(_, reader)| *reader));
            above = here.parent();
        }
        let mut inside = place.as_str().to_owned();
        inside.push('/');
        let readers = self.from(&inside).take_while(|(other, _)| other.as_str().starts_with(&inside));
        found.extend(readers.map(|(_, reader)| *reader));
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(Reader::from_number).collect()
    }

    fn from(&self, place: &str) -> impl Iterator<Item = &(Pointer, usize)> {
        let from = self.0.partition_point(|(other, _)| other.as_str() < place);
        self.0.get(from..).unwrap_or_default().iter()
    }
}
