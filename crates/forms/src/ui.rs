//! The UI schema (JSON Forms 3.x), read once into a flat list of elements; internal to the engine.
//!
//! Elements stand in page order, each before what lies in it, so that a subtree is a range. What of it is visible is
//! worked out in `sight`, what is required in `demand`.

pub(crate) mod control;
pub(crate) mod demand;
mod kind;
pub(crate) mod read;
pub(crate) mod scope;
pub(crate) mod sight;

use std::sync::Arc;

use crate::{Control, Direction, FieldId, Map, Pointer, Rule, StepId};

use demand::Demands;

/// A UI schema with everything about it that answers cannot change.
#[derive(Default)]
pub(crate) struct Ui {
    pub(crate) elements: Vec<Element>,
    pub(crate) parts: Vec<Part>,
    /// The places of controls with the index of their part, sorted by place, then in page order.
    pub(crate) places: Vec<(Pointer, usize)>,
    pub(crate) by_id: Map<FieldId, usize>,
    /// The objects that hold controls, from outside in.
    pub(crate) frames: Vec<Pointer>,
    /// Elements with a rule about visibility, in the order in which they are decided.
    pub(crate) order: Vec<usize>,
    pub(crate) demands: Demands,
    /// `options.keepHidden` of the root: hidden answers stay, as in JSON Forms.
    pub(crate) keep_hidden: bool,
    /// The elements that are steps, in order; none when the whole form is one step.
    pub(crate) steps: Vec<usize>,
}

/// One element of the UI schema.
pub(crate) struct Element {
    pub(crate) what: What,
    pub(crate) parent: Option<usize>,
    /// The index after the last element inside this one.
    pub(crate) end: usize,
    pub(crate) rule: Option<Rule>,
    /// `options.readonly`, `options.readOnly`, else the schema's `readOnly`.
    pub(crate) read_only: Option<bool>,
}

/// What an element is.
pub(crate) enum What {
    Group {
        key: String,
        label: Option<String>,
        direction: Direction,
    },
    Label {
        key: String,
        text: String,
    },
    Category {
        id: StepId,
        key: String,
        label: String,
        lookup: Option<String>,
        review: bool,
    },
    /// The index of its part.
    Control(usize),
    /// Holds categories, or could not be read: nothing of its own to draw.
    Frame,
}

/// One control in its place.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) id: FieldId,
    pub(crate) pointer: Pointer,
    pub(crate) control: Arc<Control>,
    pub(crate) element: usize,
    /// Whether its schema wants a text (money may be one).
    pub(crate) is_text: bool,
    /// Other answers that this number must agree with.
    pub(crate) relations: Vec<(Relation, Pointer)>,
}

/// What one identity number says about another answer (`options.agree` of a control).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    BirthDate,
    Sex,
    NotSameAs,
}

impl Ui {
    pub(crate) fn rule(&self, element: usize) -> Option<&Rule> {
        self.elements.get(element)?.rule.as_ref()
    }

    pub(crate) fn part(&self, id: &FieldId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The elements directly inside one.
    pub(crate) fn children(&self, element: usize) -> Vec<usize> {
        let end = self.elements.get(element).map_or(0, |element| element.end);
        let mut children = Vec::new();
        let mut next = element + 1;
        while next < end {
            children.push(next);
            next = self.elements.get(next).map_or(end, |element| element.end);
        }
        children
    }

    /// The parts exactly at a place.
    pub(crate) fn at<'a>(&'a self, place: &Pointer) -> impl Iterator<Item = usize> + use<'a> {
        let from = self.places.partition_point(|(other, _)| other < place);
        let to = self.places.partition_point(|(other, _)| other <= place);
        self.places.get(from..to).unwrap_or_default().iter().map(|(_, part)| *part)
    }

    /// The parts strictly inside a place.
    pub(crate) fn inside<'a>(&'a self, place: &Pointer) -> impl Iterator<Item = usize> + use<'a> {
        let mut prefix = place.as_str().to_owned();
        prefix.push('/');
        let from = self.places.partition_point(|(other, _)| other.as_str() < prefix.as_str());
        let rest = self.places.get(from..).unwrap_or_default();
        let inside = rest.iter().take_while(move |(other, _)| other.as_str().starts_with(&prefix));
        inside.map(|(_, part)| *part)
    }

    /// The elements of controls whose answer holds this place, or lies in it.
    pub(crate) fn overlapping(&self, place: &Pointer) -> Vec<usize> {
        let mut parts: Vec<usize> = self.at(place).chain(self.inside(place)).collect();
        let mut above = place.parent();
        while let Some(place) = above {
            parts.extend(self.at(&place));
            above = place.parent();
        }
        parts.iter().filter_map(|&part| Some(self.parts.get(part)?.element)).collect()
    }
}
