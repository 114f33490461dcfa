//! What a schema becomes: a flat list of nodes that name each other by position.

use crate::{
    Json, Number, Pattern,
    format::Format,
    slots::{Slots, hash},
};

/// The position of a node.
pub(super) type Id = u32;

/// One compiled schema object (or boolean).
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The allowed types as bits; 0 allows all.
    pub(super) types: u8,
    /// The schema resource in which it lies, for dynamic references.
    pub(super) resource: u32,
    pub(super) rules: Vec<Rule>,
}

/// One keyword, or a few that only make sense together.
#[derive(Debug)]
pub(super) enum Rule {
    Never,
    Const(Json),
    /// Also a oneOf or anyOf of nothing but constants.
    Enum(Vec<Json>),
    Length {
        min: usize,
        max: usize,
    },
    /// `max` is the longest text that `maxLength` lets through: a longer one is not tried.
    Pattern {
        pattern: Pattern,
        max: usize,
    },
    Format(Format),
    Minimum(Number),
    Maximum(Number),
    ExclusiveMinimum(Number),
    ExclusiveMaximum(Number),
    MultipleOf(Number),
    Items {
        prefix: Vec<Id>,
        rest: Option<Id>,
    },
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    Contains {
        node: Id,
        min: usize,
        max: Option<usize>,
    },
    UnevaluatedItems(Id),
    Properties(Box<Properties>),
    Required(Names),
    MinProperties(usize),
    MaxProperties(usize),
    PropertyNames(Id),
    DependentRequired(Vec<(Box<str>, Vec<Box<str>>)>),
    DependentSchemas(Vec<(Box<str>, Id)>),
    UnevaluatedProperties(Id),
    /// Also `$ref`, with one branch.
    AllOf(Vec<Id>),
    AnyOf(Vec<Id>),
    OneOf {
        branches: Vec<Id>,
        constants: bool,
    },
    Not(Id),
    If {
        test: Id,
        then: Option<Id>,
        otherwise: Option<Id>,
    },
    DynamicRef {
        name: Box<str>,
        target: Id,
    },
}

impl Rule {
    /// The nodes that judge the same value, whatever it is.
    pub(super) fn same_value(&self) -> &[Id] {
        match self {
            Rule::AllOf(branches) | Rule::AnyOf(branches) | Rule::OneOf { branches, .. } => branches,
            Rule::Not(node) => std::slice::from_ref(node),
            _ => &[],
        }
    }
}

/// Names in their order, and quick to find.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) names: Vec<Box<str>>,
    slots: Slots,
}

impl Names {
    pub(super) fn new(names: Vec<Box<str>>) -> Names {
        let mut slots = Slots::default();
        // A few are found as quickly by walking through them.
        for index in 0..if names.len() > FEW { names.len() } else { 0 } {
            let hash_of = |index: usize| names.get(index).map(|name| hash(name)).unwrap_or_default();
            slots.add(index, hash_of(index), &hash_of);
        }
        Names { names, slots }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        let is = |index: usize| self.names.get(index).is_some_and(|other| **other == *name);
        if self.slots.is_empty() {
            return self.names.iter().any(|other| **other == *name);
        }
        self.slots.find(hash(name), &is).is_some()
    }
}

/// Up to here a walk through all names is quicker than an index.
const FEW: usize = 12;

/// `properties`, `patternProperties` and `additionalProperties`.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) names: Vec<(Box<str>, Id)>,
    slots: Slots,
    pub(super) patterns: Vec<(Pattern, Id)>,
    pub(super) rest: Option<Id>,
}

impl Properties {
    pub(super) fn add(&mut self, name: Box<str>, node: Id) {
        let names = &self.names;
        let hash_of = |index: usize| names.get(index).map(|(name, _)| hash(name)).unwrap_or_default();
        self.slots.add(names.len(), hash(&name), &hash_of);
        self.names.push((name, node));
    }

    /// The position of a name; `guess` is tried first, since answers mostly stand in the schema's order.
    pub(super) fn find(&self, name: &str, guess: usize) -> Option<usize> {
        let is = |index: usize| self.names.get(index).is_some_and(|(other, _)| **other == *name);
        if is(guess) { Some(guess) } else { self.slots.find(hash(name), &is) }
    }
}

/// The seven types, in the order of their bits.
pub(super) const TYPES: [&str; 7] = ["null", "boolean", "object", "array", "string", "number", "integer"];

const NUMBER: u8 = 1 << 5;
const INTEGER: u8 = 1 << 6;

/// Whether the bits allow this value's type.
pub(super) fn allows(types: u8, value: &Json) -> bool {
    match value {
        Json::Number(number) => types & NUMBER != 0 || (types & INTEGER != 0 && number.is_integer()),
        other => types & (1 << type_bit(other)) != 0,
    }
}

/// The name of a value's type.
pub(super) fn type_name(value: &Json) -> &'static str {
    let bit = match value {
        Json::Number(number) if number.is_integer() => 6,
        other => type_bit(other),
    };
    TYPES.get(bit).copied().unwrap_or_default()
}

fn type_bit(value: &Json) -> usize {
    match value {
        Json::Null => 0,
        Json::Bool(_) => 1,
        Json::Object(_) => 2,
        Json::Array(_) => 3,
        Json::String(_) => 4,
        Json::Number(_) => 5,
    }
}
