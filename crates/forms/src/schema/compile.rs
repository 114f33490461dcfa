//! Compiling: a work list of schema objects, each becoming one node; then the references, which may open other documents and
//! lengthen the list.

use std::collections::BTreeMap;

use super::{
    Formats, Schema,
    node::{Id, Node, Rule},
    uri::resolve,
};
use crate::{
    Fault, Json, Level, Pointer,
    pointer::{is_pointer, percent_decode},
    slots::{Slots, mix},
};

/// More faults help nobody.
const MAX_FAULTS: usize = 100;

pub(super) fn compile(schema: &Json, remotes: &BTreeMap<String, Json>, formats: Formats) -> Result<Schema, Vec<Fault>> {
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
    remotes: &'a BTreeMap<String, Json>,
    pub(super) formats: Formats,
    /// The documents read so far, to find the place of a fault.
    documents: Vec<(String, &'a Json)>,
    pub(super) resources: Vec<Resource<'a>>,
    pub(super) anchors: Vec<Anchor<'a>>,
    /// What becomes a node, by the node's position.
    pub(super) entries: Vec<Entry<'a>>,
    /// Entries by address.
    known: Slots,
    nodes: Vec<Node>,
    references: Vec<Reference<'a>>,
    faults: Vec<Fault>,
}

/// A schema with an address of its own: a document, or a part with `$id`.
pub(super) struct Resource<'a> {
    pub(super) uri: String,
    root: &'a Json,
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
    json: &'a Json,
    pub(super) resource: u32,
}

/// A `$ref` or `$dynamicRef` whose target is not known yet: the rule of a node waits for it.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) id: Id,
    pub(super) rule: usize,
    pub(super) json: &'a Json,
    pub(super) dynamic: bool,
}

impl<'a> Compiler<'a> {
    /// The node of a schema that lies in a resource; made when it is met for the first time.
    pub(super) fn node(&mut self, json: &'a Json, resource: u32) -> Id {
        if let Some(id) = self.find(json) {
            return id;
        }
        let id = self.entries.len();
        self.entries.push(Entry { json, resource });
        let entries = &self.entries;
        self.known.add(id, &|id| entries.get(id).map(|entry| hash(entry.json)).unwrap_or_default());
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
        let old = ["draft-07", "draft-06", "draft-04"].iter().any(|draft| uri.contains(draft));
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
    fn open(&mut self, uri: &str, document: &'a Json) -> Id {
        self.documents.push((uri.to_owned(), document));
        let resource = self.begin(uri.to_owned(), document, Dialect { old: false, asserts: true });
        let root = self.node(document, resource);
        self.drain();
        root
    }

    fn drain(&mut self) {
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

    fn find(&self, json: &Json) -> Option<Id> {
        let is = |id: usize| self.entries.get(id).is_some_and(|entry| std::ptr::eq(entry.json, json));
        self.known.find(hash(json), &is).map(|id| id as Id)
    }

    /// Finds what a reference means and tells the rule that waits.
    fn link(&mut self, reference: Reference<'a>) {
        let text = reference.json.as_str().unwrap_or_default();
        let Some((target, anchor)) = self.target(reference.id, text) else {
            self.fault(reference.json, "This reference leads nowhere.");
            return;
        };
        let dynamic_anchor = anchor.filter(|_| reference.dynamic);
        let rule = self.nodes.get_mut(reference.id as usize).and_then(|node| node.rules.get_mut(reference.rule));
        if let Some(rule) = rule {
            *rule = match dynamic_anchor {
                Some(name) => Rule::DynamicRef { name: name.into(), target },
                None => Rule::AllOf(vec![target]),
            };
        }
    }

    /// The node that a reference means, and the name of the dynamic anchor that it went by.
    fn target(&mut self, id: Id, text: &str) -> Option<(Id, Option<&'a str>)> {
        let (document, fragment) = text.split_once('#').unwrap_or((text, ""));
        let mut resource = self.entries.get(id as usize)?.resource;
        if !document.is_empty() {
            let uri = resolve(&self.resource(resource)?.uri, document);
            resource = self.resource_at(&uri)?;
        }
        let fragment = percent_decode(fragment)?;
        let root = self.resource(resource)?.root;
        // A document that names itself by `$id` keeps its anchors there.
        let id = self.node(root, resource);
        resource = self.entries.get(id as usize)?.resource;
        if !is_pointer(&fragment) {
            let anchor = self.anchors.iter().find(|anchor| anchor.resource == resource && *anchor.name == *fragment)?;
            return Some((anchor.id, anchor.dynamic.then_some(anchor.name)));
        }
        let mut json = root;
        for token in Pointer::parse(&fragment)?.tokens() {
            json = json.child(&token)?;
            if let Some(id) = self.find(json) {
                resource = self.entries.get(id as usize)?.resource;
            }
        }
        let id = self.node(json, resource);
        self.drain();
        Some((id, None))
    }

    fn resource_at(&mut self, uri: &str) -> Option<u32> {
        if let Some(resource) = self.resources.iter().position(|resource| resource.uri == uri) {
            return Some(resource as u32);
        }
        let document = self.remotes.get(uri)?;
        let resource = self.resources.len() as u32;
        self.open(uri, document);
        Some(resource)
    }

    /// A schema that asks itself about the same value would never end.
    fn refuse_circles(&mut self) {
        let mut state = vec![State::New; self.nodes.len()];
        let mut circles = Vec::new();
        for start in 0..self.nodes.len() {
            let mut path = vec![(start, 0)];
            while let Some((id, next)) = path.pop() {
                let Some(seen) = state.get_mut(id) else {
                    continue;
                };
                match (*seen, next) {
                    (State::Done, _) => continue,
                    (State::Open, 0) => {
                        circles.push(id);
                        continue;
                    }
                    _ => *seen = State::Open,
                }
                let mut neighbours =
                    self.nodes.get(id).into_iter().flat_map(|node| &node.rules).flat_map(Rule::same_value);
                match neighbours.nth(next) {
                    Some(neighbour) => path.extend([(id, next + 1), (*neighbour as usize, 0)]),
                    None => *seen = State::Done,
                }
            }
        }
        for id in circles {
            if let Some(entry) = self.entries.get(id).copied() {
                self.fault(entry.json, "This schema leads back to itself without an end.");
            }
        }
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

/// How far the search for circles has come with a node.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
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
