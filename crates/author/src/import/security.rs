//! Who may ask: what the document says of signing in, and what to write for it. Nothing is written by itself: an account needs what no
//! document knows, such as the id of a client.

use forms::{Json, Object};

use super::{
    document::{Document, Operation},
    note::{Bucket, Notes},
};
use crate::said::{Said, said};

/// Tells what the operation wants.
pub fn tell(document: &Document, operation: &Operation, notes: &mut Notes) {
    let ways = operation.json.get("security").or_else(|| document.get(&["security"]));
    let Some(ways) = ways.and_then(Json::as_array).filter(|ways| !ways.is_empty()) else { return };
    let is_optional = ways.iter().any(|way| way.as_object().is_some_and(Object::is_empty));
    if is_optional {
        let said = said!("boleh tanpa masuk; Loket mengirim tanpa.", "works without signing in, and Loket sends so.");
        notes.add(Bucket::Assumed, "auth", said);
        return;
    }
    let mut names = Vec::new();
    for (name, _) in ways.iter().filter_map(Json::as_object).flat_map(Object::iter) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let scheme = document.get(&["components", "securitySchemes", name]).map(|scheme| document.follow(scheme));
        notes.add(Bucket::Unknown, "auth", scheme.map_or_else(|| nameless(name), |scheme| said(name, scheme)));
    }
}

fn nameless(name: &str) -> Said {
    said!(
        "operasi ini meminta `{name}` (security), yang tidak dijelaskan dokumen; tulis `auth` (docs/backend.md).",
        "the operation wants `{name}` (security), which the document does not describe; write `auth` (docs/backend.md)."
    )
}

fn said(name: &str, scheme: &Json) -> Said {
    let text = |key: &str| scheme.get(key).and_then(Json::as_str).unwrap_or_default();
    let (kind, header) = (text("type"), text("name"));
    match (kind, text("in"), text("scheme").to_ascii_lowercase().as_str()) {
        ("apiKey", "header", _) => said!(
            "operasi ini meminta kunci di header {header} (security `{name}`): \"auth\": {{ \"kind\": \"header\", \"header\": \"{header}\", \"value\": \"…\" }}. Semua orang bisa membacanya, jadi bukan rahasia.",
            "the operation wants a key in the header {header} (security `{name}`): \"auth\": {{ \"kind\": \"header\", \"header\": \"{header}\", \"value\": \"…\" }}. Everybody can read it, so it is no secret."
        ),
        ("apiKey", "cookie", _) => said!(
            "operasi ini meminta cookie {header} (security `{name}`): hanya di asal yang sama, dengan \"auth\": {{ \"kind\": \"cookie\", … }} (docs/backend.md).",
            "the operation wants the cookie {header} (security `{name}`): on the app's own origin alone, with \"auth\": {{ \"kind\": \"cookie\", … }} (docs/backend.md)."
        ),
        ("apiKey", "query", _) => said!(
            "operasi ini meminta kunci di alamat ({header}, security `{name}`); Loket tidak mengirim kunci di alamat.",
            "the operation wants a key in the address ({header}, security `{name}`); Loket sends no key in addresses."
        ),
        ("openIdConnect", ..) => {
            let issuer = text("openIdConnectUrl").split("/.well-known/").next().unwrap_or_default();
            said!(
                "operasi ini meminta orang yang sudah masuk (security `{name}`): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"{issuer}\", \"clientId\": \"…\" }} (docs/backend.md).",
                "the operation wants somebody signed in (security `{name}`): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"{issuer}\", \"clientId\": \"…\" }} (docs/backend.md)."
            )
        }
        ("oauth2", ..) | ("http", _, "bearer") => said!(
            "operasi ini meminta orang yang sudah masuk (security `{name}`, bearer): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"…\", \"clientId\": \"…\" }} (docs/backend.md).",
            "the operation wants somebody signed in (security `{name}`, bearer): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"…\", \"clientId\": \"…\" }} (docs/backend.md)."
        ),
        ("http", _, way) => said!(
            "operasi ini meminta masuk dengan HTTP {way} (security `{name}`); Loket tidak bisa.",
            "the operation wants HTTP {way} (security `{name}`), which Loket cannot give."
        ),
        _ => said!(
            "operasi ini meminta {kind} (security `{name}`); Loket tidak bisa.",
            "the operation wants {kind} (security `{name}`), which Loket cannot give."
        ),
    }
}
