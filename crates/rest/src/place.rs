//! Places as backends write them, read as places in the answers.

use forms::Pointer;

/// Reads `/a/0`, `#/a/0`, `a[0]`, `a.0` and `a` alike; a text that names no place is the whole.
///
/// The body is the answers as they are, so a place in the body is a place in the answers.
pub(crate) fn read(text: &str) -> Pointer {
    let text = text.trim();
    if text.is_empty() || text.starts_with('/') || text.starts_with('#') {
        return Pointer::parse(text).unwrap_or_default();
    }
    let text = text.strip_prefix('$').unwrap_or(text);
    let tokens = text.split(['.', '[', ']']).map(|token| token.trim_matches(['"', '\'']));
    tokens.filter(|token| !token.is_empty()).fold(Pointer::root(), |place, token| place.join(token))
}
