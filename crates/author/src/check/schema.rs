//! The schemas of a service, each with its place: those of the answers, and those by which rules decide.

use forms::{Json, Object, Pointer};

/// Keywords whose value is one schema.
const ONE: [&str; 12] = [
    "not",
    "if",
    "then",
    "else",
    "items",
    "contains",
    "propertyNames",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
    "contentSchema",
];
/// Keywords whose value is a list of schemas.
const LIST: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
/// Keywords whose value holds schemas by names of the author's.
pub const NAMED: [&str; 6] =
    ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];
/// Keywords whose schemas are about the same value as the schema that holds them.
const SAME: [&str; 8] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas"];
/// Definitions nest little deeper.
const DEPTH: usize = 100;

/// One schema object.
#[derive(Clone)]
pub struct Node<'a> {
    pub members: &'a Object,
    pub at: Pointer,
    /// The document in which its `$ref` lead.
    pub root: &'a Json,
    /// Draft-07 or earlier, by `$schema`.
    pub old: bool,
    /// The properties of the same object that the schemas around it name.
    pub around: Vec<&'a Object>,
}

/// All schemas of a service.
pub fn all(source: &Json) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    if let Some(schema) = source.get("schema") {
        document(schema, Pointer::root().join("schema"), &mut nodes);
    }
    for name in ["uischema", "outcome"] {
        if let Some(part) = source.get(name) {
            conditions(part, &Pointer::root().join(name), 0, &mut nodes);
        }
    }
    nodes
}

fn document<'a>(schema: &'a Json, at: Pointer, nodes: &mut Vec<Node<'a>>) {
    let dialect = schema.get("$schema").and_then(Json::as_str).unwrap_or_default();
    let old = ["draft-04", "draft-06", "draft-07"].iter().any(|draft| dialect.contains(draft));
    walk(schema, Spot { at, root: schema, old, around: &[], depth: 0 }, nodes);
}

/// The schemas of `condition` and `when`.
fn conditions<'a>(json: &'a Json, at: &Pointer, depth: usize, nodes: &mut Vec<Node<'a>>) {
    if depth > DEPTH {
        return;
    }
    for (name, member) in json.as_object().into_iter().flat_map(Object::iter) {
        let here = at.join(name);
        match name {
            "schema" => document(member, here, nodes),
            "compute" => {}
            _ => conditions(member, &here, depth + 1, nodes),
        }
    }
    for (index, item) in json.as_array().unwrap_or_default().iter().enumerate() {
        conditions(item, &at.join_index(index), depth + 1, nodes);
    }
}

/// Where a walk is.
struct Spot<'a, 'b> {
    at: Pointer,
    root: &'a Json,
    old: bool,
    around: &'b [&'a Object],
    depth: usize,
}

fn walk<'a>(json: &'a Json, spot: Spot<'a, '_>, nodes: &mut Vec<Node<'a>>) {
    let Spot { at, root, old, around, depth } = spot;
    let Some(members) = json.as_object().filter(|_| depth < DEPTH) else { return };
    nodes.push(Node { members, at: at.clone(), root, old, around: around.to_vec() });
    let own = members.get("properties").and_then(Json::as_object);
    let inside: Vec<&Object> = around.iter().copied().chain(own).collect();
    for (keyword, value) in members.iter() {
        let around = if SAME.contains(&keyword) { inside.as_slice() } else { &[] };
        let here = at.join(keyword);
        let inner = |at| Spot { at, root, old, around, depth: depth + 1 };
        if NAMED.contains(&keyword) {
            for (name, member) in value.as_object().into_iter().flat_map(Object::iter) {
                walk(member, inner(here.join(name)), nodes);
            }
        } else if let Some(items) = value.as_array().filter(|_| LIST.contains(&keyword)) {
            for (index, item) in items.iter().enumerate() {
                walk(item, inner(here.join_index(index)), nodes);
            }
        } else if ONE.contains(&keyword) {
            walk(value, inner(here), nodes);
        }
    }
}

impl<'a> Node<'a> {
    /// The names in a keyword that holds things by name.
    pub fn names(&self, keyword: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let named = self.members.get(keyword).and_then(Json::as_object);
        named.into_iter().flat_map(Object::iter).map(|(name, _)| name)
    }

    /// The types that the schema names, if it names any.
    pub fn types(&self) -> Vec<&str> {
        match self.members.get("type") {
            Some(Json::String(name)) => vec![name],
            Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).collect(),
            _ => Vec::new(),
        }
    }

    pub fn get(&self, keyword: &str) -> Option<&Json> {
        self.members.get(keyword)
    }

    /// The same schema without some keywords, ready to judge values; `None` when it refers to what is not there then.
    pub fn without(&self, keywords: &[&str]) -> Option<forms::Schema> {
        let definitions =
            ["$schema", "$defs", "definitions"].into_iter().filter_map(|name| Some((name, self.root.get(name)?)));
        let own = self.members.iter().filter(|(name, _)| !keywords.contains(name));
        let whole: Json = definitions.chain(own).map(|(name, value)| (name.to_owned(), value.clone())).collect();
        forms::Schema::compile(&whole, &forms::Map::new()).ok()
    }
}
