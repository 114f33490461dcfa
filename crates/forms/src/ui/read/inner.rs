//! What grows inside a control: the rows of a list, and the branches of `oneOf` and `anyOf`.

use std::sync::Arc;

use super::Reader;
use crate::{
    Json, Pointer,
    ui::{Branch, Expansion, Inner, Ui, kind::Subject, scope},
};

/// Answers that a schema gives from the start are looked for down to this depth.
const DEPTH: usize = 8;

/// A zone inside another: its schema, the key that begins its text keys, and the id of its only control, if it is one.
struct Zone<'a> {
    node: &'a Json,
    key: String,
    own_id: &'static str,
    detail: Option<&'a Json>,
}

impl<'a> Reader<'a> {
    /// What stands in each row of a list; nothing for a list without a schema for its rows (also one of fixed places).
    pub(super) fn rows(&mut self, subject: &Subject<'a>, key: String, detail: Option<&'a Json>, at: &Pointer) -> Inner {
        let Some(node) = subject.keyword("items").filter(|items| items.as_object().is_some()) else {
            return Inner::Nothing;
        };
        let ui = self.zone(Zone { node, key, own_id: "", detail }, at);
        let new = given(self.schema, node, false, 0).unwrap_or_else(|| {
            match Subject::new(self.schema, node, None).kind_of_value() {
                Some("object") => Json::object(),
                _ => Json::Null,
            }
        });
        Inner::Rows(Arc::new(Expansion { ui, new }))
    }

    /// What each branch asks for.
    pub(super) fn branches(&mut self, subject: &Subject<'a>, key: &str, at: &Pointer) -> Inner {
        let branches = subject.branches();
        let branches = branches.into_iter().map(|node| {
            let written = written(subject, node);
            let ui = self.zone(Zone { node, key: key.to_owned(), own_id: "value", detail: None }, at);
            let subject = Subject::new(self.schema, node, None);
            let kind = subject.kind_of_value();
            let new = given(self.schema, node, true, 0);
            let new = new.or_else(|| (kind == Some("object")).then(Json::object)).unwrap_or_default();
            let mut properties = Vec::new();
            scope::properties(self.schema, node, &mut properties);
            let required = subject.keyword("required").and_then(Json::as_array).unwrap_or_default();
            let property = |(name, node): (&str, &Json)| {
                let is_required = required.iter().any(|other| other.as_str() == Some(name));
                (name.to_owned(), scope::keyword(self.schema, node, "const").cloned(), is_required)
            };
            let properties = properties.into_iter().map(property).collect();
            Branch { growth: Expansion { ui, new }, written, kind: kind.map(str::to_owned), properties }
        });
        Inner::Branches(branches.collect())
    }

    fn zone(&mut self, zone: Zone<'a>, at: &Pointer) -> Ui {
        let ui = std::mem::take(&mut self.ui);
        let field_ids = std::mem::take(&mut self.field_ids);
        let node = std::mem::replace(&mut self.node, zone.node);
        let base = std::mem::take(&mut self.base);
        let key = std::mem::replace(&mut self.key, zone.key);
        let own_id = std::mem::replace(&mut self.own_id, zone.own_id);
        match zone.detail {
            Some(detail) => self.element(detail, &at.join("options").join("detail"), None, 0),
            None => self.generated(at),
        }
        let grown = self.ripen();
        (self.ui, self.field_ids, self.node, self.base) = (ui, field_ids, node, base);
        (self.key, self.own_id) = (key, own_id);
        grown
    }
}

/// The answers that a schema gives from the start: what `default` says, and in a branch the values that make it this one.
fn given(root: &Json, node: &Json, branch: bool, depth: usize) -> Option<Json> {
    if let Some(value) = scope::keyword(root, node, "default") {
        return Some(value.clone());
    }
    let only = scope::keyword(root, node, "const").filter(|only| branch && only.as_bool().is_none());
    if only.is_some() || depth >= DEPTH {
        return only.cloned();
    }
    let mut properties = Vec::new();
    scope::properties(root, node, &mut properties);
    let given = |(name, node): (&str, &Json)| Some((name.to_owned(), given(root, node, branch, depth + 1)?));
    let members: Json = properties.into_iter().filter_map(given).collect();
    (members != Json::object()).then_some(members)
}

/// Which of how many branches it is.
fn written(subject: &Subject, branch: &Json) -> (usize, usize) {
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|name| subject.keyword(name)?.as_array());
    let place = |list: &[Json]| Some((list.iter().position(|other| std::ptr::eq(other, branch))?, list.len()));
    lists.filter_map(place).next().unwrap_or_default()
}

/// Answers with one row in each list, rows inside rows too.
pub(super) fn samples(ui: &Ui, start: Json) -> Json {
    let mut data = start;
    for part in &ui.parts {
        if let Inner::Rows(growth) = &part.inner {
            data.set(&part.pointer, Json::Array(vec![samples(&growth.ui, growth.new.clone())]));
        }
    }
    data
}
