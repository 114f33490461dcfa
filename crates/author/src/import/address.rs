//! Where a submission goes: servers and their variables, the path, and what the operation wants beside the body.

use forms::Json;

use super::{
    Wish,
    document::{Document, Operation},
    net,
    note::{Bucket, Notes},
};
use crate::said::said;

/// Variables of an address that a submission fills.
const OURS: [&str; 3] = ["service", "version", "key"];
/// Headers that no page may set, or that say what HTTP says anyway (OAS 3.0.3, Parameter Object).
const OF_HTTP: [&str; 3] = ["accept", "content-type", "authorization"];

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
    let url = servers.first().map(|server| url(server, notes)).filter(|url| !url.trim_matches('/').is_empty());
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

/// The address of a server with its variables at their defaults.
fn url(server: &Json, notes: &mut Notes) -> String {
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
        return String::new();
    }
    url
}

/// The path of a submission, with what the document itself says of its variables and queries.
pub fn path(document: &Document, operation: &Operation, notes: &mut Notes) -> String {
    let mut path = String::from(operation.path.trim_start_matches('/'));
    let parameters = document.parameters(operation);
    let mut queries = Vec::new();
    for parameter in &parameters {
        let text = |key: &str| parameter.get(key).and_then(Json::as_str).unwrap_or_default();
        let (name, place) = (text("name"), text("in"));
        let is_required = parameter.get("required").and_then(Json::as_bool) == Some(true) || place == "path";
        let is_key = place == "header" && name.eq_ignore_ascii_case("Idempotency-Key");
        let is_of_http = place == "header" && OF_HTTP.iter().any(|known| name.eq_ignore_ascii_case(known));
        if is_key || is_of_http || place == "body" || place == "formData" {
            continue;
        }
        net::rest(parameter, &PARAMETER, &format!("{place} {name}"), notes);
        match fixed(document, parameter).filter(|value| is_required && is_plain(value)) {
            Some(value) if place == "path" => {
                path = path.replace(&format!("{{{name}}}"), &value);
                known(place, name, &value, notes);
            }
            Some(value) if place == "query" && is_plain(name) => {
                queries.push(format!("{name}={value}"));
                known(place, name, &value, notes);
            }
            _ if place == "path" => {}
            _ => ungiven(place, name, is_required, notes),
        }
    }
    variables(&path, notes);
    if !queries.is_empty() {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&queries.join("&"));
    }
    path
}

const PARAMETER: [&str; 16] = [
    "name",
    "in",
    "required",
    "schema",
    "description",
    "example",
    "examples",
    "style",
    "explode",
    "deprecated",
    "type",
    "format",
    "default",
    "enum",
    "allowReserved",
    "allowEmptyValue",
];

/// What the document itself says a parameter is: its one value, or its default.
fn fixed(document: &Document, parameter: &Json) -> Option<String> {
    let schema = parameter.get("schema").map_or(parameter, |schema| document.follow(schema));
    let listed = || schema.get("enum")?.as_array().filter(|list| list.len() == 1)?.first();
    let value = schema.get("const").or_else(listed).or_else(|| schema.get("default"))?;
    (!value.is_null()).then(|| plain(value))
}

fn known(place: &str, name: &str, value: &str, notes: &mut Notes) {
    let said = said!(
        "{place} `{name}` selalu “{value}” di alamat.",
        "the {place} `{name}` is always “{value}” in the address."
    );
    notes.add(Bucket::Assumed, "submit", said);
}

fn ungiven(place: &str, name: &str, is_required: bool, notes: &mut Notes) {
    let (bucket, said) = match is_required {
        true => (
            Bucket::Unsupported,
            said!(
                "{place} `{name}` wajib, dan Loket tidak mengirimnya: backend akan menolak.",
                "the {place} `{name}` is required, and Loket does not give it: the backend will refuse."
            ),
        ),
        false => (
            Bucket::Unsupported,
            said!("{place} `{name}` (tidak wajib) tidak dikirim.", "the {place} `{name}` (optional) is not sent."),
        ),
    };
    notes.add(bucket, "submit", said);
}

/// Tells of variables of the address that nobody fills, or that we fill with something of ours.
fn variables(path: &str, notes: &mut Notes) {
    for name in path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name) {
        let (bucket, said) = match OURS.contains(&name) {
            true => (
                Bucket::Assumed,
                said!(
                    "variabel {{{name}}} di alamat diisi Loket dengan `{name}` layanan ini sendiri; benarkan?",
                    "the variable {{{name}}} of the address is filled with this service's own `{name}`; is that meant?"
                ),
            ),
            false => (
                Bucket::Unsupported,
                said!(
                    "variabel {{{name}}} di alamat tidak bisa diisi (hanya {{service}}, {{version}} dan {{key}}); tulis nilainya di `submit.url`.",
                    "the variable {{{name}}} of the address cannot be filled (only {{service}}, {{version}} and {{key}} can); write its value into `submit.url`."
                ),
            ),
        };
        notes.add(bucket, "submit", said);
    }
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_text(), String::from)
}
