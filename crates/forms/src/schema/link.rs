//! What references mean: finds their targets, opens the documents they name, refuses those that go round in circles.

use super::{
    compile::Compiler,
    node::{Id, Rule},
    uri::resolve,
};
use crate::{
    Json, Pointer,
    pointer::{is_pointer, percent_decode},
};

/// A `$ref` or `$dynamicRef` whose target is not known yet: the rule of a node waits for it.
#[derive(Clone, Copy)]
pub(super) struct Reference<'a> {
    pub(super) id: Id,
    pub(super) rule: usize,
    pub(super) json: &'a Json,
    pub(super) dynamic: bool,
}

impl<'a> Compiler<'a> {
    /// Finds what a reference means and tells the rule that waits.
    pub(super) fn link(&mut self, reference: Reference<'a>) {
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
    pub(super) fn refuse_circles(&mut self) {
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
}

/// How far the search for circles has come with a node.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}
