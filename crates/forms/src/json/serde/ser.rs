//! Writing a type to a [`Json`].

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct},
};

use super::{Json, UNFIT, Unfit};
use crate::{Number, json::object::Object};

type Never = Impossible<Json, Unfit>;

/// Writes a value; members stand in the order of its fields. Fails at what JSON has no place for (a number that is none, a key that is no
/// text) and at variants that hold something.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<Json, Unfit> {
    value.serialize(Writer)
}

struct Writer;

impl Serializer for Writer {
    type Ok = Json;
    type Error = Unfit;
    type SerializeSeq = Items;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Never;

    // A `Json` inside a type is written as its text.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(self, value: bool) -> Result<Json, Unfit> {
        Ok(Json::Bool(value))
    }

    fn serialize_i8(self, value: i8) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<Json, Unfit> {
        Ok(Json::from(value))
    }

    fn serialize_u8(self, value: u8) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<Json, Unfit> {
        self.serialize_i64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<Json, Unfit> {
        number(&value.to_string())
    }

    fn serialize_f32(self, value: f32) -> Result<Json, Unfit> {
        number(&value.to_string())
    }

    fn serialize_f64(self, value: f64) -> Result<Json, Unfit> {
        number(&value.to_string())
    }

    fn serialize_char(self, value: char) -> Result<Json, Unfit> {
        Ok(Json::String(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Result<Json, Unfit> {
        Ok(Json::from(value))
    }

    fn serialize_bytes(self, text: &[u8]) -> Result<Json, Unfit> {
        std::str::from_utf8(text).ok().and_then(|text| Json::parse(text).ok()).ok_or(UNFIT)
    }

    fn serialize_none(self) -> Result<Json, Unfit> {
        Ok(Json::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Json, Unfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Json, Unfit> {
        Ok(Json::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Json, Unfit> {
        Ok(Json::Null)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Json, Unfit> {
        Ok(Json::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Json, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Json, Unfit> {
        Err(UNFIT)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Unfit> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Never, Unfit> {
        Err(UNFIT)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Unfit> {
        Err(UNFIT)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unfit> {
        Err(UNFIT)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Unfit> {
        Ok(Members { object: Object::default(), key: None })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members, Unfit> {
        Ok(Members { object: Object::default(), key: None })
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unfit> {
        Err(UNFIT)
    }
}

fn number(text: &str) -> Result<Json, Unfit> {
    Number::parse(text).map(Json::Number).ok_or(UNFIT)
}

struct Items(Vec<Json>);

impl SerializeSeq for Items {
    type Ok = Json;
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.0.push(to_json(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json, Unfit> {
        Ok(Json::Array(self.0))
    }
}

struct Members {
    object: Object,
    key: Option<String>,
}

impl SerializeMap for Members {
    type Ok = Json;
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        let Json::String(key) = to_json(key)? else { return Err(UNFIT) };
        self.key = Some(key);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        let key = self.key.take().ok_or(UNFIT)?;
        self.object.put(key, to_json(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json, Unfit> {
        Ok(Json::Object(self.object))
    }
}

impl SerializeStruct for Members {
    type Ok = Json;
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unfit> {
        self.object.put(name.to_owned(), to_json(value)?);
        Ok(())
    }

    fn end(self) -> Result<Json, Unfit> {
        Ok(Json::Object(self.object))
    }
}
