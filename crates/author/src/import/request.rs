//! What an operation takes: its body's schema, and how Loket writes it.

use forms::{Json, Object};

use super::{
    document::{Document, Operation},
    net,
    note::{Bucket, Notes},
};
use crate::said::{Said, said};

/// A body as a submission sends it.
pub struct Request<'a> {
    pub schema: &'a Json,
    /// What the binding calls it: `json`, `multipart` or `form`.
    pub encoding: &'static str,
}

/// How Loket can write a body of a media type, the best first (RFC 9110, 8.3.1: types are compared without case and parameters; ranges
/// as in 12.5.1). A range leaves the choice to us: JSON.
fn encoding(media: &str) -> Option<(u8, &'static str)> {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match media.as_str() {
        "application/json" => Some((0, "json")),
        "text/json" => Some((1, "json")),
        _ if media.starts_with("application/") && media.ends_with("+json") => Some((2, "json")),
        "application/*" | "*/*" => Some((3, "json")),
        "multipart/form-data" => Some((4, "multipart")),
        "application/x-www-form-urlencoded" => Some((5, "form")),
        "multipart/*" => Some((6, "multipart")),
        _ => None,
    }
}

/// Whether a media type, or the range, holds JSON.
pub fn is_json(media: &str) -> bool {
    encoding(media).is_some_and(|(_, encoding)| encoding == "json")
}

/// The body of an operation.
pub fn request<'a>(document: &'a Document, operation: &Operation<'a>, notes: &mut Notes) -> Result<Request<'a>, Said> {
    let body = operation.json.get("requestBody").map(|body| document.follow(body));
    if let Some(reference) = body.and_then(|body| body.get("$ref")).and_then(Json::as_str) {
        return Err(super::join::leads_out(reference));
    }
    let content = body.and_then(|body| body.get("content")).and_then(Json::as_object);
    let Some((body, content)) = body.zip(content) else {
        return Err(said!(
            "Operasi ini tidak punya badan (requestBody), jadi tidak ada yang ditanyakan.",
            "The operation has no body (requestBody), so there is nothing to ask."
        ));
    };
    net::rest(body, &["content", "required", "description"], "requestBody", notes);
    if let Some(text) = body.get("description").and_then(Json::as_str) {
        let said =
            said!("keterangan badan tidak ditampilkan: “{text}”.", "the body's description is not shown: “{text}”.");
        notes.add(Bucket::Unsupported, "requestBody", said);
    }
    let mut known: Vec<_> =
        content.iter().filter_map(|(media, entry)| Some((encoding(media)?, media, entry))).collect();
    known.sort_by_key(|((rank, _), ..)| *rank);
    let Some(((_, encoding), media, entry)) = known.first().copied() else { return Err(no_way(content)) };
    let Some(schema) = entry.get("schema") else {
        return Err(said!(
            "Badan `{media}` tidak punya skema, jadi tidak ada yang bisa ditanyakan.",
            "The body `{media}` has no schema, so there is nothing to ask."
        ));
    };
    tell(media, encoding, content, notes);
    net::rest(entry, &["schema", "encoding", "example", "examples"], media, notes);
    parts(entry, encoding, notes);
    Ok(Request { schema, encoding })
}

fn no_way(content: &Object) -> Said {
    let names: Vec<&str> = content.iter().map(|(media, _)| media).collect();
    if names.is_empty() {
        return said!(
            "Badan operasi ini tidak menyebut jenis isi (content kosong), jadi tidak ada yang ditanyakan.",
            "The operation's body names no media type (content is empty), so there is nothing to ask."
        );
    }
    let names = names.join(", ");
    said!(
        "Operasi ini tidak menerima JSON maupun formulir, hanya {names}. Loket mengirim application/json, multipart/form-data atau application/x-www-form-urlencoded.",
        "The operation takes neither JSON nor a form, but {names}. Loket sends application/json, multipart/form-data or application/x-www-form-urlencoded."
    )
}

fn tell(media: &str, encoding: &str, content: &Object, notes: &mut Notes) {
    let sent = match encoding {
        "json" => "application/json",
        "multipart" => "multipart/form-data",
        _ => "application/x-www-form-urlencoded",
    };
    if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(sent) {
        let said = said!(
            "dokumen meminta {media}; dikirim sebagai {sent}.",
            "the document asks for {media}; it is sent as {sent}."
        );
        notes.add(Bucket::Assumed, "submit", said);
    }
    let others: Vec<&str> = content.iter().map(|(other, _)| other).filter(|other| *other != media).collect();
    if !others.is_empty() {
        let others = others.join(", ");
        let said = said!(
            "badan boleh juga {others}; yang dipakai {media}.",
            "the body may also be {others}; {media} is used."
        );
        notes.add(Bucket::Taken, "submit", said);
    }
}

/// Where the document wants parts of a form written otherwise than Loket writes them.
fn parts(entry: &Json, encoding: &str, notes: &mut Notes) {
    for (name, part) in entry.get("encoding").and_then(Json::as_object).into_iter().flat_map(Object::iter) {
        let wishes: Vec<String> = part
            .as_object()
            .into_iter()
            .flat_map(Object::iter)
            .filter(|(key, value)| !is_ours(encoding, part, key, value))
            .map(|(key, value)| format!("{key} {}", value.as_str().map_or_else(|| value.to_text(), String::from)))
            .collect();
        let wishes = wishes.join(", ");
        if encoding == "json" || wishes.is_empty() {
            continue;
        }
        let said = said!(
            "dokumen ingin bagian ini ditulis lain ({wishes}); Loket menulis bagian menurut bawaan OpenAPI.",
            "the document wants this part written its own way ({wishes}); Loket writes parts as OpenAPI does by default."
        );
        notes.add(Bucket::Unsupported, &format!("encoding {name}"), said);
    }
    if encoding == "form" {
        let said = said!(
            "objek dan daftar di dalam formulir ditulis dengan kurung siku, a[b] dan a[0].",
            "objects and lists inside a form are written with brackets, a[b] and a[0]."
        );
        let schema = entry.get("schema").map(Json::to_text).unwrap_or_default();
        if schema.contains("\"object\"") && schema.matches("\"object\"").count() > 1 || schema.contains("\"array\"") {
            notes.add(Bucket::Assumed, "submit", said);
        }
    }
}

/// Whether a wish is how Loket writes the part anyway (OAS 3.0.3, Encoding Object; objects in a form have brackets, as `deepObject`).
fn is_ours(encoding: &str, part: &Json, key: &str, value: &Json) -> bool {
    let is_deep = encoding == "form" && part.get("style").and_then(Json::as_str) == Some("deepObject");
    match (key, value.as_str(), value.as_bool()) {
        ("style", Some("form"), _) => part.get("explode").and_then(Json::as_bool) != Some(false),
        ("style", Some("deepObject"), _) => is_deep,
        ("explode", _, Some(true)) | ("allowReserved", _, Some(false)) => true,
        ("contentType", Some(media), _) => encoding == "multipart" && is_json(media),
        _ => false,
    }
}
