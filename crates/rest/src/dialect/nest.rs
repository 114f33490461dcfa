//! NestJS with class-validator: `{ "statusCode": 400, "message": [ "pemilik.nik must be …" ], "error": "Bad Request" }`, where a
//! sentence begins with its place; or the list of errors itself: `[ { "property", "constraints", "children" } ]`.

use forms::{Json, Pointer, Problem};

use super::{Refusal, problem, text};
use crate::place;

/// Reads what has a `statusCode` and says something, or a list of validation errors.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    if let Some(errors) =
        [Some(body), body.get("message"), body.get("errors")].into_iter().flatten().find(|errors| is_tree(errors))
    {
        let mut problems = Vec::new();
        below(errors, &Pointer::root(), &mut problems);
        return Some(Refusal { problems, sentence: None });
    }
    body.get("statusCode")?;
    match body.get("message")? {
        Json::Array(sentences) => {
            let problems = sentences.iter().filter_map(|sentence| sentence.as_str().map(said)).collect();
            Some(Refusal { problems, sentence: None })
        }
        // An exception's own words.
        _ => Some(Refusal { problems: Vec::new(), sentence: text(body, &["message"]).map(String::from) }),
    }
}

fn is_tree(errors: &Json) -> bool {
    errors.as_array().is_some_and(|errors| {
        !errors.is_empty() && errors.iter().all(|error| error.get("property").and_then(Json::as_str).is_some())
    })
}

fn below(errors: &Json, at: &Pointer, problems: &mut Vec<Problem>) {
    for error in errors.as_array().unwrap_or_default() {
        let place = at.join(text(error, &["property"]).unwrap_or_default());
        let sentences = error.get("constraints").and_then(Json::as_object);
        for (_, sentence) in sentences.into_iter().flat_map(|sentences| sentences.iter()) {
            problems.extend(sentence.as_str().map(|sentence| problem(place.clone(), sentence)));
        }
        if let Some(children) = error.get("children") {
            below(children, &place, problems);
        }
    }
}

// "barang.0.nama must be a string": the place, and the sentence as it was before the framework put the way in front of it.
fn said(sentence: &str) -> Problem {
    let start =
        ["each value in ", "property "].iter().find_map(|start| sentence.strip_prefix(start)).unwrap_or(sentence);
    // "hp: nomor ini tidak aktif." is written, too.
    let way = start.split([' ', ':']).next().unwrap_or_default();
    let plain = match way.rsplit_once('.') {
        Some((parents, last)) if !last.is_empty() => sentence.replacen(&[parents, "."].concat(), "", 1),
        _ => String::from(sentence),
    };
    problem(place::read(way), &plain)
}
