//! What an operation answers: the members of its replies, found by their names at the top or a few steps down, whoever writes them.

use std::collections::VecDeque;

use forms::{Json, Object, Pointer};

use super::{
    document::{Document, Operation},
    join::Joiner,
    note::Notes,
    request,
};

/// Receipts lie no deeper.
const DEEPEST: usize = 3;
/// More members are no receipt.
const MOST: usize = 400;

/// A reply with JSON in it.
pub struct Reply {
    /// Its members and where they stand, the outer ones first.
    members: Vec<(Pointer, Object)>,
}

/// The replies whose status begins so (`2`; `2XX` does), the likeliest first. `default` is a refusal, and a success where the document
/// names no other.
pub fn statuses<'a>(document: &'a Document, operation: &Operation<'a>, begin: &str) -> Vec<(&'a str, &'a Json)> {
    let replies = operation.json.get("responses").and_then(Json::as_object);
    let mut found: Vec<(&str, &Json)> = replies.into_iter().flat_map(Object::iter).collect();
    let is_rest = begin == "4" || !found.iter().any(|(status, _)| status.starts_with(begin));
    found.retain(|(status, _)| status.starts_with(begin) || (is_rest && *status == "default"));
    found.sort_by_key(|(status, _)| (*status == "default", *status != "201", String::from(*status)));
    found.into_iter().map(|(status, reply)| (status, document.follow(reply))).collect()
}

/// The schema of JSON in a reply.
pub fn json<'a>(document: &'a Document, reply: &'a Json) -> Option<&'a Json> {
    let content = reply.get("content")?.as_object()?;
    let found = content.iter().find(|(media, entry)| request::is_json(media) && entry.get("schema").is_some());
    found.and_then(|(_, entry)| entry.get("schema")).map(|schema| document.follow(schema))
}

impl Reply {
    pub fn read(document: &Document, schema: &Json) -> Reply {
        let mut joiner = Joiner { document, failure: None, way: Vec::new(), followed: Vec::new(), n_steps: 0 };
        let mut notes = Notes::default();
        let mut members = Vec::new();
        let mut waiting = VecDeque::from([(Pointer::root(), schema.clone())]);
        while let Some((place, schema)) = waiting.pop_front() {
            let mut flat = joiner.flat(&schema, &place, &mut notes);
            if flat.get("writeOnly").is_some() || members.len() > MOST {
                continue;
            }
            // One of several replies will come: what any of them has may be there.
            for branch in ["oneOf", "anyOf"]
                .iter()
                .filter_map(|key| flat.get(key)?.as_array().map(<[Json]>::to_vec))
                .flatten()
                .collect::<Vec<_>>()
            {
                let branch = joiner.flat(&branch, &place, &mut notes);
                for (name, member) in
                    branch.get("properties").and_then(Json::as_object).into_iter().flat_map(Object::iter)
                {
                    let mut own = flat.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
                    if own.get(name).is_none() {
                        own.insert(name, member.clone());
                        flat.insert("properties", Json::Object(own));
                    }
                }
            }
            let inner = flat.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
            if place.tokens().count() < DEEPEST {
                waiting.extend(inner.iter().map(|(name, member)| (place.join(name), member.clone())));
            }
            members.push((place, flat));
        }
        Reply { members }
    }

    /// The schema at a place.
    pub fn at(&self, place: &Pointer) -> Option<&Object> {
        self.members.iter().find(|(known, _)| known == place).map(|(_, schema)| schema)
    }

    /// The first of these names, at the top, else deeper down; names are compared as loosely as people write them.
    pub fn find(&self, names: &[&str]) -> Option<Pointer> {
        (1..=DEEPEST).find_map(|depth| {
            names.iter().find_map(|name| {
                let fits = |(place, schema): &&(Pointer, Object)| {
                    place.tokens().count() == depth
                        && place.last().is_some_and(|last| alike(&last) == alike(name))
                        && is_single(schema)
                };
                self.members.iter().find(fits).map(|(place, _)| place.clone())
            })
        })
    }

    /// A member that is named so, of whatever kind.
    pub fn list(&self, names: &[&str]) -> Option<(Pointer, &Object)> {
        let is_list = |schema: &Object| schema.get("items").is_some();
        let fits = |place: &Pointer, name: &str| place.last().is_some_and(|last| alike(&last) == alike(name));
        names.iter().find_map(|name| {
            let found = self.members.iter().find(|(place, schema)| is_list(schema) && fits(place, name));
            found.map(|(place, schema)| (place.clone(), schema))
        })
    }

    /// Members in which nothing lies.
    pub fn leaves(&self) -> impl Iterator<Item = &Pointer> {
        let is_leaf = |schema: &Object| schema.get("properties").is_none();
        self.members
            .iter()
            .filter(move |(place, schema)| is_leaf(schema) && *place != Pointer::root())
            .map(|(place, _)| place)
    }
}

fn is_single(schema: &Object) -> bool {
    let kind = schema.get("type").and_then(Json::as_str);
    !matches!(kind, Some("object" | "array" | "boolean")) && schema.get("properties").is_none()
}

/// `nomorRegistrasi`, `nomor_registrasi` and `NomorRegistrasi` are one.
fn alike(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
