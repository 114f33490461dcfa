//! Spring: the list of a BindingResult, `{ "status": 400, "errors": [ { "field": "pemilik.nik", "defaultMessage": … } ] }`, and
//! the same list with `message` in a ProblemDetail's `errors` or `violations` (problem-spring-web, Quarkus).

use forms::Json;

use super::{Refusal, list, text};

/// Reads a list whose items name a `field`.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors = ["errors", "fieldErrors", "violations"].iter().find_map(|key| body.get(key)?.as_array())?;
    let known = |error: &Json| error.get("field").is_some() || error.get("objectName").is_some();
    if errors.is_empty() || !errors.iter().all(known) {
        return None;
    }
    let problems = list(errors, &["field"], &["defaultMessage", "message", "detail"], None);
    Some(Refusal { problems, sentence: text(body, &["detail", "title"]).map(String::from) })
}
