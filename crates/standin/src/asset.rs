//! The app's files: compressed when there is a compressed sibling, cached for ever when their name holds a hash or a version.
//!
//! `config.json` and `services/` come from the folders of the command line, so that a change needs no new build.

use std::{path::PathBuf, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::fs;

use crate::{Office, error::Error, secret};

/// A file to send and how it is encoded.
struct Found {
    bytes: Vec<u8>,
    encoding: Option<&'static str>,
}

/// Every address that is not the api's or the officer's.
pub(crate) async fn serve(State(office): State<Arc<Office>>, request: Request) -> Response {
    let headers = request.headers();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let wants_page = accepts(headers, header::ACCEPT, "text/html");
    let name = match path {
        "" => "index.html",
        _ if !path.contains('.') && wants_page => "index.html",
        _ => path,
    };
    if path.starts_with("api/") {
        return Error::NotFound.into_response();
    }
    match find(&office, name, headers).await {
        Some(found) => reply(name, headers, found, office.settings.editing),
        None if name == "index.html" => (StatusCode::NOT_FOUND, NOT_BUILT).into_response(),
        None => (StatusCode::NOT_FOUND, "Tidak ditemukan. Not found.\n").into_response(),
    }
}

const NOT_BUILT: &str = "The app is not built yet: run `cargo xtask build`.\n";

async fn find(office: &Office, name: &str, headers: &HeaderMap) -> Option<Found> {
    let built = office.settings.dist.join(safe(name)?);
    let own = match name.split_once('/') {
        None if name == "config.json" => Some(office.settings.config.clone()),
        Some(("services", rest)) => Some(office.settings.services.join(safe(rest)?)),
        _ => None,
    };
    let raw = fs::read(own.as_ref().unwrap_or(&built)).await.ok()?;
    let raw = if name == "config.json" { office.units.told(&raw).unwrap_or(raw) } else { raw };
    // A compressed sibling stands for the built file, which may be older than the one on the command line.
    let is_built = own.is_none() || fs::read(&built).await.is_ok_and(|bytes| bytes == raw);
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if is_built && accepts(headers, header::ACCEPT_ENCODING, encoding) {
            let mut sibling = built.clone().into_os_string();
            sibling.push(".");
            sibling.push(ending);
            if let Ok(bytes) = fs::read(&sibling).await {
                return Some(Found { bytes, encoding: Some(encoding) });
            }
        }
    }
    Some(Found { bytes: raw, encoding: None })
}

fn reply(name: &str, headers: &HeaderMap, found: Found, editing: bool) -> Response {
    let digest = secret::digest(&[&found.bytes]);
    let tag: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, kind(name))], found.bytes).into_response()
    };
    let cache = if is_fixed(name, editing) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let set = response.headers_mut();
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    // Only an address of the app depends on who asks; a file that did would be fetched once for the page and once for the
    // service worker, which ask in different words.
    let vary = if name == "index.html" { "Accept, Accept-Encoding" } else { "Accept-Encoding" };
    set.insert(header::VARY, HeaderValue::from_static(vary));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        set.insert(header::ETAG, tag);
    }
    if let Some(encoding) = found.encoding.filter(|_| !is_known) {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// A relative path that cannot leave its folder.
fn safe(name: &str) -> Option<PathBuf> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_safe = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(fits);
    name.split('/').all(is_safe).then(|| PathBuf::from(name))
}

/// Whether a header lists `wanted` (or everything), with a weight above zero.
fn accepts(headers: &HeaderMap, name: header::HeaderName, wanted: &str) -> bool {
    let lists = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        let is_wanted = pieces.next().is_some_and(|item| item.eq_ignore_ascii_case(wanted));
        is_wanted && !pieces.any(|piece| matches!(piece, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Whether what stands under a name never changes: it holds a hash of its content (`loket-3f9a0c12d4e5f607.js`), or it is a version
/// of a service (`services/surat-keterangan-usaha/2026-11-24.json`), unless somebody is writing services.
fn is_fixed(name: &str, editing: bool) -> bool {
    if let Some(file) = name.strip_prefix("services/") {
        return file.contains('/') && !editing;
    }
    let stem = name.rsplit('/').next().unwrap_or(name);
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.split(['-', '.', '_']).skip(1).any(is_hash)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
