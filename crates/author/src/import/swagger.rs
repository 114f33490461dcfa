//! Swagger 2.0 as OpenAPI 3.0: parameters in the body or a form become a body, replies and servers get their new shape. Its references
//! (`#/definitions/…`) stay as they are, for what they lead to stays, too.

use forms::{Json, Object};

use super::{
    note::{Bucket, Notes},
    object,
};
use crate::said::said;

const METHODS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];
/// Members of a parameter that are no part of its schema.
const AROUND: [&str; 6] = ["name", "in", "required", "description", "allowEmptyValue", "collectionFormat"];

/// The document as one of 3.0.
pub fn upgrade(root: &Json, notes: &mut Notes) -> Json {
    let said = said!("Swagger 2.0 dibaca sebagai OpenAPI 3.0.", "Swagger 2.0 is read as OpenAPI 3.0.");
    notes.add(Bucket::Taken, "swagger", said);
    let mut made = root.as_object().cloned().unwrap_or_default();
    let paths = made.get("paths").and_then(Json::as_object).cloned().unwrap_or_default();
    let paths: Vec<(String, Json)> =
        paths.iter().map(|(path, item)| (String::from(path), self::item(root, item, notes))).collect();
    made.insert("paths", paths.into_iter().collect());
    let schemes = made.get("securityDefinitions").and_then(Json::as_object).cloned().unwrap_or_default();
    let schemes: Vec<(String, Json)> = schemes.iter().map(|(name, one)| (String::from(name), scheme(one))).collect();
    let components = object([
        ("schemas", made.get("definitions").cloned().unwrap_or_else(Json::object)),
        ("securitySchemes", schemes.into_iter().collect()),
    ]);
    made.insert("components", components);
    if let Some(url) = server(&made) {
        made.insert("servers", Json::Array(vec![object([("url", Json::from(url))])]));
    }
    Json::Object(made)
}

fn server(root: &Object) -> Option<String> {
    let text = |key: &str| root.get(key).and_then(Json::as_str);
    let schemes = root.get("schemes").and_then(Json::as_array).unwrap_or_default();
    let scheme = match schemes.iter().any(|scheme| scheme.as_str() == Some("https")) || schemes.is_empty() {
        true => "https",
        false => "http",
    };
    let path = text("basePath").unwrap_or_default();
    match text("host") {
        Some(host) => Some(format!("{scheme}://{host}{path}")),
        None => (!path.is_empty()).then(|| String::from(path)),
    }
}

fn item(root: &Json, item: &Json, notes: &mut Notes) -> Json {
    let mut made = item.as_object().cloned().unwrap_or_default();
    let shared = item.get("parameters").and_then(Json::as_array).unwrap_or_default().to_vec();
    for method in METHODS {
        if let Some(Json::Object(operation)) = item.get(method) {
            made.insert(method, self::operation(root, operation, &shared, notes));
        }
    }
    let kept = shared.into_iter().filter(|parameter| !is_body(target(root, parameter))).collect();
    made.insert("parameters", Json::Array(kept));
    Json::Object(made)
}

fn operation(root: &Json, operation: &Object, shared: &[Json], notes: &mut Notes) -> Json {
    let mut made = operation.clone();
    let own = operation.get("parameters").and_then(Json::as_array).unwrap_or_default().to_vec();
    let all: Vec<&Json> = own.iter().chain(shared).map(|parameter| target(root, parameter)).collect();
    let list = |key: &str| {
        let list = operation.get(key).or_else(|| root.get(key)).and_then(Json::as_array);
        list.unwrap_or_default().iter().filter_map(Json::as_str).map(String::from).collect::<Vec<_>>()
    };
    if let Some(body) = body(&all, &list("consumes"), notes) {
        made.insert("requestBody", body);
    }
    let rest = own.iter().map(|parameter| target(root, parameter)).filter(|parameter| !is_body(parameter));
    made.insert("parameters", Json::Array(rest.cloned().collect()));
    let replies = operation.get("responses").and_then(Json::as_object).cloned().unwrap_or_default();
    let replies: Vec<(String, Json)> = replies
        .iter()
        .map(|(status, reply)| (String::from(status), self::reply(target(root, reply), &list("produces"))))
        .collect();
    made.insert("responses", replies.into_iter().collect());
    ["consumes", "produces", "schemes"].iter().for_each(|key| drop(made.remove(key)));
    Json::Object(made)
}

/// The body that parameters in `body` or `formData` make.
fn body(parameters: &[&Json], consumes: &[String], notes: &mut Notes) -> Option<Json> {
    if let Some(whole) = parameters.iter().find(|parameter| place(parameter) == "body") {
        let schema = object([("schema", whole.get("schema").cloned().unwrap_or_else(Json::object))]);
        let medias = if consumes.is_empty() { vec![String::from("application/json")] } else { consumes.to_vec() };
        let mut body = Object::default();
        if let Some(description) = whole.get("description") {
            body.insert("description", description.clone());
        }
        body.insert("content", medias.into_iter().map(|media| (media, schema.clone())).collect());
        return Some(Json::Object(body));
    }
    let (mut properties, mut required, mut has_file) = (Object::default(), Vec::new(), false);
    for parameter in parameters.iter().filter(|parameter| place(parameter) == "formData") {
        let Some(name) = parameter.get("name").and_then(Json::as_str) else { continue };
        has_file |= parameter.get("type").and_then(Json::as_str) == Some("file");
        if parameter.get("required").and_then(Json::as_bool) == Some(true) {
            required.push(Json::from(name));
        }
        if let Some(way) = parameter.get("collectionFormat").and_then(Json::as_str).filter(|way| *way != "multi") {
            let said = said!(
                "{name}: daftar ini mau ditulis sebagai {way} (collectionFormat); Loket mengulang namanya.",
                "{name}: the list wants to be written as {way} (collectionFormat); Loket repeats its name."
            );
            notes.add(Bucket::Unsupported, "submit", said);
        }
        properties.insert(name, schema(parameter));
    }
    if properties.is_empty() {
        return None;
    }
    let of_form = |media: &&String| media.starts_with("multipart/") || media.contains("urlencoded");
    let usual = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let media = consumes.iter().find(of_form).map_or(usual, String::as_str);
    let schema = object([
        ("type", Json::from("object")),
        ("properties", Json::Object(properties)),
        ("required", Json::Array(required)),
    ]);
    let content = [(String::from(media), object([("schema", schema)]))].into_iter().collect();
    Some(object([("content", content)]))
}

/// What a parameter says of its value.
fn schema(parameter: &Json) -> Json {
    let members = parameter.as_object().into_iter().flat_map(Object::iter);
    let described = |key: &str| key == "description" || !AROUND.contains(&key);
    let mut schema = Object::default();
    members.filter(|(key, _)| described(key)).for_each(|(key, value)| drop(schema.insert(key, value.clone())));
    if schema.get("type").and_then(Json::as_str) == Some("file") {
        schema.insert("type", Json::from("string"));
        schema.insert("format", Json::from("binary"));
    }
    Json::Object(schema)
}

fn reply(reply: &Json, produces: &[String]) -> Json {
    let mut made = reply.as_object().cloned().unwrap_or_default();
    if let Some(schema) = made.remove("schema") {
        let medias = if produces.is_empty() { vec![String::from("application/json")] } else { produces.to_vec() };
        let schema = object([("schema", schema)]);
        made.insert("content", medias.into_iter().map(|media| (media, schema.clone())).collect());
    }
    made.remove("examples");
    Json::Object(made)
}

fn scheme(scheme: &Json) -> Json {
    if scheme.get("type").and_then(Json::as_str) != Some("basic") {
        return scheme.clone();
    }
    object([("type", Json::from("http")), ("scheme", Json::from("basic"))])
}

fn target<'a>(root: &'a Json, json: &'a Json) -> &'a Json {
    let reference = json.get("$ref").and_then(Json::as_str).and_then(forms::Pointer::parse);
    reference.and_then(|place| root.at(&place)).unwrap_or(json)
}

fn place(parameter: &Json) -> &str {
    parameter.get("in").and_then(Json::as_str).unwrap_or_default()
}

fn is_body(parameter: &Json) -> bool {
    matches!(place(parameter), "body" | "formData")
}
