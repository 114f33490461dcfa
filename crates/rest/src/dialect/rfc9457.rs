//! Problem details (RFC 9457): `{ "detail": …, "errors": [ { "pointer": "/a/b", "detail": … } ] }`.

use forms::{Json, Problem, ProblemKind, Severity};

use crate::{dialect::Refusal, place};

/// Reads a problem document; `None` when the body has neither of its members.
pub(crate) fn read(body: &Json) -> Option<Refusal> {
    let sentence = text(body, "detail").or_else(|| text(body, "title"));
    let errors = body.get("errors").and_then(Json::as_array);
    if sentence.is_none() && errors.is_none() {
        return None;
    }
    let fallback = sentence.unwrap_or_default();
    let problems = errors.unwrap_or_default().iter().map(|error| problem(error, fallback)).collect();
    Some(Refusal { problems, sentence: sentence.map(String::from) })
}

fn problem(error: &Json, fallback: &str) -> Problem {
    let sentence = text(error, "detail").or_else(|| error.as_str()).unwrap_or(fallback);
    Problem {
        pointer: place::read(text(error, "pointer").unwrap_or_default()),
        severity: Severity::Error,
        kind: ProblemKind::Backend { sentence: String::from(sentence) },
    }
}

fn text<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    json.get(key)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}
