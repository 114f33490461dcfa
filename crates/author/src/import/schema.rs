//! A schema of the document as one of JSON Schema 2020-12 that a form can ask: flat (`join`), without what only the backend writes, with
//! alternatives (`branch`) and branches (`condition`) made into questions that appear. Whatever the engine can judge is kept.

use forms::{Json, Object, Pointer};

use super::{
    alternative, constant, constraint,
    document::Document,
    guess,
    join::{CIRCLE, Joiner},
    note::{Bucket, Notes},
    unasked::unasked,
};
use crate::said::{Said, said};

/// Keywords that are kept as they are.
const KEPT: [&str; 21] = [
    "type",
    "title",
    "description",
    "enum",
    "const",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "default",
    "required",
    "minProperties",
    "maxProperties",
];

/// What a form needs of a schema.
pub struct Converted {
    pub schema: Json,
    pub brought: Vec<Brought>,
    /// What stands in the body and nobody is asked for.
    pub constants: Vec<(Pointer, Json)>,
    /// Places without a question, which have their value from the start.
    pub silent: Vec<Pointer>,
    /// Words of alternatives: the place, the value, and how people say it.
    pub words: Vec<(Pointer, Json, String)>,
}

/// A question that is there when a condition holds.
pub struct Brought {
    pub place: Pointer,
    /// The schema that the object around it fits then.
    pub when: Json,
    /// Whether nothing answered yet means no.
    pub fails_when_absent: bool,
}

/// Where a schema is asked.
#[derive(Clone)]
pub struct Ground {
    pub at: Pointer,
    pub depth: usize,
    /// Whether whatever lies above is there in every body.
    pub is_firm: bool,
}

/// The schema of the answers.
pub fn convert(document: &Document, schema: &Json, notes: &mut Notes) -> Result<Converted, Said> {
    let joiner = Joiner { document, failure: None, way: Vec::new(), followed: Vec::new(), n_steps: 0 };
    let made = Converted { schema: Json::Null, brought: vec![], constants: vec![], silent: vec![], words: vec![] };
    let mut converter = Converter { joiner, notes, made };
    let ground = Ground { at: Pointer::root(), depth: 0, is_firm: true };
    let mut schema = converter.schema(schema, &ground);
    converter.nameless(&mut schema, &ground);
    match converter.joiner.failure.take() {
        Some(failure) => Err(failure),
        None => Ok(Converted { schema: Json::Object(schema), ..converter.made }),
    }
}

/// How many questions a schema asks.
pub fn leaves(schema: &Json) -> usize {
    match schema.get("properties").and_then(Json::as_object) {
        Some(properties) => properties.iter().map(|(_, property)| leaves(property)).sum(),
        None => 1,
    }
}

pub struct Converter<'a> {
    pub joiner: Joiner<'a>,
    pub notes: &'a mut Notes,
    pub made: Converted,
}

impl Ground {
    pub fn down(&self, token: &str, is_firm: bool) -> Ground {
        Ground { at: self.at.join(token), depth: self.depth + 1, is_firm: self.is_firm && is_firm }
    }
}

impl Converter<'_> {
    pub fn flat(&mut self, schema: &Json, at: &Pointer) -> Object {
        self.joiner.flat(schema, at, self.notes)
    }

    pub fn constraint(&mut self, schema: &Json, at: &Pointer) -> Json {
        constraint::inline(&mut self.joiner, schema, at, self.notes)
    }

    pub fn schema(&mut self, schema: &Json, ground: &Ground) -> Object {
        let joined = self.flat(schema, &ground.at);
        let followed = std::mem::take(&mut self.joiner.followed);
        let n_way = self.joiner.way.len();
        self.joiner.way.extend(followed);
        let made = self.made(joined, ground);
        self.joiner.way.truncate(n_way);
        made
    }

    fn made(&mut self, joined: Object, ground: &Ground) -> Object {
        let mut made = Object::default();
        for key in KEPT {
            if let Some(value) = joined.get(key) {
                made.insert(key, value.clone());
            }
        }
        alternative::words(&joined, &mut made, &ground.at, &mut self.made.words, self.notes);
        guess::known(&mut made, &ground.at, self.notes);
        guess::format(&mut made, &ground.at, self.notes);
        for (key, value) in constraint::kept(&joined) {
            let value = constraint::value(&mut self.joiner, key, value, &ground.at, self.notes);
            made.insert(key, value);
        }
        if let Some(items) = joined.get("items").filter(|items| items.as_object().is_some()) {
            self.items(items, &mut made, ground);
        }
        if let Some(properties) = joined.get("properties").and_then(Json::as_object) {
            self.properties(properties, &mut made, ground);
        }
        self.alternatives(&joined, &mut made, ground);
        self.branches(&joined, &mut made, ground);
        self.undescribed(&mut made, ground);
        made
    }

    fn items(&mut self, items: &Json, made: &mut Object, ground: &Ground) {
        if let Some(circle) = self.flat(items, &ground.at).remove(CIRCLE) {
            made.insert(CIRCLE, circle);
            return;
        }
        let ground_of_row = ground.down("*", false);
        let mut items = self.schema(items, &ground_of_row);
        self.nameless(&mut items, &ground_of_row);
        if items.get("type").and_then(Json::as_str) == Some("object") {
            let said = said!("daftar dengan baris.", "is a list of rows.");
            self.notes.add(Bucket::Taken, ground.at.as_str(), said);
        }
        made.insert("items", Json::Object(items));
    }

    pub fn properties(&mut self, properties: &Object, made: &mut Object, ground: &Ground) {
        let mut asked = made.remove("properties").and_then(|asked| asked.as_object().cloned()).unwrap_or_default();
        let required = made.get("required").and_then(Json::as_array).unwrap_or_default().to_vec();
        for (name, property) in properties.iter() {
            let is_required = required.iter().any(|known| known.as_str() == Some(name));
            if let Some(property) = self.property(property, ground, name, is_required) {
                asked.insert(name, property);
            } else {
                self.notes.cover(&ground.at, &format!("required {name}"));
            }
        }
        made.insert("type", Json::from("object"));
        made.insert("properties", Json::Object(asked));
        if let Some(required) = made.get("required").and_then(Json::as_array) {
            let is_dropped = |name: &str| self.notes.covers(&ground.at, &format!("required {name}"));
            let kept = required.iter().filter(|name| !name.as_str().is_some_and(is_dropped));
            let kept: Vec<Json> = kept.cloned().collect();
            made.insert("required", Json::Array(kept));
        }
    }

    /// A member that is asked; `None` for one that nobody can answer, or need not.
    fn property(&mut self, property: &Json, parent: &Ground, name: &str, is_required: bool) -> Option<Json> {
        let ground = &parent.down(name, is_required);
        let is_certain = parent.is_firm;
        if property.as_bool() == Some(false) {
            let said = said!("tidak boleh ada (false).", "must not be there (false).");
            self.notes.whole(Bucket::Taken, &ground.at, said);
            return None;
        }
        let shape = self.flat(property, &ground.at);
        if let Some(said) = unasked(&shape, ground, is_required) {
            let bucket = if shape.get("readOnly").is_some() { Bucket::Taken } else { Bucket::Unsupported };
            self.notes.whole(bucket, &ground.at, said);
            return self.empty_stands_in(&shape, ground, is_required);
        }
        if let Some(value) = constant::of(&shape) {
            return self.constant(value, property, ground, is_certain);
        }
        self.null(&shape, &ground.at, is_required);
        let mut made = self.schema(property, ground);
        self.nameless(&mut made, ground);
        if let Some(said) = unasked(&made, ground, is_required).filter(|_| made.get(CIRCLE).is_some()) {
            self.notes.whole(Bucket::Unsupported, &ground.at, said);
            return None;
        }
        Some(Json::Object(made))
    }

    fn null(&mut self, shape: &Object, at: &Pointer, is_required: bool) {
        if shape.get("nullable").is_none() {
            return;
        }
        self.notes.cover(at, "nullable");
        if is_required {
            let said = said!(
                "harus ada tetapi boleh null; formulir tidak mengirim null, jadi pertanyaan ini wajib diisi.",
                "must be there and may be null (nullable); a form sends no null, so the question must be answered."
            );
            self.notes.add(Bucket::Assumed, at.as_str(), said);
        }
    }

    /// What the document leaves open is asked as a text.
    fn undescribed(&mut self, made: &mut Object, ground: &Ground) {
        if made.get(CIRCLE).is_some() {
            return;
        }
        let says = ["type", "enum", "const", "oneOf", "anyOf", "properties", "items"];
        if ground.at != Pointer::root() && !says.iter().any(|key| made.get(key).is_some()) {
            made.insert("type", Json::from("string"));
            let said = said!(
                "dokumen tidak mengatakan jenisnya; ditanyakan sebagai teks.",
                "the document does not say what it is; it is asked as a text."
            );
            self.notes.add(Bucket::Assumed, ground.at.as_str(), said);
        }
        if made.get("type").and_then(Json::as_str) == Some("array") && made.get("items").is_none() {
            made.insert("items", [(String::from("type"), Json::from("string"))].into_iter().collect());
            let said = said!(
                "dokumen tidak mengatakan isi daftarnya; ditanyakan sebagai teks.",
                "the document does not say what the list holds; texts are asked."
            );
            self.notes.add(Bucket::Assumed, ground.at.as_str(), said);
        }
    }
}
