//! What the command says, in both languages; whoever prints it chooses one.

use std::io::ErrorKind;

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
        let (id, en) = match error.kind() {
            ErrorKind::InvalidData => return Self::encoding(),
            ErrorKind::NotFound => ("tidak ada berkas dengan nama itu", "there is no file of that name"),
            ErrorKind::PermissionDenied => ("tidak ada izin membacanya", "there is no permission to read it"),
            ErrorKind::IsADirectory => ("itu folder, bukan berkas", "it is a folder, not a file"),
            _ => return Self::new(format!("tidak bisa dibaca: {error}"), format!("cannot be read: {error}")),
        };
        Self::new(format!("tidak bisa dibaca: {id}"), format!("cannot be read: {en}"))
    }

    /// A text that is not in UTF-8.
    pub fn encoding() -> Self {
        Self::new(
            "ini bukan teks UTF-8 (mungkin UTF-16 atau Windows-1252): simpan lagi sebagai UTF-8",
            "this is no text in UTF-8 (perhaps UTF-16 or Windows-1252): save it again as UTF-8",
        )
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
        assert_eq!(said.text(Lang::En), "cannot be read: there is no permission to read it");
        assert_eq!(said.text(Lang::Id), "tidak bisa dibaca: tidak ada izin membacanya");
    }
}
