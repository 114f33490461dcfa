//! How backends say what is wrong: one file per dialect, tried in order, the more particular first. Two shapes come again
//! and again: a list of mistakes that name their places, and a tree of sentences in the shape of the body.

mod aspnet;
mod django;
mod envelope;
mod express;
mod fastapi;
mod jsonapi;
mod laravel;
mod nest;
mod rfc9457;
mod spring;

use forms::{Json, Pointer, Problem, ProblemKind, Severity};

use crate::{outcome, place};

pub(crate) use jsonapi::unwrapped;

/// What a refusal says: problems with their places in the body, and a sentence for the whole.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) problems: Vec<Problem>,
    pub(crate) sentence: Option<String>,
}

/// Reads the body of a definite refusal; `None` when no dialect recognises it.
pub(crate) fn read(body: &Json) -> Option<Refusal> {
    const DIALECTS: [fn(&Json) -> Option<Refusal>; 10] = [
        fastapi::read,
        express::read,
        jsonapi::read,
        spring::read,
        nest::read,
        aspnet::read,
        laravel::read,
        rfc9457::read,
        envelope::read,
        django::read,
    ];
    DIALECTS.iter().find_map(|dialect| dialect(body))
}

/// Whether a reply that calls itself a success says in its body that it is none.
pub(crate) fn denies(body: &Json) -> bool {
    envelope::denies(body)
}

/// A problem with the backend's own sentence.
pub(crate) fn problem(pointer: Pointer, sentence: &str) -> Problem {
    let kind = ProblemKind::Backend { sentence: outcome::sentence(sentence.trim()) };
    Problem { pointer, severity: Severity::Error, kind }
}

/// The first of these members that is a text with something in it.
fn text<'a>(json: &'a Json, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| Some(json.get(key)?.as_str()?.trim()).filter(|text| !text.is_empty()))
}

/// The sentence for the whole.
fn whole(body: &Json) -> Option<String> {
    text(body, &["detail", "message", "title", "error"]).map(String::from)
}

/// A list of mistakes: `place` is the member that names where, `sentence` are the members that say what, the best first.
/// A mistake without a sentence of its own is told by the sentence for the whole.
fn list(items: &[Json], place: &[&str], sentence: &[&str], whole: Option<&str>) -> Vec<Problem> {
    let said = |item: &Json| {
        let words = text(item, sentence).or_else(|| item.as_str()).or(whole).unwrap_or_default();
        problem(place::read(text(item, place).unwrap_or_default()), words)
    };
    items.iter().map(said).collect()
}

/// A tree of sentences: names lead to a sentence, to a list of sentences, or deeper; a list of trees is a list of rows.
/// `None` when something else stands there, or nothing.
fn tree(json: &Json) -> Option<Vec<Problem>> {
    let mut problems = Vec::new();
    (walk(json, &Pointer::root(), &mut problems) && !problems.is_empty()).then_some(problems)
}

fn walk(json: &Json, at: &Pointer, problems: &mut Vec<Problem>) -> bool {
    match json {
        Json::String(sentence) => {
            problems.push(problem(at.clone(), sentence));
            true
        }
        Json::Array(items) => items.iter().enumerate().all(|(index, item)| {
            let is_sentence = item.as_str().is_some();
            walk(item, &if is_sentence { at.clone() } else { at.join_index(index) }, problems)
        }),
        Json::Object(members) => members.iter().all(|(name, value)| {
            // What belongs to no member stands under a name of its own in each framework.
            let is_whole = matches!(name, "non_field_errors" | "nonFieldErrors" | "__all__" | "base" | "_errors");
            let tokens = if is_whole { Pointer::root() } else { place::read(name) };
            walk(value, &tokens.tokens().fold(at.clone(), |at, token| at.join(&token)), problems)
        }),
        _ => false,
    }
}
