//! The body of a submission by a template: where each answer stands in it, and the way back from a place in the body to
//! the answer.

use std::borrow::Cow;

use forms::{Json, Pointer};

use crate::place;

/// What a template may put into a body beside answers and constants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'a> {
    pub(crate) key: &'a str,
    pub(crate) service: &'a str,
    pub(crate) version: &'a str,
    pub(crate) channel: &'a str,
    /// Which counter of the office helped; `None` when nobody did, and then its place stays empty.
    pub(crate) assisted: Option<&'a str>,
}

/// The template: parts in the order in which they are put.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Body {
    pub(crate) parts: Vec<Part>,
}

/// One place of the body, as tokens (`*` is every row of a list), and what stands there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) place: Vec<String>,
    pub(crate) source: Source,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// An answer, by the tokens of its place.
    Answer(Vec<String>),
    Constant(Json),
    /// `key`, `service`, `version`, `channel` or [`ASSISTED`].
    Own(String),
}

pub(crate) const EVERY: &str = "*";
pub(crate) const ASSISTED: &str = "assisted";

impl Own<'_> {
    /// The value of a name; `None` for an unknown one.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        match name {
            "key" => Some(self.key),
            "service" => Some(self.service),
            "version" => Some(self.version),
            "channel" => Some(self.channel),
            ASSISTED => self.assisted,
            _ => None,
        }
    }
}

impl Body {
    /// The body that carries `answers`.
    pub(crate) fn fill(&self, answers: &Json, own: Own) -> Json {
        let mut body = Json::object();
        for Part { place, source } in &self.parts {
            match source {
                Source::Answer(answer) => put(&mut body, &Pointer::root(), place, Some(answers), answer),
                Source::Constant(value) => body.set(&join(&Pointer::root(), place), value.clone()),
                Source::Own(name) => {
                    if let Some(value) = own.get(name) {
                        body.set(&join(&Pointer::root(), place), Json::from(value));
                    }
                }
            }
        }
        body
    }

    /// Whether it has a place for the counter that helped.
    pub(crate) fn tells_assistance(&self) -> bool {
        self.parts.iter().any(|part| matches!(&part.source, Source::Own(name) if name == ASSISTED))
    }

    /// The place in the answers for a place in the body, also behind names of methods and types; the root when no answer stands there.
    pub(crate) fn back(&self, wire: &Pointer) -> Pointer {
        let tokens: Vec<Cow<str>> = wire.tokens().collect();
        let ways = (0..tokens.len()).filter_map(|start| tokens.get(start..));
        let mut wires = ways.map(|way| way.iter().fold(Pointer::root(), |wire, token| wire.join(token)));
        wires.find_map(|wire| translate(&wire, || self.pairs())).unwrap_or_default()
    }

    /// The place in the body for a place in the answers; the same place when the template does not carry it.
    pub(crate) fn forth(&self, answer: &Pointer) -> Pointer {
        let pairs = || self.pairs().map(|(place, answer)| (answer, place));
        translate(answer, pairs).unwrap_or_else(|| answer.clone())
    }

    fn pairs(&self) -> impl Iterator<Item = (&[String], &[String])> {
        self.parts.iter().filter_map(|part| match &part.source {
            Source::Answer(answer) => Some((part.place.as_slice(), answer.as_slice())),
            _ => None,
        })
    }
}

// Puts what stands at `source` below `json` to `place` below `at`; both walk through the rows of a list together.
fn put(body: &mut Json, at: &Pointer, place: &[String], json: Option<&Json>, source: &[String]) {
    let every = |tokens: &[String]| tokens.iter().position(|token| token == EVERY).unwrap_or(tokens.len());
    let (place, rows_place) = place.split_at(every(place));
    let (source, rows_source) = source.split_at(every(source));
    let (at, source) = (join(at, place), join(&Pointer::root(), source));
    let Some(json) = json.and_then(|json| json.at(&source)) else { return };
    match (rows_place.split_first(), rows_source.split_first()) {
        (Some((_, place)), Some((_, source))) => {
            for (index, row) in json.as_array().unwrap_or_default().iter().enumerate() {
                let at = at.join_index(index);
                // A row keeps its number though it may lack this answer.
                if body.at(&at).is_none() {
                    body.set(&at, Json::object());
                }
                put(body, &at, place, Some(row), source);
            }
        }
        _ => body.set(&at, json.clone()),
    }
}

// By the longest pair whose first side leads to the place; letter by letter, else as loosely as backends write names.
fn translate<'a, P: Iterator<Item = (&'a [String], &'a [String])>>(
    place: &Pointer,
    pairs: impl Fn() -> P,
) -> Option<Pointer> {
    let tokens: Vec<Cow<str>> = place.tokens().collect();
    let by = |same: fn(&str, &str) -> bool| {
        let found = pairs().filter(|(from, _)| leads(from, &tokens, same)).max_by_key(|(from, _)| from.len());
        found.map(|(from, to)| follow(from, to, &tokens))
    };
    by(|a, b| a == b).or_else(|| by(place::is_alike))
}

fn leads(from: &[String], tokens: &[Cow<str>], same: fn(&str, &str) -> bool) -> bool {
    let fits = |(from, token): (&String, &Cow<str>)| from == EVERY || same(from, token);
    from.len() <= tokens.len() && from.iter().zip(tokens).all(fits)
}

fn follow(from: &[String], to: &[String], tokens: &[Cow<str>]) -> Pointer {
    let mut rows = from.iter().zip(tokens).filter(|(from, _)| *from == EVERY).map(|(_, token)| token);
    let mut place = Pointer::root();
    for token in to {
        let row = if token == EVERY { rows.next() } else { None };
        place = place.join(row.map_or(token.as_str(), |row| row));
    }
    tokens.iter().skip(from.len()).fold(place, |place, token| place.join(token))
}

fn join(at: &Pointer, tokens: &[String]) -> Pointer {
    tokens.iter().fold(at.clone(), |place, token| place.join(token))
}
