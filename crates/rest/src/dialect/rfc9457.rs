//! Problem details (RFC 9457): `{ "detail": …, "errors": [ { "pointer": "/a/b", "detail": … } ] }`; and the example of the
//! RFC before it: `"invalid-params": [ { "name": …, "reason": … } ]`.

use forms::Json;

use super::{Refusal, list, text};

/// Reads a problem document; `None` when the body has none of its members.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let sentence = text(body, &["detail", "title"]);
    let errors = ["errors", "invalid-params"].iter().find_map(|key| body.get(key)?.as_array());
    if sentence.is_none() && errors.is_none() {
        return None;
    }
    let place = ["pointer", "field", "path", "name"];
    let problems = list(errors.unwrap_or_default(), &place, &["detail", "message", "reason", "title"], sentence);
    Some(Refusal { problems, sentence: sentence.map(String::from) })
}
