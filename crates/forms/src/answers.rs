//! What the citizen has answered so far: the part of a draft that the engine knows.

mod rows;

use crate::{FieldId, Json, Map};

pub use rows::Rows;

/// One answer: the value for the backend, and for entries of a list the words that the citizen chose.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer as data.
    pub value: Json,
    /// What the citizen sees of it: the words of an option, when they are not the value itself.
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
    /// The ids of rows, by list. They stay when a row is moved; they are never sent.
    pub rows: Map<FieldId, Rows>,
    /// Which of several branches was chosen, by field.
    pub chosen: Map<FieldId, u32>,
    /// The answers of branches that are not chosen now, by field and branch.
    pub kept: Map<FieldId, Json>,
}

impl Answers {
    /// For the draft: `{ "data": …, "words": {…}, "raw": {…} }`, and `rows`, `chosen`, `kept` where there are any.
    pub fn to_json(&self) -> Json {
        let mut json = Json::object();
        if let Json::Object(object) = &mut json {
            object.insert("data", self.data.clone());
            object.insert("words", texts(&self.words));
            object.insert("raw", texts(&self.raw));
            let others = [
                ("rows", by_id(&self.rows, Rows::to_json)),
                ("chosen", by_id(&self.chosen, |chosen| Json::from(i64::from(*chosen)))),
                ("kept", by_id(&self.kept, Json::clone)),
            ];
            for (name, json) in others.into_iter().filter(|(_, json)| *json != Json::object()) {
                object.insert(name, json);
            }
        }
        json
    }

    /// Reads what `to_json` wrote; anything unfit is left out.
    pub fn from_json(json: &Json) -> Answers {
        let data = json.get("data").filter(|data| !data.is_null()).cloned().unwrap_or_else(Json::object);
        let text = |json: &Json| json.as_str().map(str::to_owned);
        Answers {
            data,
            words: read(json.get("words"), text),
            raw: read(json.get("raw"), text),
            rows: read(json.get("rows"), Rows::from_json),
            chosen: read(json.get("chosen"), |json| u32::try_from(json.as_i64()?).ok()),
            kept: read(json.get("kept"), |json| Some(json.clone())),
        }
    }

    /// Takes away what is known of the fields below `id` (of a row, or of a branch): their words, raw texts, rows and choices.
    pub(crate) fn take_below(&mut self, id: &str) -> Answers {
        Answers {
            data: Json::Null,
            words: below(&mut self.words, id),
            raw: below(&mut self.raw, id),
            rows: below(&mut self.rows, id),
            chosen: below(&mut self.chosen, id),
            kept: below(&mut self.kept, id),
        }
    }

    /// Puts back what `take_below` took.
    pub(crate) fn put_below(&mut self, taken: Answers) {
        self.words.extend(taken.words);
        self.raw.extend(taken.raw);
        self.rows.extend(taken.rows);
        self.chosen.extend(taken.chosen);
        self.kept.extend(taken.kept);
    }
}

fn texts(texts: &Map<FieldId, String>) -> Json {
    by_id(texts, |text| Json::from(text.as_str()))
}

fn by_id<V>(values: &Map<FieldId, V>, json: impl Fn(&V) -> Json) -> Json {
    values.iter().map(|(id, value)| (id.as_str().to_owned(), json(value))).collect()
}

fn read<V>(json: Option<&Json>, value: impl Fn(&Json) -> Option<V>) -> Map<FieldId, V> {
    let members = json.and_then(Json::as_object).into_iter().flat_map(|object| object.iter());
    members.filter_map(|(id, json)| Some((FieldId::new(id), value(json)?))).collect()
}

/// The entries of the fields that have this id, or lie below it.
fn below<V>(values: &mut Map<FieldId, V>, id: &str) -> Map<FieldId, V> {
    let is_below = |other: &FieldId| {
        let rest = other.as_str().strip_prefix(id);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '#']))
    };
    values.take(is_below)
}
