//! How some values are written down: as drafts of older builds have them.

/// A moment in milliseconds, as a whole number.
pub mod moment {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(moment: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*moment as i64)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        i64::deserialize(deserializer).map(|moment| moment as f64)
    }
}

/// Names and values in their order, as the members of an object.
pub mod members {
    use forms::Json;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(members: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
        let members: Json = members.iter().map(|(name, value)| (name.clone(), Json::from(value.as_str()))).collect();
        members.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
        let json = Json::deserialize(deserializer)?;
        let members = json.as_object().ok_or_else(|| D::Error::custom("no object"))?;
        Ok(members.iter().filter_map(|(name, value)| Some((name.into(), value.as_str()?.into()))).collect())
    }
}

/// A place, as its text (RFC 6901).
pub mod pointer {
    use forms::Pointer;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(pointer: &Pointer, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(pointer.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pointer, D::Error> {
        Pointer::parse(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no pointer"))
    }
}

/// Answers, as they write themselves.
pub mod answers {
    use forms::{Answers, Json};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(answers: &Answers, serializer: S) -> Result<S::Ok, S::Error> {
        answers.to_json().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Answers, D::Error> {
        Json::deserialize(deserializer).map(|json| Answers::from_json(&json))
    }
}
