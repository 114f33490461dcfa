//! A place in a JSON value (RFC 6901).

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
        todo!()
    }
    /// This place's child `token` (unescaped).
    pub fn join(&self, token: &str) -> Pointer {
        todo!()
    }
    /// The unescaped tokens.
    pub fn tokens(&self) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        std::iter::empty()
    }
    pub fn parent(&self) -> Option<Pointer> {
        todo!()
    }
    /// Whether `self` is `other` or lies above it.
    pub fn contains(&self, other: &Pointer) -> bool {
        todo!()
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
