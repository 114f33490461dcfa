//! The UI schema (JSON Forms 3.x), read once into a flat list of elements; internal to the engine.
//!
//! Elements stand in page order, each before what lies in it, so that a subtree is a range. Rows of lists and the chosen one of
//! several branches are grown into that list for given answers (`grow`). What is visible is worked out in `sight`, what is
//! required in `demand`.

pub(crate) mod control;
pub(crate) mod demand;
pub(crate) mod expand;
mod kind;
mod none;
pub(crate) mod read;
pub(crate) mod reader;
pub(crate) mod scope;
pub(crate) mod visibility;

use std::sync::Arc;

use crate::{Control, Direction, FieldId, Json, Map, Pointer, Rule, StepId, logic::Logic};

use demand::{RequiredRules, Ways};
use reader::Readers;

/// A UI schema with everything about it that answers cannot change.
#[derive(Default)]
pub(crate) struct Ui {
    pub(crate) elements: Vec<Element>,
    pub(crate) parts: Vec<Part>,
    /// What scopes start from: the whole answers, then each row.
    pub(crate) zones: Vec<Zone>,
    /// The places of controls with the index of their part, sorted by place, then in page order.
    pub(crate) places: Vec<(Pointer, usize)>,
    pub(crate) by_id: Map<FieldId, usize>,
    /// The objects that hold controls, from outside in.
    pub(crate) frames: Vec<Frame>,
    /// Elements with a rule about visibility or a computed answer, in the order in which they are decided.
    pub(crate) order: Vec<usize>,
    /// Who looks at which answer.
    pub(crate) readers: Readers,
    /// `options.keepHidden` of the root: hidden answers stay, as in JSON Forms.
    pub(crate) keep_hidden: bool,
    /// The elements that are steps, in order; none when the whole form is one step.
    pub(crate) steps: Vec<usize>,
    /// Whether answers can make it longer: it asks for rows, or for one of several branches.
    pub(crate) grows: bool,
}

/// The answers that one schema describes: the whole, or a row.
#[derive(Clone)]
pub(crate) struct Zone {
    pub(crate) base: Pointer,
    pub(crate) demands: Arc<RequiredRules>,
}

/// An object that holds controls.
#[derive(Clone)]
pub(crate) struct Frame {
    pub(crate) place: Pointer,
    pub(crate) zone: usize,
    pub(crate) ways: Ways,
}

/// One element of the UI schema.
#[derive(Clone)]
pub(crate) struct Element {
    pub(crate) what: What,
    pub(crate) parent: Option<usize>,
    /// The index after the last element inside this one.
    pub(crate) end: usize,
    pub(crate) rule: Option<Arc<Rule>>,
    /// `options.compute`: how the answer of a control is worked out.
    pub(crate) compute: Option<Arc<Logic>>,
    /// `options.readonly`, `options.readOnly`, else the schema's `readOnly`.
    pub(crate) read_only: Option<bool>,
    pub(crate) zone: usize,
    /// Where it is written, for faults found later.
    pub(crate) written: Arc<Pointer>,
}

/// What an element is.
#[derive(Clone)]
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
        prefill: Option<String>,
        review: bool,
    },
    /// The index of its part; rows, or the questions of a branch, lie in it.
    Control(usize),
    /// A row with its id, inside the control of its list.
    Row(u32),
    /// An element of a type that nobody knows, by its label or its type.
    Unknown(String),
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
    pub(crate) zone: usize,
    pub(crate) ways: Ways,
    /// Whether its schema wants a text (money may be one).
    pub(crate) is_text: bool,
    /// Other answers that this number must agree with.
    pub(crate) relations: Vec<(Relation, Pointer)>,
    pub(crate) inner: Inner,
    /// What says "none" where it must be there.
    pub(crate) none: Option<Json>,
    /// The rows in which it lies, from outside in: the part of the list, and which row.
    pub(crate) rows: Vec<(usize, usize)>,
}

/// What grows inside a control.
#[derive(Clone, Default)]
pub(crate) enum Inner {
    #[default]
    Nothing,
    /// A list: what stands in each row.
    Rows(Arc<Expansion>),
    /// One of several branches: what stands in each.
    Branches(Arc<[Branch]>),
}

/// What can be grown, seen from the answers that it asks for.
pub(crate) struct Expansion {
    pub(crate) ui: Ui,
    /// The answers as they are when it has just been added: constants and defaults.
    pub(crate) new: Json,
}

/// One of several schemas that an answer may follow (`oneOf`, `anyOf`).
pub(crate) struct Branch {
    pub(crate) growth: Expansion,
    /// Which of how many it is where it is written: `null` is none to choose.
    pub(crate) written: (usize, usize),
    /// The type that the schema asks for.
    pub(crate) kind: Option<String>,
    /// Its properties, each with the one value that it can have, if so; and whether it is required.
    pub(crate) properties: Vec<(String, Option<Json>, bool)>,
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
        self.elements.get(element)?.rule.as_deref()
    }

    /// How the answer of a part is worked out.
    pub(crate) fn compute(&self, part: &Part) -> Option<&Logic> {
        self.elements.get(part.element)?.compute.as_deref()
    }

    /// What an element's scopes start from.
    pub(crate) fn base(&self, element: usize) -> Option<&Pointer> {
        let zone = self.elements.get(element)?.zone;
        Some(&self.zones.get(zone)?.base)
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
    pub(crate) fn at<'a>(&'a self, place: &Pointer) -> impl DoubleEndedIterator<Item = usize> + use<'a> {
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

    /// The lists in which a part lies, from outside in, each with the number of its row.
    pub(crate) fn within(&self, part: &Part) -> Vec<(Arc<Control>, usize)> {
        let list = |(part, row): &(usize, usize)| Some((Arc::clone(&self.parts.get(*part)?.control), *row));
        part.rows.iter().filter_map(list).collect()
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
