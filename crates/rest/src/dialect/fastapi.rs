//! FastAPI and pydantic: `{ "detail": [ { "loc": [ "body", "pemilik", "nik" ], "msg": …, "type": … } ] }`.

use forms::{Json, Pointer, Problem};

use super::{Refusal, problem, text};

/// Reads a list under `detail`.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors = body.get("detail")?.as_array()?;
    let problems: Option<Vec<Problem>> = errors.iter().map(said).collect();
    Some(Refusal { problems: problems?, sentence: None })
}

fn said(error: &Json) -> Option<Problem> {
    let sentence = text(error, &["msg"])?;
    // What pydantic puts before the words of a validator of one's own.
    let sentence = sentence.strip_prefix("Value error, ").unwrap_or(sentence);
    let mut place = Pointer::root();
    // The first token is the part of the request: body, query, path.
    for token in error.get("loc")?.as_array()?.iter().skip(1) {
        place = match token {
            Json::String(name) => place.join(name),
            _ => place.join(&token.to_text()),
        };
    }
    Some(problem(place, sentence))
}
