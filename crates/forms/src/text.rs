//! Text by language, as service files write it.

use serde::Deserialize;

use crate::Json;

/// The languages a citizen can choose; Indonesian first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The tag of BCP 47: `id` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Id => "id",
            Lang::En => "en",
        }
    }
}

/// A sentence in one or more languages: `{"id": "…", "en": "…"}`, or a plain string for all.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "Json")]
pub struct Text {
    pub(crate) id: String,
    pub(crate) en: Option<String>,
}

impl TryFrom<Json> for Text {
    type Error = &'static str;

    fn try_from(json: Json) -> Result<Text, &'static str> {
        Text::read(&json).ok_or("a text by language is missing")
    }
}

impl Text {
    /// The sentence in `lang`, falling back to Indonesian.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.id,
        }
    }

    /// Reads a string or an object by language; Indonesian must be there.
    pub fn read(json: &Json) -> Option<Text> {
        if let Some(text) = json.as_str() {
            return Some(Text { id: text.to_owned(), en: None });
        }
        let id = json.get("id")?.as_str()?.to_owned();
        let en = json.get("en").and_then(Json::as_str).map(str::to_owned);
        Some(Text { id, en })
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }
}
