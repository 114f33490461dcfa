//! express-validator: `{ "errors": [ { "path": "pemilik.nik", "msg": …, "location": "body" } ] }`; version 6 says `param`, and
//! `mapped()` makes an object of it. Zod, Vine and others write the same list with `message`, Zod its path as tokens.

use forms::{Json, Pointer, Problem};

use super::{Refusal, list, problem, text, whole};

const SENTENCE: [&str; 2] = ["msg", "message"];
const PLACE: [&str; 3] = ["path", "param", "field"];

/// Reads a list (or an object) whose items say `msg`, or `message` beside a place.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors: Vec<Json> = match ["errors", "issues"].iter().find_map(|key| body.get(key))? {
        Json::Array(items) => items.clone(),
        Json::Object(items) => items.iter().map(|(_, item)| item.clone()).collect(),
        _ => return None,
    };
    let known = |error: &Json| {
        let has_place = PLACE.iter().any(|key| error.get(key).is_some());
        error.get("msg").is_some() || (has_place && error.get("message").is_some())
    };
    if errors.is_empty() || !errors.iter().all(known) {
        return None;
    }
    let problems = match errors.iter().map(by_tokens).collect::<Option<Vec<Problem>>>() {
        Some(problems) => problems,
        None => list(&errors, &PLACE, &SENTENCE, None),
    };
    Some(Refusal { problems, sentence: whole(body) })
}

// Zod's: the path is a list of names and indices.
fn by_tokens(error: &Json) -> Option<Problem> {
    let tokens = error.get("path")?.as_array()?.iter();
    let text_of = |token: &Json| token.as_str().map_or_else(|| token.to_text(), String::from);
    let place = tokens.fold(Pointer::root(), |place, token| place.join(&text_of(token)));
    Some(problem(place, text(error, &SENTENCE)?))
}
