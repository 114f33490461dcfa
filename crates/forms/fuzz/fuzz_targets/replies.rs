//! Reads any reply to a submission under any status: it means one thing, a server's own trouble is never a refusal, what is told is
//! bounded, and a client's error always leaves the citizen with a draft or with a wait.
#![no_main]

use forms::{Json, Pointer, ProblemKind};
use forms_fuzz::Source;
use libfuzzer_sys::fuzz_target;
use rest::{Backend, Outcome, Reply};

/// The names and texts of replies.
const REPLY: &[&str] = &[
    "error", "errors", "message", "messages", "detail", "details", "violations", "fieldErrors", "ModelState", "issues", "children",
    "constraints", "field", "path", "pointer", "loc", "propertyPath", "property", "source", "target", "name", "title", "type", "status",
    "success", "code", "metaData", "data", "json", "body", "_errors", "non_field_errors", "base", "inner", "validation", "value", "text",
    "number", "promised", "link", "nik", "pemilik", "pemilik.nik", "alat", "alat[1].jumlah", "1", "$", "$.nik", "/data/attributes/nik",
    "NIK harus 16 angka.", "Kuota habis.", "Bad Request", "Not Found", "ValidationError", "QUOTA_EXCEEDED", "false", "gagal", "422", "00",
    "Key: 'Permit.NIK' Error:Field validation failed", "\"nik\" is required", "body/alat/1/jumlah must be integer",
    "each value in nik must be a string", "java.lang.X: not for people", "2026-11-24T17:00:00Z", "/permits/17", "https://a.example/b",
];
const PLACES: [&str; 5] = ["/nik", "/pemilik/nik", "/alat", "/alat/-/jumlah", "/text"];
const TYPES: [&str; 4] = ["application/json", "application/problem+json", "text/html", ""];

fuzz_target!(|bytes: &[u8]| {
    let [level, status, kind, rest @ ..] = bytes else { return };
    let section = ["{}", r#"{ "once": { "level": "key" } }"#, r#"{ "problems": { "items": "/data", "place": "/path", "sentence": "/text" } }"#,
        r#"{ "submit": { "body": { "/a/*/b": "/alat/*/jumlah", "/c": "/nik" } } }"#];
    let section = section.get(usize::from(level % 4)).and_then(|text| Json::parse(text).ok()).unwrap_or_default();
    let Ok(backend) = Backend::read(&section, None) else { return };
    let backend = backend.with_places(PLACES.iter().filter_map(|place| Pointer::parse(place)).collect());
    let body = match std::str::from_utf8(rest) {
        Ok(text) if level & 128 != 0 => String::from(text),
        _ => Source::new(rest).json(REPLY).to_text(),
    };
    let status = 200 + u16::from(*status) + u16::from(level >> 2 & 1) * 100;
    let content_type = TYPES.get(usize::from(kind % 4)).copied().unwrap_or_default();
    let reply = Reply { status, content_type, body: &body, location: Some("/permits/17"), ..Reply::default() };
    let outcome = backend.receipt(&reply);
    match &outcome {
        Outcome::Refused { problems, sentence } => {
            assert!(status < 500 && problems.len() <= 200, "{status} {body}");
            let said = problems.iter().filter_map(|problem| match &problem.kind {
                ProblemKind::Backend { sentence } => Some(sentence),
                _ => None,
            });
            assert!(said.chain(sentence).all(|text| text.chars().count() <= 2_000), "{body}");
        }
        Outcome::Accepted(receipt) => assert!((200..300).contains(&status) && receipt.number.chars().count() <= 64, "{status} {body}"),
        Outcome::InProgress => assert!(status == 409),
        Outcome::Busy { .. } => assert!(matches!(status, 408 | 425 | 429 | 503)),
        Outcome::Returned(_) => unreachable!("only a round of tries is turned away"),
        Outcome::Failed(_) => {}
    }
    if (400..500).contains(&status) && !matches!(outcome, Outcome::Busy { .. } | Outcome::InProgress) {
        assert!(matches!(outcome.turned_away(), Outcome::Refused { .. } | Outcome::Returned(_)), "{status} {body}");
    }
});
