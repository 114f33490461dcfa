//! serde for our JSON: types that derive it are read from a [`Json`] and written to one ([`from_json`], [`to_json`]), and a [`Json`] passes to
//! and from other libraries (the stand-in).
//!
//! serde's own model of data has no place for exact decimals. So where one of our two formats meets a [`Json`] as a part of something else
//! it passes as its text, and not a digit changes; through other formats numbers that need more than 64 bits pass as doubles.

mod de;
mod ser;

use std::fmt;

use serde::{
    de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor},
    ser::{Serialize, Serializer},
};

use super::{Json, Object};
use crate::Number;

pub use de::{from_json, lenient};
pub use ser::to_json;

/// The JSON is not what the type wants. Where a member is missing it says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The member that is missing.
    pub missing: Option<&'static str>,
    /// The place of that member among the fields of its type, until its name is known.
    field: Option<usize>,
}

/// That is all that is known.
const UNFIT: Unfit = Unfit { missing: None, field: None };

impl Unfit {
    fn named(self, fields: &'static [&'static str]) -> Unfit {
        let missing = self.field.and_then(|field| fields.get(field).copied());
        Unfit { missing: self.missing.or(missing), field: None }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.missing {
            Some(name) => write!(formatter, "\"{name}\" is missing"),
            None => formatter.write_str("the JSON is not what is wanted"),
        }
    }
}

impl std::error::Error for Unfit {}

// Without a message of its own: writing one down would bring the machinery for it into the app.
impl serde::de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Unfit {
        UNFIT
    }

    fn missing_field(name: &'static str) -> Unfit {
        Unfit { missing: Some(name), field: None }
    }

    fn invalid_length(field: usize, _: &dyn serde::de::Expected) -> Unfit {
        Unfit { missing: None, field: Some(field) }
    }

    fn invalid_type(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Unfit {
        UNFIT
    }

    fn invalid_value(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Unfit {
        UNFIT
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Unfit {
        UNFIT
    }
}

impl serde::ser::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Unfit {
        UNFIT
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_bytes(self.to_text().as_bytes());
        }
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(number) => match number.as_i64() {
                Some(value) => serializer.serialize_i64(value),
                None => serializer.serialize_f64(number.to_text().parse().map_err(serde::ser::Error::custom)?),
            },
            Json::String(text) => serializer.serialize_str(text),
            Json::Array(items) => serializer.collect_seq(items),
            Json::Object(members) => serializer.collect_map(members.iter()),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        if !deserializer.is_human_readable() {
            return deserializer.deserialize_byte_buf(TextVisitor);
        }
        deserializer.deserialize_any(JsonVisitor)
    }
}

/// Takes a value as its text.
struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the text of a JSON value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Json::parse(text).map_err(|_| E::custom("no JSON"))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Json, E> {
        self.visit_str(std::str::from_utf8(bytes).map_err(|_| E::custom("no UTF-8"))?)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Number::parse(&value.to_string()).map(Json::Number).ok_or_else(|| E::custom("number"))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Number::parse(&value.to_string()).map(Json::Number).ok_or_else(|| E::custom("no finite number"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Object::default();
        while let Some((key, value)) = members.next_entry::<String, Json>()? {
            object.put(key, value);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests;
