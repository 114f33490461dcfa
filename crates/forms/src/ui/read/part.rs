//! Controls: written ones by their scope, and generated ones for the properties of an object.

use std::sync::Arc;

use super::Reader;
use crate::{
    Direction, FieldId, Json, Kind, Pointer,
    ui::{
        Part, Relation, What,
        control::{control, path},
        kind::Subject,
        scope,
    },
};

/// Objects inside objects are drawn down to this depth.
const DEPTH: usize = 8;

/// A control to be added: its schema, its place and its UI element.
struct Asked<'a> {
    node: &'a Json,
    pointer: Pointer,
    json: Option<&'a Json>,
}

impl Reader<'_> {
    pub(super) fn control(&mut self, json: &Json, at: &Pointer, parent: Option<usize>) {
        let Some(text) = json.get("scope").and_then(Json::as_str) else {
            self.faults.error(at, &["a Control needs a \"scope\""]);
            return;
        };
        let found = scope::place(text).zip(scope::find(self.schema, text));
        let Some((pointer, node)) = found else {
            let what = ["the scope \"", text, "\" leads nowhere in the schema"];
            self.faults.error(&at.join("scope"), &what);
            return;
        };
        self.ask(&Asked { node, pointer, json: Some(json) }, parent, at, 0);
    }

    /// A control for each property of an object.
    pub(super) fn properties(
        &mut self,
        node: &Json,
        pointer: &Pointer,
        parent: Option<usize>,
        at: &Pointer,
        depth: usize,
    ) {
        let properties = scope::keyword(self.schema, node, "properties").and_then(Json::as_object);
        for (name, node) in properties.into_iter().flat_map(|object| object.iter()) {
            let asked = Asked { node, pointer: pointer.join(name), json: None };
            self.ask(&asked, parent, at, depth);
        }
    }

    fn ask(&mut self, asked: &Asked, parent: Option<usize>, at: &Pointer, depth: usize) {
        if self.is_full(at) {
            return;
        }
        let none = Json::object();
        let options = asked.json.and_then(|json| json.get("options")).unwrap_or(&none);
        let subject = Subject { root: self.schema, node: asked.node, options };
        let control = control(&subject, &asked.pointer, asked.json, self.words);
        let is_object = subject.kind_of_value() == Some("object");
        if control.kind == Kind::Unknown && is_object && depth < DEPTH {
            let key = [control.key.as_str(), ".label"].concat();
            let label = control.label_shown.then_some(control.label);
            let group = What::Group { key, label, direction: Direction::Down };
            let index = self.push(group, parent, at);
            self.carry(asked, at, index);
            self.properties(asked.node, &asked.pointer, Some(index), at, depth + 1);
            return self.close(index);
        }
        if control.kind == Kind::Unknown {
            let what = ["there is no widget for the control \"", &control.key, "\" yet"];
            self.faults.warning(at, &what);
        }
        let is_text = subject.kind_of_value() == Some("string");
        let is_read_only = subject.keyword("readOnly").and_then(Json::as_bool) == Some(true);
        let relations = self.relations(options, at);
        let index = self.push(What::Control(self.ui.parts.len()), parent, at);
        self.carry(asked, at, index);
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.read_only = element.read_only.or(is_read_only.then_some(true));
        }
        let part = Part {
            id: self.field_id(&asked.pointer),
            pointer: asked.pointer.clone(),
            control: Arc::new(control),
            element: index,
            is_text,
            relations,
        };
        self.ui.parts.push(part);
    }

    fn carry(&mut self, asked: &Asked, at: &Pointer, index: usize) {
        if let Some(json) = asked.json {
            self.common(json, at, index);
        }
    }

    /// `options.agree`: `{ "birthDate": scope, "sex": scope, "notSameAs": scope }`.
    fn relations(&mut self, options: &Json, at: &Pointer) -> Vec<(Relation, Pointer)> {
        let mut relations = Vec::new();
        let members = options.get("agree").and_then(Json::as_object);
        for (name, text) in members.into_iter().flat_map(|object| object.iter()) {
            let relation = match name {
                "birthDate" => Relation::BirthDate,
                "sex" => Relation::Sex,
                "notSameAs" => Relation::NotSameAs,
                _ => {
                    self.faults.warning(at, &["unknown key \"", name, "\" in \"agree\""]);
                    continue;
                }
            };
            let text = text.as_str().unwrap_or_default();
            let is_there = scope::find(self.schema, text).is_some();
            match scope::place(text).filter(|_| is_there) {
                Some(place) => relations.push((relation, place)),
                None => {
                    let what = ["the scope \"", text, "\" in \"agree\" leads nowhere in the schema"];
                    self.faults.error(at, &what);
                }
            }
        }
        relations
    }

    /// The path as a DOM id; a place that is asked twice gets a second id.
    fn field_id(&mut self, pointer: &Pointer) -> FieldId {
        let mut id = String::new();
        for letter in path(pointer).chars() {
            if letter.is_ascii_alphanumeric() || "-_.".contains(letter) {
                id.push(letter);
            } else {
                id.push_str("-u");
                id.push_str(&u32::from(letter).to_string());
            }
        }
        while !self.field_ids.add(id.clone()) {
            id.push_str("-2");
        }
        FieldId::new(&id)
    }
}
