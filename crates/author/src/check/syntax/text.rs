//! Texts in quotation marks, and what stands behind a backslash in them (RFC 8259, 7).

use super::{Read, Reader};
use crate::said::said;

impl Reader<'_> {
    pub fn string(&mut self) -> Read {
        let begin = self.at;
        self.at += 1;
        while let Some(letter) = self.rest().chars().next() {
            match letter {
                '"' => {
                    self.at += 1;
                    return Ok(());
                }
                '\\' => self.escape()?,
                '\n' | '\r' => {
                    self.at = begin;
                    return self.fail(said!(
                        "teks ini tidak ditutup dengan tanda kutip di baris yang sama (baris baru ditulis \\n)",
                        "this text is not closed on its line (a line break is written \\n)"
                    ));
                }
                letter if letter < ' ' => {
                    return self.fail(said!(
                        "teks berisi tanda yang tidak terlihat (tab ditulis \\t)",
                        "the text holds a control character (a tab is written \\t)"
                    ));
                }
                letter => self.at += letter.len_utf8(),
            }
        }
        self.at = begin;
        self.fail(said!("teks ini tidak ditutup dengan tanda kutip", "this text is never closed"))
    }

    fn escape(&mut self) -> Read {
        let next = self.rest().chars().nth(1);
        match next {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.at += 2,
            Some('u') => {
                let digits = self.rest().get(2..6).unwrap_or_default();
                if digits.len() < 4 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                    return self.fail(said!(
                        "sesudah \\u harus ada empat angka heksadesimal",
                        "\\u wants four hexadecimal digits"
                    ));
                }
                return self.code(u32::from_str_radix(digits, 16).unwrap_or_default());
            }
            Some(letter) => {
                return self.fail(said!(
                    "garis miring terbalik ditulis dua kali: \\\\{letter}",
                    "a backslash is written twice: \\\\{letter}"
                ));
            }
            None => self.at += 1,
        }
        Ok(())
    }

    /// One letter in numbers (RFC 8259, 7): those beyond the first 65,536 are written as two.
    fn code(&mut self, code: u32) -> Read {
        let low = self.rest().get(6..12).and_then(|next| next.strip_prefix("\\u"));
        let low = low.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match (code, low) {
            (0xd800..=0xdbff, Some(0xdc00..=0xdfff)) => self.at += 12,
            (0xd800..=0xdfff, _) => {
                return self.fail(said!(
                    "\\u{code:04x} hanya setengah huruf; tulis hurufnya sendiri, atau keduanya",
                    "\\u{code:04x} is half a letter; write the letter itself, or both halves"
                ));
            }
            _ => self.at += 6,
        }
        Ok(())
    }
}
