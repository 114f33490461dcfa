//! An OpenAPI document: JSON or YAML, references followed, operations found.

use forms::{Json, Pointer};
use yaml_rust2::{Yaml, YamlLoader};

/// The document.
pub struct Document {
    root: Json,
}

/// One operation and where it stands.
pub struct Operation<'a> {
    pub method: String,
    pub path: String,
    pub json: &'a Json,
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];
/// Content types of requests, the best first, and what the binding calls them.
const KINDS: [(&str, &str); 3] =
    [("application/json", "json"), ("multipart/form-data", "multipart"), ("application/x-www-form-urlencoded", "form")];

impl Document {
    /// Reads JSON, else YAML.
    pub fn read(text: &str) -> Result<Document, String> {
        let root = match Json::parse(text) {
            Ok(root) => root,
            Err(_) => from_yaml(text)?,
        };
        let version = root.get("openapi").and_then(Json::as_str).unwrap_or_default();
        if !version.starts_with("3.") {
            return Err(String::from(
                "This is no OpenAPI document of version 3.0 or 3.1: the member `openapi` does not say so.",
            ));
        }
        Ok(Document { root })
    }

    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Result<Operation<'_>, String> {
        let is_it = |operation: &Operation| operation.json.get("operationId").and_then(Json::as_str) == Some(id);
        if let Some(operation) = self.operations().find(is_it) {
            return Ok(operation);
        }
        let known: Vec<&str> =
            self.operations().filter_map(|operation| operation.json.get("operationId")?.as_str()).collect();
        Err(format!("There is no operation `{id}`. There are: {}.", known.join(", ")))
    }

    /// All operations.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let paths = self.root.get("paths").and_then(Json::as_object);
        paths.into_iter().flat_map(|paths| paths.iter()).flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |method| {
                Some(Operation { method: method.to_uppercase(), path: String::from(path), json: item.get(method)? })
            })
        })
    }

    /// A text by a way of members.
    pub fn text(&self, way: &[&str]) -> Option<&str> {
        way.iter().try_fold(&self.root, |json, key| json.get(key))?.as_str()
    }

    /// The schema of an operation's body, and its encoding.
    pub fn request(&self, operation: &Json, notes: &mut Vec<String>) -> Result<(Json, String), String> {
        let body = operation.get("requestBody").map(|body| self.follow(body));
        let content = body.and_then(|body| body.get("content"));
        let Some(content) = content else {
            return Err(String::from("The operation has no body, so there is nothing to ask."));
        };
        for (kind, encoding) in KINDS {
            let found = content.as_object().into_iter().flat_map(|content| content.iter());
            let found = found.filter(|(name, _)| name.split(';').next() == Some(kind)).map(|(_, entry)| entry).next();
            if let Some(schema) = found.and_then(|entry| entry.get("schema")) {
                return Ok((schema.clone(), String::from(encoding)));
            }
        }
        notes.push(String::from("submit: none of the content types is JSON or a form."));
        Err(String::from("The operation takes neither JSON nor a form."))
    }

    /// The schema of the first reply whose status begins so, with its status.
    pub fn reply<'a>(&'a self, operation: &'a Json, begin: &str) -> Option<(&'a str, &'a Json)> {
        let replies = operation.get("responses")?.as_object()?;
        replies.iter().filter(|(status, _)| status.starts_with(begin)).find_map(|(status, reply)| {
            let content = self.follow(reply).get("content")?.as_object()?;
            let json = content.iter().find(|(kind, _)| kind.contains("json"))?;
            Some((status, self.follow(json.1.get("schema")?)))
        })
    }

    /// The parameters of an operation, followed.
    pub fn parameters<'a>(&'a self, operation: &'a Json) -> impl Iterator<Item = &'a Json> {
        let list = operation.get("parameters").and_then(Json::as_array).unwrap_or_default();
        list.iter().map(|parameter| self.follow(parameter))
    }

    /// The address of the first server, as far as it is not the root alone.
    pub fn server(&self) -> Option<&str> {
        let first = self.root.get("servers")?.as_array()?.first()?;
        first.get("url")?.as_str().filter(|url| *url != "/")
    }

    /// What a reference inside the document leads to; anything else itself.
    pub fn follow<'a>(&'a self, json: &'a Json) -> &'a Json {
        let mut json = json;
        // More steps than any sane document has: a circle ends.
        for _ in 0..16 {
            let Some(target) = json.get("$ref").and_then(Json::as_str).and_then(Pointer::parse) else { return json };
            match self.root.at(&target) {
                Some(found) => json = found,
                None => return json,
            }
        }
        json
    }
}

fn from_yaml(text: &str) -> Result<Json, String> {
    let documents =
        YamlLoader::load_from_str(text).map_err(|error| format!("This is neither JSON nor YAML: {error}."))?;
    Ok(documents.first().map(to_json).unwrap_or_default())
}

fn to_json(yaml: &Yaml) -> Json {
    match yaml {
        Yaml::Boolean(value) => Json::from(*value),
        Yaml::Integer(value) => Json::from(*value),
        Yaml::Real(text) => Json::parse(text).unwrap_or_else(|_| Json::from(text.as_str())),
        Yaml::String(text) => Json::from(text.as_str()),
        Yaml::Array(items) => Json::Array(items.iter().map(to_json).collect()),
        Yaml::Hash(members) => members.iter().map(|(key, value)| (key_text(key), to_json(value))).collect(),
        _ => Json::Null,
    }
}

// `200:` is a number in YAML and a text in JSON.
fn key_text(key: &Yaml) -> String {
    match key {
        Yaml::String(text) => text.clone(),
        other => to_json(other).to_text().trim_matches('"').to_owned(),
    }
}
