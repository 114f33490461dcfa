//! Envelopes of one's own, common where every reply has status 200: `{ "success": false, "message": … }`,
//! `{ "status": "error", "message": …, "errors": … }`, `{ "metaData": { "code": 422, "message": … } }`.

use forms::Json;

use super::{Refusal, whole};

/// Reads the sentence of an envelope that says no. Mistakes with places have been read by other dialects before.
pub(super) fn read(body: &Json) -> Option<Refusal> {
    let inner = body.get("metaData").or_else(|| body.get("meta")).unwrap_or(body);
    denies(body).then(|| whole(inner))?.map(|sentence| Refusal { problems: Vec::new(), sentence: Some(sentence) })
}

/// Whether an envelope says no.
pub(super) fn denies(body: &Json) -> bool {
    let inner = body.get("metaData").or_else(|| body.get("meta")).unwrap_or(body);
    let is_false = |key: &str| inner.get(key).and_then(Json::as_bool) == Some(false);
    let fails =
        |key: &str| matches!(inner.get(key).and_then(Json::as_str), Some("error" | "fail" | "failed" | "gagal"));
    let code = ["code", "statusCode", "status"].iter().find_map(|key| inner.get(key)?.as_i64());
    let has_errors = match body.get("errors") {
        Some(Json::Array(errors)) => !errors.is_empty(),
        Some(Json::Object(errors)) => !errors.is_empty(),
        _ => false,
    };
    let is_error = inner.get("error").and_then(Json::as_bool) == Some(true);
    ["success", "ok", "status"].iter().any(|key| is_false(key))
        || ["status", "result"].iter().any(|key| fails(key))
        || code.is_some_and(|code| (400..500).contains(&code))
        || has_errors
        || is_error
}
