//! Reading a type from a [`Json`].

use serde::{
    de::{
        DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
    forward_to_deserialize_any,
};

use super::{Json, UNFIT, Unfit};
use crate::json::object::Object;

/// Reads a value.
///
/// ```
/// #[derive(serde::Deserialize, PartialEq, Debug)]
/// struct Office {
///     name: String,
///     #[serde(default)]
///     phone: Option<String>,
/// }
///
/// let json = forms::Json::parse(r#"{"name": "Mal Pelayanan Publik"}"#).unwrap();
/// let office = Office { name: "Mal Pelayanan Publik".into(), phone: None };
/// assert_eq!(forms::from_json(&json), Ok(office));
/// ```
pub fn from_json<'de, T: serde::Deserialize<'de>>(json: &'de Json) -> Result<T, Unfit> {
    T::deserialize(Reader(json))
}

/// Reads a member that may be missing, null, or not what is wanted: then it has its default. For what others write (settings, an index), where
/// one odd member must not take the rest with it: `#[serde(default, deserialize_with = "forms::lenient")]`.
///
/// # Errors
/// None.
pub fn lenient<'de, T: Default + serde::Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    Ok(<Option<T> as serde::Deserialize>::deserialize(from).ok().flatten().unwrap_or_default())
}

/// Each kind of value has a way of its own, since one that takes any would bring them all to every place.
#[derive(Clone, Copy)]
struct Reader<'de>(&'de Json);

impl<'de> Reader<'de> {
    fn whole<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_i64(self.0.as_i64().ok_or(UNFIT)?)
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Unfit;

    // A `Json` inside a type is taken as its text.
    fn is_human_readable(&self) -> bool {
        false
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(_) => self.deserialize_bool(visitor),
            Json::Number(number) if number.as_i64().is_some() => self.whole(visitor),
            Json::Number(_) => self.deserialize_f64(visitor),
            Json::String(_) => self.deserialize_str(visitor),
            Json::Array(_) => self.deserialize_seq(visitor),
            Json::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(UNFIT)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.whole(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.whole(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.whole(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Json::Number(number) = self.0 else { return Err(UNFIT) };
        visitor.visit_f64(number.to_text().parse().map_err(|_| UNFIT)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_borrowed_str(self.0.as_str().ok_or(UNFIT)?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_str(&self.0.to_text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(Items(self.0.as_array().ok_or(UNFIT)?.iter()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_map(Members { object: self.0.as_object().ok_or(UNFIT)?, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let object = self.0.as_object().ok_or(UNFIT)?;
        visitor.visit_seq(Fields { object, names: fields.iter() }).map_err(|unfit| unfit.named(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(Name(self.0.as_str().ok_or(UNFIT)?))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i8 i16 i128 u8 u16 u64 u128 f32 char bytes unit unit_struct tuple tuple_struct }
}

struct Items<'de>(std::slice::Iter<'de, Json>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.0.next().map(|item| seed.deserialize(Reader(item))).transpose()
    }
}

/// The members that a type wants, in the order of its fields: half the code of asking each member which field it is. A field that may be
/// missing says so by `#[serde(default)]`, an `Option`, too.
struct Fields<'de> {
    object: &'de Object,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        let value = self.names.next().and_then(|name| self.object.get(name));
        value.map(|value| seed.deserialize(Reader(value))).transpose()
    }
}

struct Members<'de> {
    object: &'de Object,
    next: usize,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some((key, _)) = self.object.nth(self.next) else { return Ok(None) };
        let key: StrDeserializer<Unfit> = key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        let (_, value) = self.object.nth(self.next).ok_or(UNFIT)?;
        self.next += 1;
        seed.deserialize(Reader(value))
    }
}

/// A variant without anything in it, by its name.
struct Name<'de>(&'de str);

impl<'de> EnumAccess<'de> for Name<'de> {
    type Error = Unfit;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit), Unfit> {
        let name: StrDeserializer<Unfit> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, Unit))
    }
}

struct Unit;

impl<'de> serde::de::VariantAccess<'de> for Unit {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Unfit> {
        Err(UNFIT)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unfit> {
        Err(UNFIT)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unfit> {
        Err(UNFIT)
    }
}
