//! A JSON value (RFC 8259) that keeps the order of members and the exact digits of numbers.
//!
//! Own code instead of `serde_json`, since every kilobyte is paid for by a citizen; see ARCHITECTURE.md for the measure.

use crate::{Number, Pointer};

/// A JSON value.
///
/// Equality is JSON Schema's: `1` equals `1.0`, the order of members does not matter.
#[derive(Clone, Debug)]
pub enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    Object(Object),
}

/// The members of a JSON object, in the order in which they were written. Look-up stays fast for large objects.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(String, Json)>,
    // Indexes into `entries`, sorted by key; built only above a few members.
    sorted: Vec<u32>,
}

/// Why a text is no JSON, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ParseError {
    /// Byte offset into the text.
    pub offset: usize,
}

impl Json {
    /// Reads a text. Nesting deeper than 128 is refused, so that a hostile text cannot blow the stack.
    pub fn parse(text: &str) -> Result<Json, ParseError> {
        todo!()
    }
    /// Writes compact JSON: the bytes that travel.
    pub fn to_text(&self) -> String {
        todo!()
    }
    /// Appends compact JSON to `out`.
    pub fn write(&self, out: &mut String) {
        todo!()
    }
    /// The member `key` of an object; `None` for anything else.
    pub fn get(&self, key: &str) -> Option<&Json> {
        todo!()
    }
    /// The value at a pointer (RFC 6901).
    pub fn at(&self, pointer: &Pointer) -> Option<&Json> {
        todo!()
    }
    /// Puts a value at a pointer, making objects (or, for a number equal to the length, list items) on the way.
    pub fn set(&mut self, pointer: &Pointer, value: Json) {
        todo!()
    }
    /// Takes the value at a pointer away; objects that become empty by it stay.
    pub fn remove(&mut self, pointer: &Pointer) -> Option<Json> {
        todo!()
    }
    pub fn as_str(&self) -> Option<&str> {
        todo!()
    }
    pub fn as_bool(&self) -> Option<bool> {
        todo!()
    }
    /// A whole number that fits.
    pub fn as_i64(&self) -> Option<i64> {
        todo!()
    }
    pub fn as_array(&self) -> Option<&[Json]> {
        todo!()
    }
    pub fn as_object(&self) -> Option<&Object> {
        todo!()
    }
    pub fn is_null(&self) -> bool {
        todo!()
    }
    /// An empty object.
    pub fn object() -> Json {
        Json::Object(Object::default())
    }
}
// Also: PartialEq, From<&str>/<String>/<i64>/<bool>/<Vec<Json>>, FromIterator<(String, Json)> for Json, Default (Null).

impl Object {
    pub fn get(&self, key: &str) -> Option<&Json> {
        todo!()
    }
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        todo!()
    }
    /// Puts a member: at its old place when there is one, else last.
    pub fn insert(&mut self, key: &str, value: Json) -> Option<Json> {
        todo!()
    }
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        todo!()
    }
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.entries.iter().map(|(k, v)| (k.as_str(), v))
    }
    pub fn len(&self) -> usize {
        self.entries.len()
    }
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
