//! What the citizen has answered so far: the part of a draft that the engine knows.

use crate::{FieldId, Json, Map};

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
    pub words: Map<FieldId, String>,
    /// Texts that could not be read as a value yet (a half-typed date or sum), by field, so that nothing typed is lost.
    pub raw: Map<FieldId, String>,
}

impl Answers {
    /// For the draft: `{ "data": …, "words": {…}, "raw": {…} }`.
    pub fn to_json(&self) -> Json {
        let mut json = Json::object();
        if let Json::Object(object) = &mut json {
            object.insert("data", self.data.clone());
            object.insert("words", by_field_to_json(&self.words));
            object.insert("raw", by_field_to_json(&self.raw));
        }
        json
    }

    /// Reads what `to_json` wrote; anything unfit is left out.
    pub fn from_json(json: &Json) -> Answers {
        let data = match json.get("data") {
            Some(data @ Json::Object(_)) => data.clone(),
            _ => Json::object(),
        };
        Answers { data, words: by_field(json.get("words")), raw: by_field(json.get("raw")) }
    }
}

fn by_field_to_json(texts: &Map<FieldId, String>) -> Json {
    texts.iter().map(|(id, text)| (id.as_str().to_owned(), Json::from(text.as_str()))).collect()
}

fn by_field(json: Option<&Json>) -> Map<FieldId, String> {
    let members = json.and_then(Json::as_object).into_iter().flat_map(|object| object.iter());
    members.filter_map(|(id, text)| Some((FieldId::new(id), text.as_str()?.to_owned()))).collect()
}
