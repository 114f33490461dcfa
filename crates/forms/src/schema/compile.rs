//! Compiling: a work list of schema objects, each becoming one node; then the references, which may open other documents and
//! lengthen the list.

use super::{
    Formats, Schema,
    link::Reference,
    node::{Id, Node, Rule},
};
use crate::{
    Fault, Json, Level, Map, Pointer,
    slots::{Slots, mix},
};

/// More faults help nobody.
const MAX_FAULTS: usize = 100;

pub(super) fn compile(schema: &Json, remotes: &Map<String, Json>, formats: Formats) -> Result<Schema, Vec<Fault>> {
    let mut compiler = Compiler {
        remotes,
        formats,
        documents: Vec::new(),
        resources: Vec::new(),
        anchors: Vec::new(),
        entries: Vec::new(),
        known: Slots::default(),
        nodes: Vec::new(),
        references: Vec::new(),
        faults: Vec::new(),
    };
    let root = compiler.open("", schema);
    let mut next = 0;
    while let Some(reference) = compiler.references.get(next).copied() {
        compiler.link(reference);
        next += 1;
    }
    compiler.refuse_circles();
    compiler.finish(root)
}

pub(super) struct Compiler<'a> {
    pub(super) remotes: &'a Map<String, Json>,
    pub(super) formats: Formats,
    /// The documents read so far, to find the place of a fault.
    documents: Vec<(String, &'a Json)>,
    pub(super) resources: Vec<Resource<'a>>,
    pub(super) anchors: Vec<Anchor<'a>>,
    /// What becomes a node, by the node's position.
    pub(super) entries: Vec<Entry<'a>>,
    /// Entries by address.
    known: Slots,
    pub(super) nodes: Vec<Node>,
    references: Vec<Reference<'a>>,
    faults: Vec<Fault>,
}

/// A schema with an address of its own: a document, or a part with `$id`.
pub(super) struct Resource<'a> {
    pub(super) uri: String,
    pub(super) root: &'a Json,
    pub(super) dialect: Dialect,
}

/// Which keywords count.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// Draft-07 or older: `$ref` stands alone, keywords of later drafts are unknown.
    pub(super) old: bool,
    /// Whether the validation vocabulary is in use.
    pub(super) asserts: bool,
}

/// `$anchor` or `$dynamicAnchor`.
pub(super) struct Anchor<'a> {
    pub(super) resource: u32,
    pub(super) name: &'a str,
    pub(super) id: Id,
    pub(super) dynamic: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) json: &'a Json,
    pub(super) resource: u32,
}

impl<'a> Compiler<'a> {
    /// The node of a schema that lies in a resource; made when it is met for the first time.
    pub(super) fn node(&mut self, json: &'a Json, resource: u32) -> Id {
        if let Some(id) = self.find(json) {
            return id;
        }
        let id = self.entries.len();
        let entries = &self.entries;
        let hash_of = |id: usize| entries.get(id).map(|entry| hash(entry.json)).unwrap_or_default();
        self.known.add(id, hash(json), &hash_of);
        self.entries.push(Entry { json, resource });
        id as Id
    }

    pub(super) fn refer(&mut self, reference: Reference<'a>) {
        self.references.push(reference);
    }

    pub(super) fn resource(&self, resource: u32) -> Option<&Resource<'a>> {
        self.resources.get(resource as usize)
    }

    /// Begins a resource at an entry; gives its number.
    pub(super) fn begin(&mut self, uri: String, root: &'a Json, dialect: Dialect) -> u32 {
        self.resources.push(Resource { uri, root, dialect });
        (self.resources.len() - 1) as u32
    }

    /// What a `$schema` asks for; an unknown one means 2020-12.
    pub(super) fn dialect(&self, uri: &str) -> Dialect {
        let old = uri.split('/').any(|part| matches!(part, "draft-07" | "draft-06" | "draft-04"));
        let vocabulary = self.remotes.get(uri).and_then(|meta| meta.get("$vocabulary")?.as_object());
        let asserts = vocabulary.is_none_or(|uris| uris.iter().any(|(uri, _)| uri.ends_with("/vocab/validation")));
        Dialect { old, asserts }
    }

    pub(super) fn fault(&mut self, json: &Json, what: &str) {
        if self.faults.len() >= MAX_FAULTS {
            return;
        }
        let mut path = Vec::new();
        let found = self.documents.iter().find(|(_, document)| trace(document, json, &mut path));
        let mut text = String::new();
        if let Some((uri, _)) = found.filter(|(uri, _)| !uri.is_empty()) {
            text.push_str(uri);
            text.push_str(": ");
        }
        text.push_str(what);
        let mut pointer = Pointer::root();
        path.iter().rev().for_each(|token| pointer.push(token));
        self.faults.push(Fault { level: Level::Error, pointer, what: text });
    }

    /// Reads a document: every schema in it becomes a node.
    pub(super) fn open(&mut self, uri: &str, document: &'a Json) -> Id {
        self.documents.push((uri.to_owned(), document));
        let resource = self.begin(uri.to_owned(), document, Dialect { old: false, asserts: true });
        let root = self.node(document, resource);
        self.drain();
        root
    }

    pub(super) fn drain(&mut self) {
        while let Some(entry) = self.entries.get(self.nodes.len()).copied() {
            let id = self.nodes.len();
            let mut node = Node { resource: entry.resource, ..Node::default() };
            match entry.json {
                Json::Bool(true) => {}
                Json::Bool(false) => node.rules.push(Rule::Never),
                Json::Object(members) => self.members(id as Id, members, entry.json, &mut node),
                other => self.fault(other, "A schema is an object, true or false."),
            }
            self.nodes.push(node);
        }
    }

    pub(super) fn find(&self, json: &Json) -> Option<Id> {
        let is = |id: usize| self.entries.get(id).is_some_and(|entry| std::ptr::eq(entry.json, json));
        self.known.find(hash(json), &is).map(|id| id as Id)
    }

    fn finish(self, root: Id) -> Result<Schema, Vec<Fault>> {
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let uses_dynamic = |rule: &Rule| matches!(rule, Rule::DynamicRef { .. });
        let mut dynamic = Vec::new();
        if self.nodes.iter().flat_map(|node| &node.rules).any(uses_dynamic) {
            let anchors = self.anchors.iter().filter(|anchor| anchor.dynamic);
            dynamic.extend(anchors.map(|anchor| (anchor.name.into(), anchor.resource, anchor.id)));
        }
        Ok(Schema { nodes: self.nodes, root, dynamic })
    }
}

fn hash(json: &Json) -> u32 {
    mix(0, &std::ptr::from_ref(json).addr().to_le_bytes())
}

/// Finds a value inside another by address; the tokens on the way stand in `path`, innermost first.
fn trace(from: &Json, to: &Json, path: &mut Vec<String>) -> bool {
    if std::ptr::eq(from, to) {
        return true;
    }
    match from {
        Json::Object(members) => members.iter().any(|(name, member)| {
            let found = trace(member, to, path);
            if found {
                path.push(name.to_owned());
            }
            found
        }),
        Json::Array(items) => items.iter().enumerate().any(|(index, item)| {
            let found = trace(item, to, path);
            if found {
                path.push(crate::Number::from(index as i64).to_text());
            }
            found
        }),
        _ => false,
    }
}
