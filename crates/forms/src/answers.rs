//! What the citizen has answered so far: the part of a draft that the engine knows.

use std::collections::BTreeMap;

use crate::{FieldId, Json};

/// One answer: the value for the backend, and for entries of a list the words that the citizen chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub value: Json,
    pub words: Option<String>,
}

/// All answers, those of hidden fields too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The answers as one JSON object, shaped by the schema.
    pub data: Json,
    /// The words of chosen list entries, by field.
    pub words: BTreeMap<FieldId, String>,
    /// Texts that could not be read as a value yet (a half-typed date or sum), by field, so that nothing typed is lost.
    pub raw: BTreeMap<FieldId, String>,
}

impl Answers {
    /// For the draft: `{ "data": …, "words": {…}, "raw": {…} }`.
    pub fn to_json(&self) -> Json {
        todo!()
    }
    /// Reads what `to_json` wrote; anything unfit is left out.
    pub fn from_json(json: &Json) -> Answers {
        todo!()
    }
}
