//! The `backend` section of an imported service: where it is sent and how, where the receipt stands, how it is followed.

use forms::{Json, Object, Pointer};

use super::{
    Wish, address,
    document::{Document, Operation},
    note::{Bucket, Notes},
    object, parameter, receipt,
    reply::{self, Reply},
    security, status,
};
use crate::said::{Said, said};

/// How answers are sent.
pub struct Body<'a> {
    /// `json`, `multipart` or `form`.
    pub encoding: &'a str,
    /// What stands in it and nobody is asked for.
    pub constants: &'a [(Pointer, Json)],
}

/// The section; `constants` are what stands in the body and nobody is asked for.
pub fn binding(document: &Document, operation: &Operation, body: &Body, wish: &Wish, notes: &mut Notes) -> Json {
    let Body { encoding, constants } = *body;
    let mut section = Object::default();
    if let Some(base) = address::base(document, operation, wish, notes) {
        section.insert("base", Json::from(base));
    }
    let mut submit = Object::default();
    submit.insert("method", Json::from(operation.method.as_str()));
    submit.insert("url", Json::from(parameter::path(document, operation, notes)));
    if encoding != "json" {
        submit.insert("encoding", Json::from(encoding));
    }
    if !constants.is_empty() {
        // The answers as they are, and the constants among them.
        let mut body = Object::default();
        body.insert("", Json::from(""));
        for (place, value) in constants {
            body.insert(place.as_str(), object([("const", value.clone())]));
        }
        submit.insert("body", Json::Object(body));
    }
    section.insert("submit", Json::Object(submit));
    security::tell(document, operation, notes);
    section.insert("receipt", receipt::receipt(document, operation, notes));
    section.insert("once", once(document, operation, notes));
    if let Some(status) = status::status(document, operation, notes) {
        section.insert("status", status);
    }
    let (bucket, said) = dialect(document, operation);
    notes.add(bucket, "problems", said);
    Json::Object(section)
}

fn once(document: &Document, operation: &Operation, notes: &mut Notes) -> Json {
    let is_key = |parameter: &&Json| {
        let name = parameter.get("name").and_then(Json::as_str).unwrap_or_default();
        parameter.get("in").and_then(Json::as_str) == Some("header") && name.eq_ignore_ascii_case("Idempotency-Key")
    };
    if document.parameters(operation).iter().any(is_key) {
        return object([("level", Json::from("key"))]);
    }
    let said = said!(
        "operasi ini tidak menerima Idempotency-Key, jadi kiriman yang hasilnya tidak diketahui tidak dikirim ulang sendiri (tingkat none).",
        "the operation takes no Idempotency-Key, so an unknown outcome is never sent again by itself (level none)."
    );
    notes.add(Bucket::Assumed, "once", said);
    object([("level", Json::from("none"))])
}

/// The dialect that the described refusals look like.
fn dialect(document: &Document, operation: &Operation) -> (Bucket, Said) {
    let replies = reply::statuses(document, operation, "4");
    let of = |begin: &str| {
        let fits = replies.iter().filter(|(status, _)| status.starts_with(begin));
        fits.filter_map(|(_, entry)| reply::json(document, entry)).next()
    };
    let schema = of("422").or_else(|| of("400")).or_else(|| of("4")).or_else(|| of("d"));
    let refusal = schema.map(|schema| Reply::read(document, schema));
    let top = |name: &str| refusal.as_ref().and_then(|reply| reply.at(&Pointer::root().join(name)));
    let has = |names: &[&str]| names.iter().all(|name| top(name).is_some());
    let is_list = |name: &str| top(name).and_then(|member| member.get("type")?.as_str()) == Some("array");
    let dialect = match () {
        _ if is_list("detail") => "FastAPI",
        _ if has(&["statusCode", "message"]) => "NestJS with class-validator",
        _ if has(&["errors", "traceId"]) || (has(&["title", "errors"]) && !is_list("errors")) => "ASP.NET",
        _ if has(&["title", "status"]) || has(&["type", "title"]) => "problem documents (RFC 9457)",
        _ if has(&["message", "errors"]) => "Laravel",
        _ if is_list("errors") => "a list of errors (express-validator, JSON:API, Spring)",
        _ if refusal.is_some() => {
            return (
                Bucket::Unknown,
                said!(
                    "penolakan yang dijelaskan dokumen tidak mirip bentuk yang dikenal; bila kalimatnya tidak tampil, tulis `problems` (docs/backend.md).",
                    "the refusals that the document describes look like none of the known dialects; where their sentences do not show, write `problems` (docs/backend.md)."
                ),
            );
        }
        _ => {
            return (
                Bucket::Unknown,
                said!(
                    "dokumen tidak menjelaskan penolakan; bentuk yang dikenal dikenali sendiri.",
                    "the document does not describe refusals; the known dialects are recognised by themselves."
                ),
            );
        }
    };
    let said = said!(
        "penolakan tampak seperti {dialect}; dikenali sendiri.",
        "refusals look like {dialect}; recognised by itself."
    );
    (Bucket::Taken, said)
}
