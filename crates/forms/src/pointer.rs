//! A place in a JSON value (RFC 6901).

use std::borrow::Cow;

/// A JSON Pointer: `""` is the whole value, `/a/0` the first item of the member `a`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole value.
    pub fn root() -> Pointer {
        Pointer(String::new())
    }

    /// Reads `/a/0`, `#/a/0` (URI fragment) or the empty text; `None` for anything that is no pointer.
    pub fn parse(text: &str) -> Option<Pointer> {
        let text = match text.strip_prefix('#') {
            Some(fragment) => percent_decode(fragment)?,
            None => Cow::Borrowed(text),
        };
        is_pointer(&text).then(|| Pointer(text.into_owned()))
    }

    /// This place's child `token` (unescaped).
    pub fn join(&self, token: &str) -> Pointer {
        let mut child = String::with_capacity(self.0.len() + token.len() + 1);
        child.push_str(&self.0);
        let mut child = Pointer(child);
        child.push(token);
        child
    }

    /// This place's child `index`.
    pub fn join_index(&self, index: usize) -> Pointer {
        self.join(crate::number::write_digits(index as u128, &mut [b'0'; 20]))
    }

    /// The unescaped tokens.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The place that holds this one; `None` for the whole value.
    pub fn parent(&self) -> Option<Pointer> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Pointer(parent.to_owned()))
    }

    /// The last token, unescaped; `None` for the whole value.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        let (_, last) = self.0.rsplit_once('/')?;
        Some(unescape(last))
    }

    /// The place `inner` of the value at this place.
    pub fn append(&self, inner: &Pointer) -> Pointer {
        Pointer([self.0.as_str(), &inner.0].concat())
    }

    /// Whether `self` is `other` or lies above it.
    pub fn contains(&self, other: &Pointer) -> bool {
        match other.0.strip_prefix(self.0.as_str()) {
            Some(rest) => rest.is_empty() || rest.starts_with('/'),
            None => false,
        }
    }

    /// As RFC 6901 writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes down to the child `token` in place.
    pub(crate) fn push(&mut self, token: &str) {
        self.0.push('/');
        for character in token.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }
}

/// Whether a text is a JSON Pointer (not a URI fragment).
pub(crate) fn is_pointer(text: &str) -> bool {
    (text.is_empty() || text.starts_with('/')) && text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']))
}

/// The index that a token names in a list: digits without a zero in front.
pub(crate) fn index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    if plain { token.parse().ok() } else { None }
}

/// Decodes `%41`; `None` when it is no UTF-8 afterwards. A lone `%` stays.
pub(crate) fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [b'%', high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push((hex(*high)? << 4) | hex(*low)?);
                tail
            }
            [byte, tail @ ..] => {
                bytes.push(*byte);
                tail
            }
            [] => break,
        };
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// The value of a hexadecimal digit.
pub(crate) fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// `~1` is a slash, `~0` a tilde. By hand, since searching for a text in a text weighs a kilobyte.
fn unescape(token: &str) -> Cow<'_, str> {
    let mut parts = token.split('~');
    let first = parts.next().unwrap_or_default();
    if first.len() == token.len() {
        return Cow::Borrowed(token);
    }
    let mut plain = String::from(first);
    for part in parts {
        plain.push(if part.starts_with('1') { '/' } else { '~' });
        plain.push_str(part.get(1..).unwrap_or_default());
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests;
