//! `loket import FILE --operation ID`: an operation of an OpenAPI document (3.0 or 3.1, or Swagger 2.0) becomes a service that opens at
//! once. What the document says is in the service, or a note names it.

mod address;
mod alternative;
mod binding;
mod branch;
mod condition;
mod constant;
mod constraint;
mod document;
mod either;
mod guess;
mod join;
mod layout;
mod name;
mod net;
mod note;
mod parameter;
mod plain;
mod receipt;
mod repair;
mod reply;
mod request;
mod schema;
mod security;
mod state;
mod status;
mod swagger;
mod tag;
mod unasked;
mod yaml;

use forms::{Json, Pointer};

pub use note::{Bucket, Note};

use crate::said::{Said, said};
use document::{Document, Operation};
use note::Notes;

/// What is imported, beside the document itself.
#[derive(Debug, Default)]
pub struct Wish {
    /// Its operationId, or its method and path (`POST /permits`).
    pub operation: String,
    /// Where the backend's addresses start, when the document does not say or says something else.
    pub base: Option<String>,
}

/// A service and what to look at.
#[derive(Debug)]
pub struct Imported {
    pub service: Json,
    pub notes: Vec<Note>,
}

/// Members of an operation that are read; any other is told.
const OPERATION: [&str; 9] =
    ["operationId", "summary", "description", "parameters", "requestBody", "responses", "security", "servers", "tags"];

/// Members of a path that are read, or are operations of their own.
const ITEM: [&str; 12] =
    ["$ref", "parameters", "servers", "get", "post", "put", "patch", "delete", "head", "options", "trace", "query"];

/// Reads a document and makes the service; the failure is a sentence.
pub fn import(text: &str, wish: &Wish) -> Result<Imported, Said> {
    let mut notes = Notes::default();
    let document = Document::read(text, &mut notes)?;
    let operation = document.operation(&wish.operation)?;
    let request = request::request(&document, &operation, &mut notes)?;
    let mut converted = schema::convert(&document, request.schema, &mut notes)?;
    let laid = layout::layout(&converted, &mut notes);
    let sent = converted.constants.iter().map(|(place, _)| place);
    let asked: Vec<Pointer> = laid.asked.iter().chain(sent).chain(&converted.silent).cloned().collect();
    let made = net::Made { schema: &converted.schema, asked: &asked, whole: &laid.whole };
    net::check(&document, request.schema, &made, &mut notes);
    if laid.asked.is_empty() && laid.whole.is_empty() {
        return Err(said!(
            "Badan operasi ini tidak punya anggota yang bisa ditanyakan.",
            "The operation's body has no member that could be asked for."
        ));
    }
    let constants = std::mem::take(&mut converted.constants);
    let body = binding::Body { encoding: request.encoding, constants: &constants };
    let backend = binding::binding(&document, &operation, &body, wish, &mut notes);
    dialect(&document, &mut notes);
    let mut service = service(&document, &operation, converted.schema, laid, &mut notes);
    service.set(&Pointer::root().join("backend"), backend);
    placeholders(&mut notes);
    Ok(Imported { service, notes: notes.sorted() })
}

fn service(document: &Document, operation: &Operation, schema: Json, laid: layout::Laid, notes: &mut Notes) -> Json {
    net::rest(operation.json, &OPERATION, &operation.name(), notes);
    net::rest(operation.item, &ITEM, operation.path.as_str(), notes);
    let title = name::first_text(operation.json, &["summary", "operationId"])
        .map_or_else(|| format!("{} {}", operation.method, operation.path), name::words);
    let whole = name::first_text(operation.json, &["description", "summary"]).unwrap_or(&title);
    let summary = whole.split("\n\n").next().unwrap_or(whole);
    if summary.len() < whole.trim_end().len() {
        let said = said!(
            "hanya paragraf pertama keterangan yang diambil.",
            "only the first paragraph of the description is taken."
        );
        notes.add(Bucket::Assumed, "summary", said);
    }
    let id = operation.json.get("operationId").and_then(Json::as_str).map(name::kebab);
    let id = id
        .filter(|id| !id.is_empty())
        .unwrap_or_else(|| name::kebab(&format!("{} {}", operation.method, operation.path)));
    let version =
        document.get(&["info", "version"]).map(|json| json.as_str().map_or_else(|| json.to_text(), String::from));
    let version = version.filter(|version| is_version(version)).unwrap_or_else(|| String::from("1"));
    object([
        ("$schema", Json::from("../../service.schema.json")),
        ("id", Json::from(id)),
        ("version", Json::from(version)),
        ("title", Json::from(title.as_str())),
        ("summary", Json::from(summary)),
        ("agency", Json::from(document.text(&["info", "title"]).unwrap_or("?"))),
        ("delivery", delivery()),
        ("minutes", Json::from(minutes(&schema))),
        ("notice", Json::from("Data Anda hanya dipakai untuk layanan ini.")),
        ("schema", schema),
        ("uischema", laid.uischema),
        ("text", object([("id", laid.words)])),
    ])
}

/// A dialect of its own may mean something else by the same keywords (OAS 3.1, `jsonSchemaDialect`).
fn dialect(document: &Document, notes: &mut Notes) {
    let usual = ["https://spec.openapis.org/oas/3.1/dialect/", "https://json-schema.org/draft/2020-12/schema"];
    let Some(named) = document.text(&["jsonSchemaDialect"]) else { return };
    if !usual.iter().any(|usual| named.starts_with(usual)) {
        let said = said!(
            "skema dokumen ini berdialek {named}; dibaca sebagai JSON Schema 2020-12.",
            "the document's schemas are of the dialect {named}; they are read as JSON Schema 2020-12."
        );
        notes.add(Bucket::Assumed, "jsonSchemaDialect", said);
    }
}

/// What no document says.
fn placeholders(notes: &mut Notes) {
    for (about, said) in [
        (
            "delivery",
            said!(
                "persyaratan, prosedur, waktu, produk dan pengaduan masih contoh; biaya 0 ditampilkan sebagai “Gratis”.",
                "requirements, procedure, time, product and complaint are placeholders; fee 0 is shown as “Gratis”."
            ),
        ),
        (
            "notice",
            said!(
                "tulis mengapa data diminta, berapa lama disimpan, dan kepada siapa bertanya.",
                "write why the data are asked, how long they are kept, whom to ask."
            ),
        ),
        (
            "text",
            said!(
                "kata-katanya dari dokumen, di bawah “id”; tulis dalam bahasa Indonesia, dan “en” di sebelahnya.",
                "labels are those of the document, under “id”; write them in Indonesian, and “en” beside."
            ),
        ),
    ] {
        notes.add(Bucket::Unknown, about, said);
    }
}

/// An object of these members.
fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    members.into_iter().map(|(key, value)| (String::from(key), value)).collect()
}

fn delivery() -> Json {
    let ask = "Tanyakan di loket";
    object([
        ("requirements", Json::Array(Vec::new())),
        ("procedure", Json::Array(vec![Json::from("Isi dan kirim permohonan ini.")])),
        ("time", Json::from(ask)),
        ("fee", Json::from(0)),
        ("product", Json::from(ask)),
        ("complaint", Json::from(ask)),
    ])
}

/// As people fill in forms: five questions a minute.
fn minutes(schema: &Json) -> i64 {
    (schema::leaves(schema) as i64).div_euclid(5).max(1)
}

fn is_version(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric()) && text.bytes().all(fits)
}

#[cfg(test)]
mod tests;
