//! A schema of the document as one flat object: its references followed and its `allOf` joined, so that all of it holds at once. What
//! cannot be joined stays as a part of `allOf`.

use forms::{Json, Object, Pointer};

use super::{
    document::Document,
    either,
    note::{Bucket, Notes},
    plain::plain,
    repair,
};
use crate::said::{Said, said};

/// Keywords that say something to people alone: what stands outside has the last word.
pub const WORDS: [&str; 9] =
    ["title", "description", "default", "example", "examples", "deprecated", "externalDocs", "xml", "$comment"];
/// Keywords that mean something only together; the first of each is the one that leads.
const GROUPS: [&[&str]; 4] = [
    &["if", "then", "else"],
    &["contains", "minContains", "maxContains"],
    &["prefixItems", "items", "additionalItems"],
    &["oneOf", "discriminator"],
];
/// More schemas are no form any more.
const MOST: usize = 20_000;
/// Marks a schema that leads back into itself.
pub const CIRCLE: &str = "x-loket-circle";

/// Joins schemas of one document.
pub struct Joiner<'a> {
    pub document: &'a Document,
    /// The first reference that leads nowhere: nothing can be made then.
    pub failure: Option<Said>,
    /// What is being joined or asked: a reference to it is a circle.
    pub way: Vec<String>,
    /// Every reference that was followed for the last schema.
    pub followed: Vec<String>,
    /// How many schemas have been joined.
    pub n_steps: usize,
}

impl Joiner<'_> {
    /// The flat schema; references that were followed are left in `followed`.
    pub fn flat(&mut self, schema: &Json, at: &Pointer, notes: &mut Notes) -> Object {
        self.followed.clear();
        self.joined(schema, at, notes)
    }

    fn joined(&mut self, schema: &Json, at: &Pointer, notes: &mut Notes) -> Object {
        let mut joined = Object::default();
        self.n_steps += 1;
        let Some(members) = schema.as_object().filter(|_| self.n_steps < MOST) else {
            self.failure = self.failure.take().or((self.n_steps >= MOST).then(entangled));
            return joined;
        };
        let reference = members.get("$ref").or_else(|| members.get("$dynamicRef")).and_then(Json::as_str);
        if let Some(reference) = reference {
            joined = self.referred(reference, at, notes);
            if !self.document.siblings_count {
                return joined;
            }
        }
        let mut own = members.clone();
        ["$ref", "$dynamicRef"].iter().for_each(|key| drop(own.remove(key)));
        plain(&mut own);
        repair::repair(&mut own, at, notes);
        either::simplify(self.document, &mut own, at, notes);
        for part in own.remove("allOf").as_ref().and_then(Json::as_array).unwrap_or_default() {
            let part = self.joined(part, at, notes);
            join(&mut joined, part, at, notes);
        }
        join(&mut joined, own, at, notes);
        joined
    }

    fn referred(&mut self, reference: &str, at: &Pointer, notes: &mut Notes) -> Object {
        // Only what is followed or asked at this moment is a circle; two parts may well refer to the same.
        if self.way.iter().any(|known| known == reference) {
            let mut circle = Object::default();
            circle.insert(CIRCLE, Json::from(reference));
            return circle;
        }
        self.followed.push(String::from(reference));
        let Some(target) = self.document.target(reference) else {
            self.failure.get_or_insert(leads_out(reference));
            return Object::default();
        };
        let target = target.clone();
        self.way.push(String::from(reference));
        let joined = self.joined(&target, at, notes);
        self.way.pop();
        joined
    }
}

fn entangled() -> Said {
    said!(
        "Skema operasi ini terlalu kusut untuk sebuah formulir.",
        "The schema of this operation is too entangled for a form."
    )
}

/// Why a reference cannot be followed.
pub fn leads_out(reference: &str) -> Said {
    if reference.starts_with('#') { nowhere(reference) } else { elsewhere(reference) }
}

fn nowhere(reference: &str) -> Said {
    said!(
        "Rujukan `{reference}` tidak menunjuk ke mana pun di dokumen ini.",
        "The reference `{reference}` leads nowhere in this document."
    )
}

fn elsewhere(reference: &str) -> Said {
    said!(
        "Rujukan `{reference}` menunjuk ke berkas lain. Gabungkan dulu menjadi satu berkas: npx @redocly/cli bundle openapi.yaml -o satu.yaml",
        "The reference `{reference}` leads to another file. Join them to one file first: npx @redocly/cli bundle openapi.yaml -o whole.yaml"
    )
}

/// Makes `part` hold beside what is there.
pub fn join(joined: &mut Object, mut part: Object, at: &Pointer, notes: &mut Notes) {
    if let Some(list) = part.remove("allOf") {
        list.as_array().unwrap_or_default().iter().for_each(|more| beside(joined, more.clone()));
    }
    for group in GROUPS {
        let leads = |json: &Object| group.iter().take(1).any(|key| json.get(key).is_some());
        let differs = group.iter().any(|key| joined.get(key) != part.get(key));
        if leads(joined) && leads(&part) && differs {
            let taken = group.iter().filter_map(|key| Some((String::from(*key), part.remove(key)?)));
            let taken: Vec<(String, Json)> = taken.collect();
            beside(joined, taken.into_iter().collect());
        }
    }
    closed(joined, &mut part, at, notes);
    for (key, value) in part.iter() {
        one(joined, key, value, at, notes);
    }
}

fn one(joined: &mut Object, key: &str, value: &Json, at: &Pointer, notes: &mut Notes) {
    let Some(before) = joined.get(key).cloned() else {
        joined.insert(key, value.clone());
        return;
    };
    let made = match (key, &before, value) {
        _ if before == *value => return,
        _ if WORDS.contains(&key) || key.starts_with("x-") => value.clone(),
        (
            "properties" | "patternProperties" | "$defs" | "dependentSchemas",
            Json::Object(first),
            Json::Object(second),
        ) => both(first, second),
        ("items", _, _) => all_of(&before, value),
        ("required", Json::Array(first), Json::Array(second)) => {
            let more = second.iter().filter(|name| !first.contains(name));
            Json::Array(first.iter().chain(more).cloned().collect())
        }
        ("enum", Json::Array(first), Json::Array(second)) => {
            notes.cover(at, "enum");
            Json::Array(first.iter().filter(|value| second.contains(value)).cloned().collect())
        }
        ("type", _, _) if narrower(&before, value).is_some() => {
            notes.cover(at, "type");
            narrower(&before, value).unwrap_or_default()
        }
        _ => return beside(joined, [(String::from(key), value.clone())].into_iter().collect()),
    };
    joined.insert(key, made);
}

fn both(first: &Object, second: &Object) -> Json {
    let mut both = first.clone();
    for (name, value) in second.iter() {
        let value =
            first.get(name).filter(|known| *known != value).map_or_else(|| value.clone(), |known| all_of(known, value));
        both.insert(name, value);
    }
    Json::Object(both)
}

fn all_of(first: &Json, second: &Json) -> Json {
    let list = Json::Array(vec![first.clone(), second.clone()]);
    [(String::from("allOf"), list)].into_iter().collect()
}

/// The types that two lists of types share; `None` when that is none.
fn narrower(first: &Json, second: &Json) -> Option<Json> {
    let names = |json: &Json| -> Vec<String> {
        let list = json.as_array().map_or_else(|| vec![json.clone()], <[Json]>::to_vec);
        list.iter().filter_map(Json::as_str).map(String::from).collect()
    };
    let (first, second) = (names(first), names(second));
    let fits = |name: &String, other: &[String]| {
        other.contains(name) || (name == "integer" && other.iter().any(|other| other == "number"))
    };
    let of_first = first.iter().filter(|name| fits(name, &second));
    let of_second = second.iter().filter(|name| fits(name, &first) && !first.contains(name));
    let shared: Vec<Json> = of_first.chain(of_second).map(|name| Json::from(name.as_str())).collect();
    match shared.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(Json::Array(shared)),
    }
}

/// A part that allows no other members forbids those of its neighbours, which nobody means: the whole is left open then.
fn closed(joined: &mut Object, part: &mut Object, at: &Pointer, notes: &mut Notes) {
    let is_closed = |json: &Object| json.get("additionalProperties") == Some(&Json::from(false));
    let has = |json: &Object| json.get("properties").is_some();
    if !has(joined) || !has(part) || joined.get("properties") == part.get("properties") {
        return;
    }
    if is_closed(joined) || is_closed(part) {
        joined.remove("additionalProperties");
        part.remove("additionalProperties");
        let said = said!(
            "satu bagian `allOf` melarang anggota lain (additionalProperties: false), padahal bagian lain membawanya; larangan itu dilepas.",
            "a part of `allOf` forbids other members (additionalProperties: false) though its neighbours bring some; that is left out."
        );
        notes.at(Bucket::Assumed, at, "additionalProperties", said);
    }
}

/// Adds a part that must hold, too.
fn beside(joined: &mut Object, part: Json) {
    let mut list = joined.get("allOf").and_then(Json::as_array).unwrap_or_default().to_vec();
    if part.as_object().is_some_and(|part| !part.is_empty()) && !list.contains(&part) {
        list.push(part);
        joined.insert("allOf", Json::Array(list));
    }
}
