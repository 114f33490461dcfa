//! Text by language, as service files write it.

/// The languages a citizen can choose; Indonesian first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    #[default]
    Id,
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub(crate) id: String,
    pub(crate) en: Option<String>,
}

impl Text {
    /// The sentence in `lang`, falling back to Indonesian.
    pub fn get(&self, lang: Lang) -> &str {
        todo!()
    }
    /// Reads a string or an object by language.
    pub fn read(json: &crate::Json) -> Option<Text> {
        todo!()
    }
    pub fn is_empty(&self) -> bool {
        self.id.is_empty()
    }
}
