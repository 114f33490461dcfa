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

    /// Why a text file that is there cannot be read.
    pub fn unreadable(error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::InvalidData {
            return Self::new(
                "ini bukan teks UTF-8 (mungkin UTF-16 atau Windows-1252): simpan lagi sebagai UTF-8",
                "this is no text in UTF-8 (perhaps UTF-16 or Windows-1252): save it again as UTF-8",
            );
        }
        Self::new(format!("tidak bisa dibaca: {error}"), format!("cannot be read: {error}"))
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

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::{Lang, Said};

    #[test]
    fn a_file_of_another_encoding_is_told_what_to_do() {
        let said = Said::unreadable(&Error::from(ErrorKind::InvalidData));
        assert!(said.text(Lang::Id).contains("simpan lagi sebagai UTF-8"));
        let said = Said::unreadable(&Error::from(ErrorKind::PermissionDenied));
        assert!(said.text(Lang::En).starts_with("cannot be read: "));
    }
}
