//! Why a text is no JSON, as its author would say it: a comma too many, a comment, curly quotes. The engine only says where it stops.

mod text;

use crate::said::{Said, said};

/// Nesting that the engine reads.
const MAX_DEPTH: usize = 128;
/// What other languages call the words of JSON, and what JSON has no word for.
const WORDS: [(&str, &str); 14] = [
    ("True", "true"),
    ("TRUE", "true"),
    ("yes", "true"),
    ("ya", "true"),
    ("False", "false"),
    ("FALSE", "false"),
    ("no", "false"),
    ("tidak", "false"),
    ("None", "null"),
    ("NULL", "null"),
    ("Null", "null"),
    ("nil", "null"),
    ("undefined", "null"),
    ("NaN", "null"),
];

/// What is wrong, and at which byte.
pub struct Fault {
    pub offset: usize,
    pub what: Said,
}

/// The first fault of a text that is no JSON.
pub fn find(text: &str) -> Option<Fault> {
    let mut reader = Reader { text, at: 0, open: Vec::new() };
    reader.whole().err()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The brackets that are open, with their places.
    open: Vec<(char, usize)>,
}

type Read = Result<(), Fault>;

impl Reader<'_> {
    fn whole(&mut self) -> Read {
        // Half of what UTF-16 writes of plain letters is nothing.
        if self.text.contains('\0') && self.text.matches('\0').count() * 3 > self.text.len() {
            return self.fail(Said::encoding());
        }
        if self.next()?.is_none() {
            return self.fail(said!("berkas ini kosong", "this file is empty"));
        }
        if self.rest().starts_with('<') {
            return self.fail(said!("ini halaman web (HTML), bukan JSON", "this is a web page (HTML), not JSON"));
        }
        self.value()?;
        match self.next()? {
            None => Ok(()),
            Some('}' | ']') => self.fail(said!("tanda tutup ini terlalu banyak", "this bracket closes nothing")),
            Some(_) => self.fail(said!("masih ada isi sesudah akhir JSON", "something stands behind the end")),
        }
    }

    fn value(&mut self) -> Read {
        let Some(letter) = self.next()? else { return self.ended() };
        match letter {
            '{' | '[' => self.nested(letter),
            '"' => self.string(),
            '-' | '+' | '.' | '0'..='9' => self.number(),
            ',' if self.text.get(..self.at).is_some_and(|before| before.trim_end().ends_with(':')) => {
                self.fail(said!("sebelum koma ini belum ada isi", "a value is missing before this comma"))
            }
            ',' => self.fail(said!("koma ini terlalu banyak", "a comma too many")),
            '}' | ']' => self.fail(said!("di sini belum ada isi", "a value is missing here")),
            ':' => self.fail(said!("titik dua ini tidak pada tempatnya", "this colon does not belong here")),
            _ if self.is_quote(letter) => self.curly(letter),
            _ => self.word(),
        }
    }

    fn nested(&mut self, bracket: char) -> Read {
        if self.open.len() >= MAX_DEPTH {
            return self.fail(said!("terlalu banyak kurung di dalam kurung", "nested too deeply"));
        }
        self.open.push((bracket, self.at));
        self.at += 1;
        let mut is_first = true;
        loop {
            let Some(letter) = self.next()? else { return self.ended() };
            if let '}' | ']' = letter {
                return self.close(bracket, letter);
            }
            if !is_first {
                self.comma(letter)?;
                if let Some('}' | ']') = self.next()? {
                    return self.fail_before(said!(
                        "koma ini terlalu banyak: sesudahnya tidak ada isi lagi",
                        "a comma too many: nothing follows it"
                    ));
                }
            }
            is_first = false;
            if bracket == '{' {
                self.name()?;
            }
            self.value()?;
        }
    }

    fn close(&mut self, bracket: char, letter: char) -> Read {
        let (_, opened) = self.open.pop().unwrap_or((bracket, 0));
        if (bracket == '{') != (letter == '}') {
            let (line, want) = (line_of(self.text, opened), if bracket == '{' { '}' } else { ']' });
            return self.fail(said!(
                "{letter} menutup {bracket} dari baris {line}; tulis {want}",
                "{letter} closes the {bracket} of line {line}; write {want}"
            ));
        }
        self.at += 1;
        Ok(())
    }

    fn comma(&mut self, letter: char) -> Read {
        let before = self.text.get(..self.at).unwrap_or_default();
        match letter {
            ',' => {
                self.at += 1;
                Ok(())
            }
            // A text that goes on behind its end.
            letter if before.ends_with('"') && (letter.is_alphanumeric() || letter == '"') => self.fail(said!(
                "tanda kutip di dalam teks ditulis \\\"",
                "a quotation mark inside a text is written \\\""
            )),
            ';' => self.fail(said!("tulis koma, bukan titik koma", "write a comma, not a semicolon")),
            ':' => self.fail(said!("titik dua ini tidak pada tempatnya", "this colon does not belong here")),
            _ => self.fail_before(said!("koma kurang sesudah ini", "a comma is missing behind this")),
        }
    }

    fn name(&mut self) -> Read {
        let Some(letter) = self.next()? else { return self.ended() };
        match letter {
            '"' => self.string()?,
            ',' => return self.fail(said!("koma ini terlalu banyak", "a comma too many")),
            _ if self.is_quote(letter) => return self.curly(letter),
            _ => {
                let name: String = self
                    .rest()
                    .chars()
                    .take_while(|letter| letter.is_alphanumeric() || "_$-".contains(*letter))
                    .collect();
                if self.is_mark() {
                    return self.fail(mark());
                }
                if let Some(number) = self.decimal_comma(&name) {
                    return number;
                }
                return self.fail(match name.as_str() {
                    "" => said!("di sini harus ada nama dalam tanda kutip", "a name in quotation marks is wanted here"),
                    name => said!(
                        "tulis nama ini dalam tanda kutip: \"{name}\"",
                        "write this name in quotation marks: \"{name}\""
                    ),
                });
            }
        }
        match self.next()? {
            Some(':') => {
                self.at += 1;
                Ok(())
            }
            None => self.ended(),
            Some('=') => self.fail(said!("tulis titik dua, bukan =", "write a colon, not =")),
            Some('：') => self.fail(said!("tulis titik dua biasa (:), bukan ：", "write a plain colon (:), not ：")),
            Some(_) => {
                self.fail_before(said!("titik dua kurang sesudah nama ini", "a colon is missing behind this name"))
            }
        }
    }

    fn number(&mut self) -> Read {
        let text: String = self
            .rest()
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(*letter))
            .collect();
        if forms::Number::parse(&text).is_none() {
            return self.fail(said!(
                "{text} bukan angka menurut JSON (contoh: 0.5, 12, -3)",
                "{text} is no number of JSON (for example 0.5, 12, -3)"
            ));
        }
        self.at += text.len();
        Ok(())
    }

    /// `1,5` as people write it: the number before the comma and the digits behind it.
    fn decimal_comma(&self, name: &str) -> Option<Read> {
        let before = self.text.get(..self.at)?.strip_suffix(',')?;
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let whole = before.rsplit(|letter: char| !letter.is_ascii_digit() && letter != '.').next().unwrap_or_default();
        let whole = &whole.replace('.', "");
        (is_digits(whole) && is_digits(name)).then(|| {
            self.fail(said!(
                "angka desimal ditulis dengan titik: {whole}.{name}",
                "a decimal is written with a point: {whole}.{name}"
            ))
        })
    }

    /// Whether git has left a conflict in the file.
    fn is_mark(&self) -> bool {
        ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| self.rest().starts_with(mark))
    }

    fn word(&mut self) -> Read {
        if self.is_mark() {
            return self.fail(mark());
        }
        let word: String =
            self.rest().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        if let "true" | "false" | "null" = word.as_str() {
            self.at += word.len();
            return Ok(());
        }
        if let Some((_, want)) = WORDS.iter().find(|(known, _)| *known == word) {
            return self.fail(said!("{word} ditulis {want}", "{word} is written {want}"));
        }
        let letter = self.rest().chars().next().unwrap_or_default();
        self.fail(match word.as_str() {
            "" => said!("tanda {letter} tidak pada tempatnya", "{letter} does not belong here"),
            "Infinity" => said!("Infinity bukan angka menurut JSON", "Infinity is no number of JSON"),
            word => said!("tulis teks dalam tanda kutip: \"{word}\"", "write a text in quotation marks: \"{word}\""),
        })
    }

    fn is_quote(&self, letter: char) -> bool {
        "'`´“”„‟‘’‚‹›«»".contains(letter)
    }

    fn curly(&mut self, letter: char) -> Read {
        self.fail(said!(
            "tanda kutip {letter} ditulis \" (lurus, bukan dari pengolah kata)",
            "write \" (straight) instead of {letter}"
        ))
    }

    /// The next letter that is no space; a comment is a fault.
    fn next(&mut self) -> Result<Option<char>, Fault> {
        while let Some(letter) = self.rest().chars().next() {
            match letter {
                ' ' | '\n' | '\r' | '\t' => self.at += 1,
                '#' => return Err(self.fault(said!("JSON tidak punya komentar (#)", "JSON has no comments (#)"))),
                '/' if self.rest().starts_with("//") || self.rest().starts_with("/*") => {
                    return Err(
                        self.fault(said!("JSON tidak punya komentar (// atau /*)", "JSON has no comments (// or /*)"))
                    );
                }
                letter
                    if letter.is_whitespace()
                        || matches!(letter, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}' | '\u{2060}'..='\u{2069}') =>
                {
                    let code = u32::from(letter);
                    return Err(self.fault(said!(
                        "tanda yang tidak terlihat (U+{code:04X}); hapus, lalu ketik spasi biasa",
                        "an invisible character (U+{code:04X}); delete it and type a plain space"
                    )));
                }
                letter => return Ok(Some(letter)),
            }
        }
        Ok(None)
    }

    /// The text ends too early.
    fn ended<T>(&mut self) -> Result<T, Fault> {
        let Some((bracket, opened)) = self.open.last().copied() else {
            return Err(self.fault(said!("berkas ini berakhir di tengah", "the file ends in the middle")));
        };
        let (line, want) = (line_of(self.text, opened), if bracket == '{' { '}' } else { ']' });
        self.at = opened;
        Err(self.fault(said!(
            "{bracket} dari baris {line} tidak pernah ditutup dengan {want}",
            "the {bracket} of line {line} is never closed by {want}"
        )))
    }

    fn fail<T>(&self, what: Said) -> Result<T, Fault> {
        Err(self.fault(what))
    }

    /// At the last letter before this place that is no space.
    fn fail_before<T>(&self, what: Said) -> Result<T, Fault> {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end();
        let offset = before.char_indices().next_back().map_or(0, |(at, _)| at);
        Err(Fault { offset, what })
    }

    fn fault(&self, what: Said) -> Fault {
        Fault { offset: self.at, what }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

fn mark() -> Said {
    said!(
        "tanda konflik git: pilih salah satu isi, lalu hapus baris <<<<<<<, ======= dan >>>>>>>",
        "the mark of a conflict in git: choose one of the contents and delete the lines <<<<<<<, ======= and >>>>>>>"
    )
}

/// The line of a byte, counted from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}
