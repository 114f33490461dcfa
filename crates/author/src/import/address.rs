//! Where a submission goes: servers and their variables.

use forms::Json;

use super::{
    Wish,
    document::{Document, Operation},
    note::{Bucket, Notes},
};
use crate::said::said;

/// Where the addresses start; nothing when config.json must say so.
pub fn base(document: &Document, operation: &Operation, wish: &Wish, notes: &mut Notes) -> Option<String> {
    if let Some(base) = &wish.base {
        return Some(String::from(base.trim_end_matches('/')));
    }
    let of = |json: &Json| {
        json.get("servers").and_then(Json::as_array).filter(|list| !list.is_empty()).map(<[Json]>::to_vec)
    };
    let own = of(operation.json).or_else(|| of(operation.item));
    let is_own = own.is_some();
    let servers = own.or_else(|| document.get(&["servers"])?.as_array().map(<[Json]>::to_vec)).unwrap_or_default();
    let is_named = servers.first().and_then(|server| server.get("url")).is_some();
    let url = servers.first().and_then(|server| url(server, notes));
    let is_open = is_named && url.is_none();
    let url = url.filter(|url| !url.trim_matches('/').is_empty());
    let others: Vec<&str> = servers.iter().skip(1).filter_map(|server| server.get("url")?.as_str()).collect();
    if !others.is_empty() {
        let others = others.join(", ");
        let said = said!(
            "dokumen menyebut server lain juga: {others}; yang pertama dipakai. Pilih yang lain dengan --base.",
            "the document names other servers, too: {others}; the first is used. Choose another with --base."
        );
        notes.add(Bucket::Assumed, "base", said);
    }
    if is_own {
        let said = said!(
            "alamat server ditulis khusus untuk operasi ini.",
            "the server is one that this operation has for itself."
        );
        notes.add(Bucket::Taken, "base", said);
    }
    let Some(url) = url else {
        if is_open {
            return None;
        }
        let said = said!(
            "dokumen tidak menyebut server; `base` dari config.json yang berlaku. Atau impor dengan --base.",
            "the document names no server; config.json's `base` holds. Or import with --base."
        );
        notes.add(Bucket::Unknown, "base", said);
        return None;
    };
    if !url.contains("://") {
        let said = said!(
            "alamat {url} dihitung dari asal aplikasi, bukan dari tempat dokumen.",
            "the address {url} is read from the app's own origin, not from where the document stands."
        );
        notes.add(Bucket::Assumed, "base", said);
    }
    if url.starts_with("http://") {
        let said = said!("{url} tanpa https.", "{url} is without https.");
        notes.add(Bucket::Unsupported, "base", said);
    }
    match url.contains("://") || url.starts_with('/') {
        true => Some(String::from(url.trim_end_matches('/'))),
        false => Some(format!("/{}", url.trim_matches('/'))),
    }
}

/// The address of a server with its variables at their defaults; nothing when one has none.
fn url(server: &Json, notes: &mut Notes) -> Option<String> {
    let mut url = String::from(server.get("url").and_then(Json::as_str).unwrap_or_default());
    let variables = server.get("variables").and_then(Json::as_object);
    for (name, variable) in variables.into_iter().flat_map(|variables| variables.iter()) {
        let value = variable.get("default").map(plain).unwrap_or_default();
        url = url.replace(&format!("{{{name}}}"), &value);
        let other: Vec<String> = variable
            .get("enum")
            .and_then(Json::as_array)
            .unwrap_or_default()
            .iter()
            .map(plain)
            .filter(|one| *one != value)
            .collect();
        let or = if other.is_empty() { String::new() } else { format!(" ({})", other.join(", ")) };
        let said = said!(
            "variabel server {{{name}}} diisi “{value}”{or}. Pilih yang lain dengan --base.",
            "the server's variable {{{name}}} is “{value}”{or}. Choose another with --base."
        );
        notes.add(Bucket::Assumed, "base", said);
    }
    if url.contains('{') {
        let said = said!(
            "alamat server {url} punya variabel tanpa nilai; impor dengan --base.",
            "the server's address {url} has variables without a value; import with --base."
        );
        notes.add(Bucket::Unknown, "base", said);
        return None;
    }
    Some(url)
}

/// A value as it is written into an address.
pub fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_text(), String::from)
}
