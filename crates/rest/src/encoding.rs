//! How a body is written: JSON, or the two encodings of HTML forms.

use forms::Json;

use crate::template::encode;

/// The encoding of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form(Names),
    /// `multipart/form-data`.
    Multipart(Names),
}

/// How the names of a form show that one thing lies in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// `pemilik[nik]`, `barang[0][nama]`; yes and no are 1 and 0 (PHP, Rails, Express).
    Brackets,
    /// `pemilik.nik`, `barang[0].nama`; yes and no are true and false (Spring, ASP.NET).
    Dots,
    /// A field for each member of the body, several of one name for a list, and JSON for what lies deeper, as OpenAPI's Encoding Object
    /// says; yes and no are true and false.
    Parts,
}

/// One field of a form.
struct Field {
    name: String,
    value: String,
    is_json: bool,
}

impl Encoding {
    /// The content type and the text of a body. `boundary` is random, so that no answer holds it.
    pub(crate) fn write(self, body: &Json, boundary: &str) -> (String, String) {
        match self {
            Encoding::Json => (String::from("application/json"), body.to_text()),
            Encoding::Form(names) => (String::from("application/x-www-form-urlencoded"), form(&flat(body, names))),
            Encoding::Multipart(names) => {
                let kind = ["multipart/form-data; boundary=", boundary].concat();
                (kind, multipart(&flat(body, names), boundary))
            }
        }
    }
}

fn form(fields: &[Field]) -> String {
    let mut out = String::new();
    for Field { name, value, .. } in fields {
        if !out.is_empty() {
            out.push('&');
        }
        encode(name, false, &mut out);
        out.push('=');
        encode(value, false, &mut out);
    }
    out
}

fn multipart(fields: &[Field], boundary: &str) -> String {
    let mut out = String::new();
    for Field { name, value, is_json } in fields {
        // As browsers do, so that no name ends its own quotes.
        let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let head = "\r\nContent-Disposition: form-data; name=\"";
        let kind = if *is_json { "\"\r\nContent-Type: application/json" } else { "\"" };
        for part in ["--", boundary, head, &name, kind, "\r\n\r\n", value, "\r\n"] {
            out.push_str(part);
        }
    }
    for part in ["--", boundary, "--\r\n"] {
        out.push_str(part);
    }
    out
}

/// The leaves with their names, in order; what is null is left out.
fn flat(body: &Json, names: Names) -> Vec<Field> {
    let mut fields = Vec::new();
    match body.as_object() {
        Some(members) if names == Names::Parts => {
            for (name, value) in members.iter() {
                let several = value.as_array().unwrap_or(std::slice::from_ref(value));
                several.iter().for_each(|value| part(value, String::from(name), &mut fields));
            }
        }
        _ => flatten(body, String::new(), names, &mut fields),
    }
    fields
}

fn part(json: &Json, name: String, fields: &mut Vec<Field>) {
    match json {
        Json::Array(_) | Json::Object(_) => fields.push(Field { name, value: json.to_text(), is_json: true }),
        json => flatten(json, name, Names::Parts, fields),
    }
}

fn flatten(json: &Json, name: String, names: Names, fields: &mut Vec<Field>) {
    let nested = |token: &str, is_index: bool| {
        if name.is_empty() {
            return String::from(token);
        }
        match (names, is_index) {
            (Names::Dots, false) => [&name, ".", token].concat(),
            _ => [&name, "[", token, "]"].concat(),
        }
    };
    match json {
        Json::Null => {}
        Json::Bool(value) => {
            let word = match (names, value) {
                (Names::Brackets, true) => "1",
                (Names::Brackets, false) => "0",
                (_, true) => "true",
                (_, false) => "false",
            };
            fields.push(Field { name, value: String::from(word), is_json: false });
        }
        Json::Number(_) => fields.push(Field { name, value: json.to_text(), is_json: false }),
        Json::String(text) => fields.push(Field { name, value: text.clone(), is_json: false }),
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, nested(&Json::from(index as i64).to_text(), true), names, fields);
            }
        }
        Json::Object(members) => {
            for (member, value) in members.iter() {
                flatten(value, nested(member, false), names, fields);
            }
        }
    }
}
