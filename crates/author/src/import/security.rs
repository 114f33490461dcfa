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
    let names: Vec<Vec<&str>> =
        ways.iter().filter_map(Json::as_object).map(|way| way.iter().map(|(name, _)| name).collect()).collect();
    if let Some(said) = together(&names) {
        notes.add(Bucket::Unknown, "auth", said);
    }
    for (name, scopes) in ways.iter().filter_map(Json::as_object).flat_map(Object::iter) {
        let scheme = document.get(&["components", "securitySchemes", name]).map(|scheme| document.follow(scheme));
        notes.add(Bucket::Unknown, "auth", scheme.map_or_else(|| nameless(name), |scheme| said(name, scheme)));
        let scopes: Vec<&str> = scopes.as_array().unwrap_or_default().iter().filter_map(Json::as_str).collect();
        if !scopes.is_empty() {
            let scopes = scopes.join(" ");
            let said = said!(
                "security `{name}` meminta \"scope\": \"{scopes}\" (untuk OpenID Connect, dengan openid).",
                "security `{name}` wants \"scope\": \"{scopes}\" (with openid, for OpenID Connect)."
            );
            notes.add(Bucket::Unknown, "auth", said);
        }
    }
}

/// Which of several belong together: `k1 and k2, or k3`.
fn together(ways: &[Vec<&str>]) -> Option<Said> {
    let all = |and: &str, or: &str| ways.iter().map(|way| way.join(and)).collect::<Vec<_>>().join(or);
    (ways.len() > 1 || ways.iter().any(|way| way.len() > 1)).then(|| {
        let (id, en) = (all(" dan ", ", atau "), all(" and ", ", or "));
        said!("yang diminta: {id}.", "what is wanted: {en}.")
    })
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
        ("oauth2", ..) => {
            let url = provider(scheme);
            said!(
                "operasi ini meminta orang yang sudah masuk (security `{name}`, OAuth 2.0 di {url}): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"…\", \"clientId\": \"…\" }} (docs/backend.md).",
                "the operation wants somebody signed in (security `{name}`, OAuth 2.0 at {url}): \"auth\": {{ \"kind\": \"oidc\", \"issuer\": \"…\", \"clientId\": \"…\" }} (docs/backend.md)."
            )
        }
        ("http", _, "bearer") => said!(
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

/// Where the flows of OAuth 2.0 begin.
fn provider(scheme: &Json) -> &str {
    let flows = scheme.get("flows").and_then(Json::as_object).into_iter().flat_map(Object::iter).map(|(_, flow)| flow);
    let mut all = flows.chain([scheme]).flat_map(|flow| ["authorizationUrl", "tokenUrl"].map(|key| flow.get(key)));
    all.find_map(|url| url?.as_str()).unwrap_or("…")
}
