//! The address of a submission, and what the operation wants beside the body: parameters of the path, queries, headers and cookies.

use forms::{Json, Map, Native, Schema};

use super::{
    address::plain,
    document::{Document, Operation},
    net,
    note::{Bucket, Notes},
};
use crate::said::said;

/// Variables of an address that a submission fills.
const OURS: [&str; 3] = ["service", "version", "key"];
/// Headers that say what HTTP says anyway (OAS 3.0.3, Parameter Object), or that every browser sends by itself.
const OF_HTTP: [&str; 9] = [
    "accept",
    "content-type",
    "authorization",
    "accept-language",
    "accept-encoding",
    "content-length",
    "host",
    "origin",
    "user-agent",
];
/// A key as Loket makes them.
const KEY: &str = "9f3c1ab07d52e864b1c0d9e8f7a6b5c4";

/// The path of a submission, with what the document itself says of its variables and queries.
pub fn path(document: &Document, operation: &Operation, notes: &mut Notes) -> String {
    let mut path = String::from(operation.path.trim_start_matches('/'));
    let parameters = document.parameters(operation);
    let mut queries = Vec::new();
    for parameter in &parameters {
        let text = |key: &str| parameter.get(key).and_then(Json::as_str).unwrap_or_default();
        let (name, place) = (text("name"), text("in"));
        if let (true, reference) = (name.is_empty(), text("$ref")) {
            lost(reference, notes);
            continue;
        }
        let is_required = parameter.get("required").and_then(Json::as_bool) == Some(true) || place == "path";
        let is_key = place == "header" && name.eq_ignore_ascii_case("Idempotency-Key");
        let is_of_http = place == "header" && OF_HTTP.iter().any(|known| name.eq_ignore_ascii_case(known));
        if is_key {
            key(document, parameter, notes);
        }
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
            _ if place == "path" => choice(document, parameter, name, notes),
            _ => ungiven(place, name, is_required, &choices(document, parameter), notes),
        }
    }
    variables(&path, notes);
    if !queries.is_empty() {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&queries.join("&"));
    }
    // The root of a server is its address and nothing more: an empty query says so, where `submit.url` may not be empty.
    if path.is_empty() { String::from("?") } else { path }
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

/// A parameter that stands in another file, or nowhere.
fn lost(reference: &str, notes: &mut Notes) {
    let said = said!(
        "parameter `{reference}` tidak ada di dokumen ini, jadi tidak diketahui apa yang dimintanya.",
        "the parameter `{reference}` is not in this document, so nobody knows what it wants."
    );
    notes.add(Bucket::Unknown, "submit", said);
}

/// Tells when the document's own rules refuse the keys that Loket makes.
fn key(document: &Document, parameter: &Json, notes: &mut Notes) {
    let schema = parameter.get("schema").map_or(parameter, |schema| document.follow(schema));
    let rules = ["type", "pattern", "minLength", "maxLength", "enum", "const", "format"];
    let rules: Json = rules.iter().filter_map(|rule| Some((String::from(*rule), schema.get(rule)?.clone()))).collect();
    let takes =
        Schema::compile(&rules, &Map::new()).map(|schema| schema.is_valid(&Json::from(KEY), &Native::default()));
    if takes.ok() == Some(false) {
        let rules = rules.to_text();
        let said = said!(
            "Idempotency-Key dokumen ({rules}) menolak kunci Loket, 32 angka heksadesimal seperti {KEY}: backend akan menolak.",
            "the document's Idempotency-Key ({rules}) refuses Loket's keys, 32 hexadecimal digits such as {KEY}: the backend will refuse."
        );
        notes.add(Bucket::Unsupported, "once", said);
    }
}

/// The values that a parameter may have, where the document lists them.
fn choices(document: &Document, parameter: &Json) -> String {
    let schema = parameter.get("schema").map_or(parameter, |schema| document.follow(schema));
    let values = schema.get("enum").and_then(Json::as_array).unwrap_or_default();
    values.iter().map(plain).collect::<Vec<_>>().join(", ")
}

fn choice(document: &Document, parameter: &Json, name: &str, notes: &mut Notes) {
    let choices = choices(document, parameter);
    if !choices.is_empty() {
        let said = said!(
            "variabel {{{name}}} di alamat adalah salah satu dari: {choices}.",
            "the variable {{{name}}} of the address is one of: {choices}."
        );
        notes.add(Bucket::Unknown, "submit", said);
    }
}

fn known(place: &str, name: &str, value: &str, notes: &mut Notes) {
    let said = said!(
        "{place} `{name}` selalu “{value}” di alamat.",
        "the {place} `{name}` is always “{value}” in the address."
    );
    notes.add(Bucket::Assumed, "submit", said);
}

fn ungiven(place: &str, name: &str, is_required: bool, choices: &str, notes: &mut Notes) {
    let of = if choices.is_empty() { String::new() } else { format!(" ({choices})") };
    let said = match (is_required, place) {
        (true, "query") => said!(
            "query `{name}`{of} wajib, dan Loket tidak mengirimnya: backend akan menolak. Tulis nilainya di `submit.url`.",
            "the query `{name}`{of} is required, and Loket does not give it: the backend will refuse. Write its value into `submit.url`."
        ),
        (true, _) => said!(
            "{place} `{name}`{of} wajib, dan Loket tidak mengirimnya: backend akan menolak.",
            "the {place} `{name}`{of} is required, and Loket does not give it: the backend will refuse."
        ),
        (false, _) => said!(
            "{place} `{name}`{of} (tidak wajib) tidak dikirim.",
            "the {place} `{name}`{of} (optional) is not sent."
        ),
    };
    notes.add(Bucket::Unsupported, "submit", said);
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
