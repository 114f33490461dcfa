//! JSON:API: `{ "errors": [ { "source": { "pointer": "/data/attributes/nik" }, "title": …, "detail": … } ] }`.

use forms::{Json, Pointer};

use super::{Refusal, problem, text};
use crate::place;

/// Reads a list whose items have a `source`, or the specification's `status` and `title`.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let errors = body.get("errors")?.as_array()?;
    let known =
        |error: &Json| error.get("source").is_some() || (error.get("status").is_some() && error.get("title").is_some());
    if errors.is_empty() || !errors.iter().all(known) {
        return None;
    }
    let said = |error: &Json| {
        let source = error.get("source").and_then(|source| text(source, &["pointer", "parameter"]));
        Some(problem(place::read(source.unwrap_or_default()), text(error, &["detail", "title"])?))
    };
    Some(Refusal { problems: errors.iter().filter_map(said).collect(), sentence: None })
}

/// The place without the envelope: also backends that take a bare body name places in it.
pub(crate) fn unwrapped(place: &Pointer) -> Option<Pointer> {
    let rest = ["/data/attributes", "/data/relationships"].iter().find_map(|top| place.as_str().strip_prefix(top))?;
    Pointer::parse(rest)
}
