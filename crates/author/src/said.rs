//! What the command says, in both languages; whoever prints it chooses one.

use forms::Lang;

/// A sentence in Indonesian and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    id: String,
    en: String,
}

impl Said {
    /// The same sentence in both languages.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// The sentence in one of them.
    pub fn text(&self, lang: Lang) -> &str {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }
}

/// `said!("{file} tidak bisa dibaca.", "{file} cannot be read.")`: both are formats of the same variables, the Indonesian one first.
macro_rules! said {
    ($id:literal, $en:literal $(,)?) => {
        $crate::said::Said::new(format!($id), format!($en))
    };
}

pub(crate) use said;
