//! A JSON value (RFC 8259) that keeps the order of members and the exact digits of numbers.
//!
//! Own code instead of `serde_json`, since every kilobyte is paid for by a citizen; see ARCHITECTURE.md for the measure.

mod object;
mod parse;
mod serde;
mod write;

pub use object::Object;
pub use parse::ParseError;
pub use serde::{Unfit, from_json, lenient, to_json};

use crate::{Number, Pointer, pointer};

/// A JSON value.
///
/// Equality is JSON Schema's: `1` equals `1.0`, the order of members does not matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exact.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Json>),
    /// Members in their order.
    Object(Object),
}

impl Json {
    /// Reads a text. Nesting deeper than 128 is refused, so that a hostile text cannot blow the stack.
    /// Where members have the same name the last one counts.
    pub fn parse(text: &str) -> Result<Json, ParseError> {
        parse::parse(text)
    }

    /// Writes compact JSON: the bytes that travel.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Appends compact JSON to `out`.
    pub fn write(&self, out: &mut String) {
        write::write(self, out);
    }

    /// The member `key` of an object; `None` for anything else.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }

    /// The value at a pointer (RFC 6901).
    pub fn at(&self, pointer: &Pointer) -> Option<&Json> {
        pointer.tokens().try_fold(self, |value, token| value.child(&token))
    }

    /// Puts a value at a pointer. What is missing on the way is made: objects, list items for a number equal to the length (or `-`), and a list where
    /// there was nothing and the token is `0`. A single value on the way gives way to an object. A number beyond a list's end does nothing.
    pub fn set(&mut self, pointer: &Pointer, value: Json) {
        let mut place = self;
        for token in pointer.tokens() {
            let next = place.make_child(&token);
            let Some(next) = next else {
                return;
            };
            place = next;
        }
        *place = value;
    }

    /// Takes the value at a pointer away; objects that become empty by it stay, items of a list move up.
    pub fn remove(&mut self, pointer: &Pointer) -> Option<Json> {
        let Some(parent) = pointer.parent() else {
            return Some(std::mem::take(self));
        };
        let last = pointer.last()?;
        let parent = parent.tokens().try_fold(self, |value, token| value.child_mut(&token))?;
        match parent {
            Json::Object(members) => members.remove(&last),
            Json::Array(items) => {
                let index = pointer::index(&last)?;
                (index < items.len()).then(|| items.remove(index))
            }
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Json::String(text) = self { Some(text) } else { None }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        if let Json::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<&Number> {
        if let Json::Number(number) = self { Some(number) } else { None }
    }

    /// A whole number that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&[Json]> {
        if let Json::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Json::Object(members) = self { Some(members) } else { None }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    /// An empty object.
    pub fn object() -> Json {
        Json::Object(Object::default())
    }

    /// The child of an object or a list that a pointer's token names.
    pub(crate) fn child(&self, token: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.get(token),
            Json::Array(items) => items.get(pointer::index(token)?),
            _ => None,
        }
    }

    fn child_mut(&mut self, token: &str) -> Option<&mut Json> {
        match self {
            Json::Object(members) => members.get_mut(token),
            Json::Array(items) => items.get_mut(pointer::index(token)?),
            _ => None,
        }
    }

    fn make_child(&mut self, token: &str) -> Option<&mut Json> {
        match self {
            Json::Array(_) | Json::Object(_) => {}
            Json::Null if token == "0" => *self = Json::Array(Vec::new()),
            _ => *self = Json::object(),
        }
        if let Json::Array(items) = self {
            let index = if token == "-" { items.len() } else { pointer::index(token)? };
            if index == items.len() {
                items.push(Json::Null);
            }
            return items.get_mut(index);
        }
        if let Json::Object(members) = self {
            if members.get(token).is_none() {
                members.insert(token, Json::Null);
            }
            return members.get_mut(token);
        }
        None
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::String(text)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Json {
        Json::Number(value.into())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

impl From<Number> for Json {
    fn from(number: Number) -> Json {
        Json::Number(number)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Json {
        Json::Array(items)
    }
}

impl From<Object> for Json {
    fn from(members: Object) -> Json {
        Json::Object(members)
    }
}

/// An object of these members; of the same name the last one counts.
impl FromIterator<(String, Json)> for Json {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Json {
        let mut object = Object::default();
        for (key, value) in members {
            object.put(key, value);
        }
        Json::Object(object)
    }
}

#[cfg(test)]
mod tests;
