//! Text to value: one pass over the bytes, strict (RFC 8259), with bounded nesting.

use std::fmt;

use super::{Json, Object};
use crate::{Number, pointer::hex};

/// The deepest nesting that is read.
const MAX_DEPTH: u32 = 128;

/// Why a text is no JSON, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ParseError {
    /// Byte offset into the text.
    pub offset: usize,
}

impl fmt::Display for ParseError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "no JSON from byte {} on", self.offset)
    }
}

impl std::error::Error for ParseError {}

pub(super) fn parse(text: &str) -> Result<Json, ParseError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let whole = parser.value().filter(|_| parser.next().is_none());
    whole.ok_or(ParseError { offset: parser.at })
}

/// What is left of a text. Each part gives `None` where the text is no JSON; `at` then says where.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Option<Json> {
        match self.next()? {
            b'{' => self.nested(Parser::object),
            b'[' => self.nested(Parser::array),
            b'"' => self.string().map(Json::String),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => {
                let (number, length) = Number::read(self.text.as_bytes().get(self.at..)?)?;
                self.at += length;
                Some(Json::Number(number))
            }
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Json>) -> Option<Json> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Some(value)
    }

    fn object(&mut self) -> Option<Json> {
        let mut members = Object::default();
        if self.next()? == b'}' {
            self.at += 1;
            return Some(Json::Object(members));
        }
        loop {
            if self.next()? != b'"' {
                return None;
            }
            let key = self.string()?;
            if self.next()? != b':' {
                return None;
            }
            self.at += 1;
            let value = self.value()?;
            members.put(key, value);
            if self.ends(b'}')? {
                return Some(Json::Object(members));
            }
        }
    }

    fn array(&mut self) -> Option<Json> {
        let mut items = Vec::new();
        if self.next()? == b']' {
            self.at += 1;
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.ends(b']')? {
                return Some(Json::Array(items));
            }
        }
    }

    /// Behind an item: whether the list ends here; a comma says that it goes on.
    fn ends(&mut self, end: u8) -> Option<bool> {
        let byte = self.next()?;
        if byte != end && byte != b',' {
            return None;
        }
        self.at += 1;
        Some(byte == end)
    }

    /// From its quotation mark on.
    fn string(&mut self) -> Option<String> {
        self.at += 1;
        let plain = self.plain()?;
        // Most texts hold no escapes: one allocation of just their length.
        if self.take(b'"') {
            return Some(plain.to_owned());
        }
        let mut text = plain.to_owned();
        while self.take(b'\\') {
            text.push(self.escaped()?);
            text.push_str(self.plain()?);
            if self.take(b'"') {
                return Some(text);
            }
        }
        None
    }

    /// The characters up to a quotation mark, a backslash or a control character.
    fn plain(&mut self) -> Option<&'a str> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).unwrap_or(rest.len());
        // The ends are ASCII, so these are whole characters.
        self.text.get(start..self.at)
    }

    fn escaped(&mut self) -> Option<char> {
        let byte = self.peek()?;
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            _ => return None,
        };
        self.at += 1;
        Some(character)
    }

    fn code_point(&mut self) -> Option<char> {
        let high = self.four_digits()?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high);
        }
        if !self.take(b'\\') || !self.take(b'u') {
            return None;
        }
        let low = self.four_digits()?;
        if !(0xDC00..0xE000).contains(&low) {
            return None;
        }
        char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut value = 0;
        for _ in 0..4 {
            value = value << 4 | u32::from(hex(self.peek()?)?);
            self.at += 1;
        }
        Some(value)
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        if !self.text.as_bytes().get(self.at..)?.starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        Some(value)
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = self.peek()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }
}
