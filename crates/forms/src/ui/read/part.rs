//! Controls: written ones by their scope, and generated ones for the properties of an object.

use std::sync::Arc;

use super::Reader;
use crate::{
    Control, Direction, Effect, FieldId, Json, Kind, Number, Pointer, Rule,
    logic::Logic,
    ui::{
        Frame, Inner, Part, Relation, What,
        control::{control, path},
        kind::Subject,
        scope,
    },
};

/// Objects inside objects are drawn down to this depth.
const DEPTH: usize = 8;
/// A schema that holds itself is asked so often inside itself.
const TURNS: usize = 3;
/// In a form with more elements than this, it is asked once.
const MANY: usize = 2_000;

/// A control to be added: its schema, its place and its UI element.
pub(super) struct Asked<'a> {
    pub(super) node: &'a Json,
    pub(super) pointer: Pointer,
    pub(super) json: Option<&'a Json>,
}

impl<'a> Reader<'a> {
    pub(super) fn control(&mut self, json: &'a Json, at: &Pointer, parent: Option<usize>) {
        let Some(text) = json.get("scope").and_then(Json::as_str) else {
            self.faults.error(at, &["a Control needs a \"scope\""]);
            return;
        };
        let found = scope::place(text).zip(scope::find(self.schema, self.node, text));
        let Some((place, node)) = found else {
            let what = ["the scope \"", text, "\" leads nowhere in the schema"];
            self.faults.error(&at.join("scope"), &what);
            return;
        };
        let asked = Asked { node, pointer: self.base.append(&place), json: Some(json) };
        self.ask(&asked, parent, at, 0);
    }

    /// Everything that this zone asks for, without a UI schema.
    pub(super) fn whole(&mut self, parent: usize, at: &Pointer) {
        let asked = Asked { node: self.node, pointer: self.base.clone(), json: None };
        let subject = Subject::new(self.schema, self.node, None);
        let has_members = subject.kind_of_value() == Some("object") && subject.has_properties();
        if has_members || self.own_id == "root" {
            self.members(&asked, parent, at, 0);
        } else {
            self.ask(&asked, Some(parent), at, 0);
        }
    }

    /// A control for each property of an object and for each that a condition brings, then the one for its branches.
    fn members(&mut self, asked: &Asked<'a>, parent: usize, at: &Pointer, depth: usize) {
        let mut properties = Vec::new();
        scope::properties(self.schema, Subject::new(self.schema, asked.node, None).node, &mut properties);
        let brought = self.brought(asked, &properties);
        let own = properties.into_iter().map(|(name, node)| (name, node, None));
        for (name, node, condition) in own.chain(brought) {
            let inner = Asked { node, pointer: asked.pointer.join(name), json: None };
            let only = scope::keyword(self.schema, node, "const");
            // The one value of a branch is given by choosing it.
            if self.own_id != "value" || only.is_none_or(|only| only.as_bool().is_some()) {
                let index = self.ui.elements.len();
                self.ask(&inner, Some(parent), at, depth);
                if let (Some(condition), Some(element)) = (condition, self.ui.elements.get_mut(index)) {
                    element.rule = Some(Arc::new(Rule { effect: Effect::Show, condition }));
                }
            }
        }
        let subject = Subject::new(self.schema, asked.node, None);
        if !subject.branches().is_empty() {
            let control = control(&subject, &self.key, &asked.pointer, asked.json, self.words);
            self.add(asked, &subject, Control { kind: Kind::OneOf, ..control }, Some(parent), at);
        }
    }

    fn ask(&mut self, asked: &Asked<'a>, parent: Option<usize>, at: &Pointer, depth: usize) {
        if self.is_full(at) {
            return;
        }
        let options = asked.json.and_then(|json| json.get("options"));
        let subject = Subject::new(self.schema, asked.node, options).under(self.config);
        let control = control(&subject, &self.key, &asked.pointer, asked.json, self.words);
        let is_object = subject.kind_of_value() == Some("object");
        let is_group = control.kind == Kind::Unknown && is_object && depth < DEPTH;
        if !is_group && !matches!(control.kind, Kind::Array | Kind::OneOf) {
            return self.ask_one(asked, &subject, control, parent, at);
        }
        let target = scope::target(self.schema, asked.node).unwrap_or(asked.node);
        let turns = self.path.iter().filter(|other| std::ptr::eq(**other, target)).count();
        if turns >= TURNS || (turns > 0 && self.n_elements > MANY) {
            self.faults.warning(at, &["\"", &control.key, "\" holds itself; it is not asked so deep"]);
            return;
        }
        self.path.push(target);
        match is_group {
            true => self.object(asked, control, parent, at, depth),
            false => self.add(asked, &subject, control, parent, at),
        }
        self.path.pop();
    }

    fn ask_one(
        &mut self,
        asked: &Asked<'a>,
        subject: &Subject<'a>,
        control: Control,
        parent: Option<usize>,
        at: &Pointer,
    ) {
        if control.kind == Kind::Unknown {
            let what = ["there is no widget for the control \"", &control.key, "\" yet"];
            self.faults.warning(at, &what);
        }
        self.add(asked, subject, control, parent, at);
    }

    /// A group for an object: as its `detail` says, else of its properties.
    fn object(&mut self, asked: &Asked<'a>, control: Control, parent: Option<usize>, at: &Pointer, depth: usize) {
        let key = [control.key.as_str(), ".label"].concat();
        let label = control.label_shown.then_some(control.label);
        let index = self.push(What::Group { key, label, direction: Direction::Down }, parent, at);
        self.carry(asked, at, index);
        let subject = Subject::new(self.schema, asked.node, None);
        self.read_only(&subject, index);
        // Also an object that asks nothing (a map) may have to be there.
        self.ui.frames.push(Frame { place: asked.pointer.clone(), zone: 0, ways: Arc::default() });
        match detail(asked) {
            Some(detail) => {
                let node = std::mem::replace(&mut self.node, asked.node);
                let base = std::mem::replace(&mut self.base, asked.pointer.clone());
                self.element(detail, &at.join("options").join("detail"), Some(index), depth + 1);
                (self.node, self.base) = (node, base);
            }
            None => self.members(asked, index, at, depth + 1),
        }
        self.close(index);
    }

    /// Adds a control with all that can grow in it.
    fn add(&mut self, asked: &Asked<'a>, subject: &Subject<'a>, control: Control, parent: Option<usize>, at: &Pointer) {
        let index = self.push(What::Control(self.ui.parts.len()), parent, at);
        self.carry(asked, at, index);
        self.read_only(subject, index);
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.compute = subject.option("compute").map(|rule| Arc::new(Logic::read(rule)));
        }
        let (id, kind, key) = (self.field_id(&asked.pointer), control.kind, control.key.clone());
        let relations = self.relations(subject.options, at);
        let none = subject.none(kind).filter(|_| subject.option("compute").is_none());
        self.ui.parts.push(Part {
            id,
            pointer: asked.pointer.clone(),
            control: Arc::new(control),
            element: index,
            zone: 0,
            ways: Arc::default(),
            is_text: subject.kind_of_value() == Some("string"),
            relations,
            inner: Inner::Nothing,
            none,
            rows: Vec::new(),
        });
        let part = self.ui.parts.len() - 1;
        let inner = match kind {
            Kind::Array => self.rows(subject, key, detail(asked), at),
            Kind::OneOf => self.branches(subject, &key, at),
            _ => return,
        };
        if let Some(part) = self.ui.parts.get_mut(part) {
            part.inner = inner;
        }
    }

    fn carry(&mut self, asked: &Asked<'a>, at: &Pointer, index: usize) {
        if let Some(json) = asked.json {
            self.common(json, at, index);
        }
    }

    /// What the schema says of it, when its options say nothing.
    fn read_only(&mut self, subject: &Subject, index: usize) {
        let is_read_only = subject.keyword("readOnly").and_then(Json::as_bool) == Some(true);
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.read_only = element.read_only.or(is_read_only.then_some(true));
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
            let is_there = scope::find(self.schema, self.node, text).is_some();
            match scope::place(text).filter(|_| is_there) {
                Some(place) => relations.push((relation, self.base.append(&place))),
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
        if id.is_empty() {
            id.push_str(self.own_id);
        }
        let mut n_tries = 0;
        while !self.field_ids.add(id.clone()) {
            id.push_str("-2");
            n_tries += 1;
            // Where a place is asked over and over, each id would be longer than the last.
            if n_tries > 8 {
                id.push_str(&Number::from(self.field_ids.len() as i64).to_text());
            }
        }
        FieldId::new(&id)
    }
}

/// The layout that `options.detail` writes out.
fn detail<'a>(asked: &Asked<'a>) -> Option<&'a Json> {
    let detail = asked.json?.get("options")?.get("detail")?;
    detail.as_object().is_some().then_some(detail)
}
