//! Places as backends write them, read as places in the answers.

use std::borrow::Cow;

use forms::{Json, Pointer};

/// The row of a list in a known place, whichever it is.
const ROW: &str = "-";

/// Reads `/a/0`, `#/a/0`, `a[0]`, `a.0`, `$.a` and `a` alike; a text that names no place is the whole.
pub(crate) fn read(text: &str) -> Pointer {
    let text = text.trim();
    if text.is_empty() || text.starts_with('/') || text.starts_with('#') {
        return Pointer::parse(text).unwrap_or_default();
    }
    if text.contains('/') && !text.contains('[') {
        return Pointer::parse(&["/", text].concat()).unwrap_or_default();
    }
    let text = text.strip_prefix('$').unwrap_or(text);
    let tokens = text.split(['.', '[', ']']).map(|token| token.trim_matches(['"', '\'']));
    tokens.filter(|token| !token.is_empty()).fold(Pointer::root(), |place, token| place.join(token))
}

/// A place as a text, or as a list of names and numbers; `None` when it is neither, or leads nowhere.
pub(crate) fn of(json: &Json) -> Option<Pointer> {
    let place = match json {
        Json::String(text) => read(text),
        Json::Array(tokens) => match tokens.as_slice() {
            [Json::String(only)] => read(only),
            tokens => tokens.iter().fold(Pointer::root(), |place, token| {
                // Valibot tells more of each step.
                let token = token.get("key").unwrap_or(token);
                token.as_str().map_or_else(|| place.join(&token.to_text()), |name| place.join(name))
            }),
        },
        _ => return None,
    };
    (!place.as_str().is_empty()).then_some(place)
}

/// The place without JSON:API's envelope: also backends that take a bare body name places in it.
pub(crate) fn unwrapped(place: &Pointer) -> Option<Pointer> {
    let rest = ["/data/attributes", "/data/relationships"].iter().find_map(|top| place.as_str().strip_prefix(top))?;
    Pointer::parse(rest)
}

/// Whether two names are one, written by different habits: `TempatLahir`, `tempatLahir`, `tempat_lahir`.
pub(crate) fn is_alike(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
        text.bytes().filter(|byte| !matches!(byte, b'_' | b'-' | b' ')).map(|byte| byte.to_ascii_lowercase())
    }
    letters(a).eq(letters(b))
}

/// The known place that is meant: the same one; or one whose names are alike, also behind names of methods, parameters and types;
/// or the only one with the last name, when a backend names no way to it. What lies deeper than it is known is spelled as known
/// names are. With it, whether it is a known place itself and not only within one; `None` when nothing known is meant.
pub(crate) fn known(place: &Pointer, places: &[Pointer]) -> Option<(Pointer, bool)> {
    let tokens: Vec<Cow<str>> = place.tokens().collect();
    let mut rest = tokens.as_slice();
    loop {
        if let Some(known) = led(rest, places).or_else(|| named(rest, places)) {
            return Some(known);
        }
        let (first, after) = rest.split_first()?;
        // What stands in a row of something unknown is no question beside it; a list of bodies has numbers in front.
        if is_number(first) && rest.len() != tokens.len() {
            return None;
        }
        rest = after;
    }
}

// The place of the longest known way that begins it; of two that are as long, the one that is written the same.
fn led(tokens: &[Cow<str>], places: &[Pointer]) -> Option<(Pointer, bool)> {
    let mut best: Option<(usize, Vec<Cow<str>>)> = None;
    for known in places {
        let names: Vec<Cow<str>> = known.tokens().collect();
        let fits = |(name, token): (&Cow<str>, &Cow<str>)| {
            if name == ROW { is_number(token) } else { is_alike(name, token) }
        };
        if names.is_empty() || names.len() > tokens.len() || !names.iter().zip(tokens).all(fits) {
            continue;
        }
        let same = names.iter().zip(tokens).filter(|(name, token)| name == token).count();
        let weight = names.len() * 64 + same;
        if best.as_ref().is_none_or(|(best, _)| *best < weight) {
            best = Some((weight, names));
        }
    }
    let (_, names) = best?;
    let mut found = Pointer::root();
    for (index, token) in tokens.iter().enumerate() {
        found = match names.get(index) {
            Some(name) if name != ROW => found.join(name),
            Some(_) => found.join(token),
            None => found.join(&spelled(token, places)),
        };
    }
    Some((found, names.len() == tokens.len()))
}

// The only known place with this last name.
fn named(tokens: &[Cow<str>], places: &[Pointer]) -> Option<(Pointer, bool)> {
    let [only] = tokens else { return None };
    let mut named = places.iter().filter(|known| {
        let is_in_row = known.tokens().any(|token| token == ROW);
        !is_in_row && known.last().is_some_and(|last| is_alike(&last, only))
    });
    match (named.next(), named.next()) {
        (Some(known), None) => Some((known.clone(), true)),
        _ => None,
    }
}

// `JumlahUnit` as `jumlah_unit` where known names have such lines, else as `jumlahUnit`.
fn spelled(token: &str, places: &[Pointer]) -> String {
    let has_lines = places.iter().any(|known| known.as_str().contains('_'));
    let mut out = String::new();
    let mut before = '_';
    for letter in token.chars() {
        let is_capital = letter.is_ascii_uppercase();
        if is_capital && has_lines && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            out.push('_');
        }
        let keeps = is_capital && !has_lines && before.is_ascii_lowercase();
        out.push(if keeps { letter } else { letter.to_ascii_lowercase() });
        before = letter;
    }
    out
}

fn is_number(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}
