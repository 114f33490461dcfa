//! Places as backends write them, read as places in the answers.

use std::borrow::Cow;

use forms::Pointer;

/// Reads `/a/0`, `#/a/0`, `a[0]`, `a.0`, `$.a` and `a` alike; a text that names no place is the whole.
pub(crate) fn read(text: &str) -> Pointer {
    let text = text.trim();
    if text.is_empty() || text.starts_with('/') || text.starts_with('#') {
        return Pointer::parse(text).unwrap_or_default();
    }
    let text = text.strip_prefix('$').unwrap_or(text);
    let tokens = text.split(['.', '[', ']']).map(|token| token.trim_matches(['"', '\'']));
    tokens.filter(|token| !token.is_empty()).fold(Pointer::root(), |place, token| place.join(token))
}

/// Whether two names are one, written by different habits: `TempatLahir`, `tempatLahir`, `tempat_lahir`.
pub(crate) fn is_alike(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<u8> {
        text.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase()).collect()
    };
    letters(a) == letters(b)
}

/// The known place that is meant: the same one; or one whose names are alike; or the only one with the last name, when a
/// backend names no way to it. Else the place as it is.
pub(crate) fn known(place: Pointer, places: &[Pointer]) -> Pointer {
    let tokens: Vec<Cow<str>> = place.tokens().collect();
    if tokens.is_empty() || places.iter().any(|known| known.contains(&place)) {
        return place;
    }
    let alike = |known: &&Pointer| {
        let names: Vec<Cow<str>> = known.tokens().collect();
        names.len() <= tokens.len() && names.iter().zip(&tokens).all(|(name, token)| is_alike(name, token))
    };
    if let Some(known) = places.iter().find(alike) {
        return known.clone();
    }
    let mut named = places.iter().filter(|known| match (known.last(), tokens.as_slice()) {
        (Some(last), [only]) => is_alike(&last, only),
        _ => false,
    });
    match (named.next(), named.next()) {
        (Some(known), None) => known.clone(),
        _ => place,
    }
}
