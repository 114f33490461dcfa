//! An OpenAPI document: JSON or YAML, references followed, operations found.

use forms::{Json, Object, Pointer};

use super::{
    note::{Bucket, Notes},
    swagger, yaml,
};
use crate::said::{Said, said};

/// The document.
pub struct Document {
    root: Json,
    /// Whether what stands beside a `$ref` counts (3.1), or is to be ignored (3.0.3, Reference Object).
    pub siblings_count: bool,
}

/// One operation and where it stands.
#[derive(Clone)]
pub struct Operation<'a> {
    pub method: String,
    pub path: String,
    pub json: &'a Json,
    /// The path's own members: parameters and servers of all its operations.
    pub item: &'a Json,
}

const METHODS: [&str; 8] = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

impl Document {
    /// Reads JSON, else YAML; Swagger 2.0 is made into OpenAPI 3.0.
    pub fn read(text: &str, notes: &mut Notes) -> Result<Document, Said> {
        let text = text.trim_start_matches('\u{feff}');
        let root = match Json::parse(text) {
            Ok(root) => root,
            // An error of a document that is meant to be JSON is more use than one of YAML.
            Err(error) if text.trim_start().starts_with('{') && yaml::read(text, &mut Notes::default()).is_err() => {
                let before = text.get(..error.offset).unwrap_or(text);
                let line = before.matches('\n').count() + 1;
                return Err(said!("Ini bukan JSON mulai baris {line}.", "This is no JSON from line {line} on."));
            }
            Err(_) => yaml::read(text, notes)?,
        };
        let version = root.get("openapi").map(plain).unwrap_or_default();
        if version.is_empty() && root.get("swagger").map(plain).unwrap_or_default().starts_with('2') {
            return Ok(Document { root: swagger::upgrade(&root, notes), siblings_count: false });
        }
        if !version.starts_with("3.") {
            return Err(said!(
                "Ini bukan dokumen OpenAPI 3.0, 3.1 atau Swagger 2.0: anggota `openapi` tidak berkata begitu.",
                "This is no OpenAPI document of version 3.0 or 3.1, nor Swagger 2.0: the member `openapi` does not say so."
            ));
        }
        if !["3.0", "3.1"].iter().any(|known| version.starts_with(known)) {
            let said = said!(
                "dokumen ini OpenAPI {version}, dan dibaca seperti 3.1.",
                "the document is OpenAPI {version}, and is read as 3.1."
            );
            notes.add(Bucket::Assumed, "openapi", said);
        }
        Ok(Document { root, siblings_count: !version.starts_with("3.0") })
    }

    /// The operation with this id, or of this method and path (`POST /permits`).
    pub fn operation(&self, wish: &str) -> Result<Operation<'_>, Said> {
        let by_id = |operation: &Operation| operation.json.get("operationId").and_then(Json::as_str) == Some(wish);
        let by_path = |operation: &Operation| {
            wish.split_once(' ').is_some_and(|(method, path)| {
                method.eq_ignore_ascii_case(&operation.method)
                    && path.trim().trim_matches('/') == operation.path.trim_matches('/')
            })
        };
        let found = self.operations().find(by_id).or_else(|| self.operations().find(by_path));
        found.ok_or_else(|| {
            let known: Vec<String> = self.operations().map(|operation| operation.name()).collect();
            let known = if known.is_empty() { String::from("-") } else { known.join(", ") };
            said!(
                "Tidak ada operasi `{wish}`. Yang ada: {known}. Tulis operationId-nya, atau metode dan jalurnya seperti \"POST /permits\".",
                "There is no operation `{wish}`. There are: {known}. Write its operationId, or its method and path as in \"POST /permits\"."
            )
        })
    }

    /// All operations.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let paths = self.root.get("paths").and_then(Json::as_object);
        paths.into_iter().flat_map(|paths| paths.iter()).flat_map(|(path, item)| {
            let item = self.follow(item);
            METHODS.iter().filter_map(move |method| {
                let json = item.get(method)?;
                Some(Operation { method: method.to_uppercase(), path: String::from(path), json, item })
            })
        })
    }

    /// A member of the document by its way.
    pub fn get(&self, way: &[&str]) -> Option<&Json> {
        way.iter().try_fold(&self.root, |json, key| json.get(key))
    }

    /// A text by a way of members.
    pub fn text(&self, way: &[&str]) -> Option<&str> {
        self.get(way)?.as_str()
    }

    /// The components' schemas by their references.
    pub fn schemas(&self) -> impl Iterator<Item = (String, &Json)> {
        let named = self.get(&["components", "schemas"]).and_then(Json::as_object);
        named.into_iter().flat_map(Object::iter).map(|(name, schema)| {
            let place = Pointer::root().join("components").join("schemas").join(name);
            (format!("#{}", place.as_str()), schema)
        })
    }

    /// The parameters of an operation and those of its path that it does not give anew, followed.
    pub fn parameters<'a>(&'a self, operation: &Operation<'a>) -> Vec<&'a Json> {
        let mut found: Vec<&Json> = Vec::new();
        for holder in [operation.json, operation.item] {
            for parameter in holder.get("parameters").and_then(Json::as_array).unwrap_or_default() {
                let parameter = self.follow(parameter);
                let same = |other: &&Json| ["name", "in"].iter().all(|key| other.get(key) == parameter.get(key));
                if !found.iter().any(same) {
                    found.push(parameter);
                }
            }
        }
        found
    }

    /// Where a reference leads, one step; `None` when it leads out of the document or nowhere.
    pub fn target(&self, reference: &str) -> Option<&Json> {
        if !reference.starts_with('#') {
            return None;
        }
        if let Some(found) = Pointer::parse(reference).and_then(|place| self.root.at(&place)) {
            return Some(found);
        }
        // `#Name` is an `$anchor` (JSON Schema 2020-12, 8.2.2).
        let anchor = reference.get(1..)?;
        let named = self.get(&["components", "schemas"]).and_then(Json::as_object)?;
        let mut schemas = named.iter().map(|(_, schema)| schema);
        schemas.find(|schema| schema.get("$anchor").and_then(Json::as_str) == Some(anchor))
    }

    /// What a reference inside the document leads to; anything else itself.
    pub fn follow<'a>(&'a self, json: &'a Json) -> &'a Json {
        let mut json = json;
        // More steps than any sane document has: a circle ends.
        for _ in 0..16 {
            let target = json.get("$ref").and_then(Json::as_str).and_then(|reference| self.target(reference));
            match target {
                Some(found) => json = found,
                None => return json,
            }
        }
        json
    }
}

impl Operation<'_> {
    /// Its id, else its method and path.
    pub fn name(&self) -> String {
        let id = self.json.get("operationId").and_then(Json::as_str);
        id.map_or_else(|| format!("\"{} {}\"", self.method, self.path), String::from)
    }
}

/// A version that was written as a number is one, too.
fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_text(), String::from)
}
