//! The net under the import: walks the document's schema and the one that was made, and tells every keyword, at every place, that is
//! neither in the service nor in a note. So nothing is lost in silence, whatever a document may say.

use std::collections::BTreeMap;

use forms::{Json, Object, Pointer};

use super::{
    document::Document,
    either,
    note::{Bucket, Notes},
    plain::plain,
};
use crate::said::said;

/// More is no form any more, and `convert` has refused it.
const MOST: usize = 20_000;
const DEEPEST: usize = 24;
/// So many places stand in one sentence.
const SHOWN: usize = 12;
/// Keywords that only help to find schemas.
const SIGNS: [&str; 9] =
    ["$ref", "$dynamicRef", "$schema", "$id", "$anchor", "$dynamicAnchor", "$defs", "definitions", "$comment"];
/// Keywords with one schema that speaks of something else than the place itself, or of it only under a condition.
const ASIDE: [&str; 8] = [
    "if",
    "not",
    "contains",
    "propertyNames",
    "additionalProperties",
    "unevaluatedProperties",
    "unevaluatedItems",
    "additionalItems",
];

/// What a schema says: keywords by place, with their values; and every place that has a name.
#[derive(Default)]
struct Said {
    keywords: Vec<(Pointer, String, Json)>,
    places: Vec<Pointer>,
    /// What stands beside a reference of 3.0, where it counts for nothing.
    ignored: Vec<(Pointer, String)>,
    n_steps: usize,
}

/// What was made of a schema.
pub struct Made<'a> {
    pub schema: &'a Json,
    /// Places that are asked for, or sent unasked.
    pub asked: &'a [Pointer],
    /// Places that are asked for as one.
    pub whole: &'a [Pointer],
}

/// Tells what of `schema` neither `made` nor a note has. `asked` are the places of questions and of what is sent without one; whatever
/// lies below one of `whole` is asked with it.
pub fn check(document: &Document, schema: &Json, made: &Made, notes: &mut Notes) {
    let Made { schema: made, asked, whole } = made;
    let (mut theirs, mut ours) = (Said::default(), Said::default());
    theirs.walk(Some(document), schema, &Pointer::root(), &mut Vec::new());
    ours.walk(None, made, &Pointer::root(), &mut Vec::new());
    let mut known: BTreeMap<(&Pointer, &str), Vec<&Json>> = BTreeMap::new();
    for (place, keyword, value) in &ours.keywords {
        known.entry((place, keyword)).or_default().push(value);
    }
    let mut lost: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
    for (place, keyword, value) in &theirs.keywords {
        let values = known.get(&(place, keyword.as_str()));
        let is_word = matches!(keyword.as_str(), "title" | "description");
        let is_kept = values.is_some_and(|values| is_word || values.contains(&value));
        let is_told = notes.covers(&real(place), keyword);
        let needs_a_word = keyword == "default" && !place.tokens().any(|token| token == "*");
        if !is_told && (!is_kept || needs_a_word) {
            let of_format = value.as_str().filter(|_| keyword == "format");
            let keyword = of_format.map_or_else(|| keyword.clone(), |name| format!("format {name}"));
            lost.entry(keyword).or_default().push(real(place));
        }
    }
    for (keyword, places) in lost {
        tell(&keyword, &shown(places), notes);
    }
    unasked(&theirs.places, asked, whole, notes);
    let ignored = theirs.ignored.into_iter().map(|(place, keyword)| format!("{} ({keyword})", name(&place)));
    let ignored: Vec<String> = ignored.collect();
    if !ignored.is_empty() {
        let places = few(ignored);
        let said = said!(
            "yang ditulis di sebelah `$ref` tidak berlaku di OpenAPI 3.0, jadi tidak diambil: {places}.",
            "what stands beside a `$ref` does not count in OpenAPI 3.0, and is not taken: {places}."
        );
        notes.add(Bucket::Unsupported, "$ref", said);
    }
}

/// Places that have a name in the document and no question.
fn unasked(places: &[Pointer], asked: &[Pointer], whole: &[Pointer], notes: &mut Notes) {
    let mut missing = Vec::new();
    for place in places {
        let is_leaf = !places.iter().any(|other| other != place && place.contains(other));
        let is_asked = asked.contains(place) || whole.iter().any(|above| above.contains(place));
        if is_leaf && !is_asked && !notes.covers(place, "") && !missing.contains(place) {
            missing.push(place.clone());
        }
    }
    if !missing.is_empty() {
        let places = shown(missing);
        let said = said!(
            "ada di dokumen tetapi tidak ditanyakan: {places}.",
            "stands in the document and is not asked: {places}."
        );
        notes.add(Bucket::Unsupported, "schema", said);
    }
}

fn tell(keyword: &str, places: &str, notes: &mut Notes) {
    let (bucket, said) = match keyword.split(' ').next().unwrap_or(keyword) {
        "example" | "examples" => {
            (Bucket::Unsupported, said!("contoh tidak ditampilkan: {places}.", "examples are not shown: {places}."))
        }
        "default" => (
            Bucket::Unsupported,
            said!(
                "nilai bawaan tidak diisikan di formulir (hanya di baris baru): {places}.",
                "defaults are not filled into the form (only into new rows): {places}."
            ),
        ),
        "deprecated" => (
            Bucket::Assumed,
            said!(
                "sudah usang menurut dokumen, tetap ditanyakan: {places}.",
                "is deprecated, and asked all the same: {places}."
            ),
        ),
        "format" => (
            Bucket::Unsupported,
            said!(
                "format di sini tidak dikenal dan tidak diperiksa: {places}.",
                "formats that are unknown here and not checked: {places}."
            ),
        ),
        "writeOnly" => return,
        "nullable" => (
            Bucket::Unsupported,
            said!(
                "boleh null; formulir tidak mengirim null: {places}.",
                "may be null; a form sends no null: {places}."
            ),
        ),
        "required" => {
            let name = keyword.split_once(' ').map_or(keyword, |(_, name)| name);
            (
                Bucket::Unsupported,
                said!(
                    "“{name}” wajib di {places}, dan tidak ada di layanan.",
                    "“{name}” is required at {places}, and not in the service."
                ),
            )
        }
        "title" | "description" | "xml" | "externalDocs" => {
            (Bucket::Unsupported, said!("tidak ditampilkan: {places}.", "is not shown: {places}."))
        }
        _ => (Bucket::Unknown, said!("tidak ada di layanan: {places}.", "is not in the service: {places}.")),
    };
    notes.add(bucket, keyword, said);
}

impl Said {
    fn walk(&mut self, document: Option<&Document>, schema: &Json, at: &Pointer, way: &mut Vec<String>) {
        let Some(members) = schema.as_object() else { return };
        self.n_steps += 1;
        if self.n_steps > MOST || way.len() > DEEPEST || at.tokens().count() > DEEPEST {
            return;
        }
        let reference = members.get("$ref").or_else(|| members.get("$dynamicRef")).and_then(Json::as_str);
        if let (Some(document), Some(reference)) = (document, reference) {
            if !way.iter().any(|known| known == reference)
                && let Some(target) = document.target(reference)
            {
                way.push(String::from(reference));
                self.walk(Some(document), target, at, way);
                way.pop();
            }
            if !document.siblings_count {
                let beside = members.iter().filter(|(key, _)| !SIGNS.contains(key));
                self.ignored.extend(beside.map(|(key, _)| (real(at), String::from(key))));
                return;
            }
        }
        let mut members = members.clone();
        plain(&mut members);
        if let Some(document) = document {
            // What became of these alternatives has been told.
            either::simplify(document, &mut members, at, &mut Notes::default());
        }
        for (key, value) in members.iter() {
            self.keyword(document, key, value, at, way);
        }
    }

    fn keyword(&mut self, document: Option<&Document>, key: &str, value: &Json, at: &Pointer, way: &mut Vec<String>) {
        match (key, value) {
            _ if SIGNS.contains(&key) => {}
            ("properties", Json::Object(named)) => {
                for (name, one) in named.iter() {
                    let place = at.join(name);
                    if real(&place) == place {
                        self.places.push(place.clone());
                    }
                    self.walk(document, one, &place, way);
                }
            }
            ("items", Json::Object(_)) => self.walk(document, value, &at.join("*"), way),
            ("then" | "else", _) => self.walk(document, value, at, way),
            ("allOf" | "anyOf" | "oneOf", Json::Array(list)) => {
                list.iter().for_each(|one| self.walk(document, one, at, way));
            }
            ("prefixItems", Json::Array(list)) => {
                for (index, one) in list.iter().enumerate() {
                    self.walk(document, one, &at.join(&format!("*prefixItems{index}")), way);
                }
                self.say(at, key, &Json::from(true));
            }
            ("dependentSchemas", Json::Object(named)) => {
                named.iter().for_each(|(_, one)| self.walk(document, one, at, way));
            }
            ("patternProperties", Json::Object(named)) => {
                for (name, one) in named.iter() {
                    self.walk(document, one, &at.join(&format!("*{name}")), way);
                    self.say(at, &format!("patternProperties {name}"), &Json::from(true));
                }
            }
            (_, Json::Object(_)) if ASIDE.contains(&key) => {
                self.walk(document, value, &at.join(&format!("*{key}")), way);
                self.say(at, key, &Json::from(true));
            }
            ("required", Json::Array(names)) => {
                for name in names.iter().filter_map(Json::as_str) {
                    self.say(at, &format!("required {name}"), &Json::from(true));
                }
            }
            ("enum", Json::Array(values)) => values.iter().for_each(|value| self.say(at, key, value)),
            ("type", Json::Array(names)) => self.types(names, at),
            ("additionalProperties", Json::Bool(true)) => {}
            _ => self.say(at, key, value),
        }
    }

    fn types(&mut self, names: &[Json], at: &Pointer) {
        for name in names {
            match name.as_str() {
                Some("null") => self.say(at, "nullable", &Json::from(true)),
                _ => self.say(at, "type", name),
            }
        }
    }

    fn say(&mut self, at: &Pointer, keyword: &str, value: &Json) {
        self.keywords.push((at.clone(), String::from(keyword), value.clone()));
    }
}

/// A place up to where the walk has left the answers.
fn real(place: &Pointer) -> Pointer {
    let is_real = |token: &str| token == "*" || !token.starts_with('*');
    place.tokens().take_while(|token| is_real(token)).fold(Pointer::root(), |place, token| place.join(&token))
}

fn name(place: &Pointer) -> String {
    String::from(if *place == Pointer::root() { "/" } else { place.as_str() })
}

fn shown(places: Vec<Pointer>) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in places.iter().map(name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    few(names)
}

fn few(names: Vec<String>) -> String {
    let n_more = names.len().saturating_sub(SHOWN);
    let mut text = names.into_iter().take(SHOWN).collect::<Vec<_>>().join(", ");
    if n_more > 0 {
        text.push_str(&format!(" … (+{n_more})"));
    }
    text
}

/// The members of an object that nobody knows, told under a name.
pub fn rest(json: &Json, known: &[&str], about: &str, notes: &mut Notes) {
    let members = json.as_object().into_iter().flat_map(Object::iter).map(|(key, _)| key);
    let names: Vec<String> = members.filter(|key| !known.contains(key)).map(String::from).collect();
    if !names.is_empty() {
        let names = few(names);
        let said =
            said!("bagian dokumen ini tidak dipakai: {names}.", "these parts of the document are not used: {names}.");
        notes.add(Bucket::Unknown, about, said);
    }
}
