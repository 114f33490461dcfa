//! `loket import FILE --operation ID`: an operation of an OpenAPI document (3.0 or 3.1) becomes a service that opens at once.
//! The service goes to stdout, to stderr goes what the document did not say and a person should look at.

mod binding;
mod document;
mod layout;
mod name;
mod schema;
mod state;

use forms::{Json, Object};

use document::Document;

/// What is imported, beside the document itself.
#[derive(Debug, Default)]
pub struct Wish {
    pub operation: String,
    /// Where the backend's addresses start, when the document does not say or says something else.
    pub base: Option<String>,
}

/// A service and what to look at.
#[derive(Debug)]
pub struct Imported {
    pub service: Json,
    pub notes: Vec<String>,
}

/// Reads a document and makes the service; the failure is a sentence.
pub fn import(text: &str, wish: &Wish) -> Result<Imported, String> {
    let document = Document::read(text)?;
    let operation = document.operation(&wish.operation)?;
    let mut notes = Vec::new();
    let (body, encoding) = document.request(operation.json, &mut notes)?;
    let schema = schema::convert(&document, &body, &mut notes);
    let (uischema, words) = layout::layout(&schema, &mut notes);
    let backend = binding::binding(&document, &operation, &encoding, wish, &mut notes);

    let title = name::first_text(operation.json, &["summary", "operationId"])
        .map_or_else(|| wish.operation.clone(), name::words);
    let summary = name::first_text(operation.json, &["description", "summary"]).unwrap_or(&title);
    let version = document.text(&["info", "version"]).filter(|version| is_version(version)).unwrap_or("1");
    let mut service = Object::default();
    let mut put = |key: &str, value: Json| drop(service.insert(key, value));
    put("$schema", Json::from("../../service.schema.json"));
    put("id", Json::from(name::kebab(&wish.operation)));
    put("version", Json::from(version));
    put("title", Json::from(title.as_str()));
    put("summary", Json::from(summary.split("\n\n").next().unwrap_or(summary)));
    put("agency", Json::from(document.text(&["info", "title"]).unwrap_or("?")));
    put("delivery", delivery());
    put("minutes", Json::from(minutes(&schema)));
    put("notice", Json::from("Data Anda hanya dipakai untuk layanan ini."));
    put("schema", schema);
    put("uischema", uischema);
    put("text", object([("id", words)]));
    put("backend", backend);
    notes.push(String::from(
        "delivery: requirements, procedure, time, product and complaint are placeholders; fee 0 is shown as “Gratis”.",
    ));
    notes.push(String::from("notice: write why the data are asked, how long they are kept, whom to ask."));
    notes.push(String::from(
        "text: labels are those of the document, under “id”; write them in Indonesian, and “en” beside.",
    ));
    Ok(Imported { service: Json::Object(service), notes })
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
