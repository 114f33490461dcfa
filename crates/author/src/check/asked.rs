//! Answers that the schema requires and that no question asks: with them nobody can ever send the form.

use forms::{Json, Kind, Pointer, Service};

use crate::{
    check::{Line, near::near, schema},
    said::said,
};

/// Schemas inside schemas are followed down to this depth.
const DEPTH: usize = 24;

/// A required place, and where the schema says so.
struct Demand {
    place: Pointer,
    written: Pointer,
}

pub fn check(service: &Service, lines: &mut Vec<Line>) {
    let Some(root) = service.source.get("schema") else { return };
    let questions: Vec<(Pointer, Kind)> =
        service.controls().into_iter().map(|(place, control)| (place, control.kind)).collect();
    let scopes = service.source.get("uischema").map(|uischema| {
        let mut scopes = Vec::new();
        collect(uischema, &mut scopes);
        scopes
    });
    let names: Vec<&str> = schema::all(&service.source).iter().flat_map(|node| node.names("properties")).collect();
    let mut checker = Checker { root, questions, scopes, path: Vec::new() };
    for demand in checker.node(root, &Pointer::root(), &Pointer::root().join("schema"), 0) {
        let (place, name) = (demand.place.as_str().to_owned(), demand.place.last().unwrap_or_default().into_owned());
        // A scope in a row begins at the row.
        let in_row = place.rsplit("/-").next().unwrap_or_default();
        let scope = in_row.split('/').skip(1).map(|name| format!("/properties/{name}")).collect::<String>();
        let first_row = Pointer::parse(&place.replace("/-", "/0")).unwrap_or_default();
        let what = match (service.source.get("uischema"), service.has_place(&first_row)) {
            (Some(_), true) => said!(
                "{place} wajib diisi, tetapi tidak ada pertanyaannya: tidak ada yang bisa mengirim. Tambahkan Control dengan scope \"#{scope}\" ke uischema, atau hapus \"{name}\" dari required",
                "{place} is required and no question asks it, so nobody can send. Add a Control with the scope \"#{scope}\" to uischema, or take \"{name}\" out of required",
            ),
            (_, false) => match meant(&name, &names) {
                Some(meant) => said!(
                    "{place} wajib diisi, tetapi tidak ada di properties: tidak ada yang bisa mengirim. Maksudnya \"{meant}\"?",
                    "{place} is required and stands in no properties, so nobody can send. Did you mean \"{meant}\"?",
                ),
                None => said!(
                    "{place} wajib diisi, tetapi tidak ada di properties: tidak ada yang bisa mengirim. Tambahkan \"{name}\" ke properties, atau hapus dari required",
                    "{place} is required and stands in no properties, so nobody can send. Add \"{name}\" to properties, or take it out of required",
                ),
            },
            _ => said!(
                "{place} wajib diisi, tetapi halaman tidak bisa menanyakannya: tidak ada yang bisa mengirim. Beri type yang dikenal, atau hapus \"{name}\" dari required",
                "{place} is required and the page cannot ask it, so nobody can send. Give it a type that can be asked, or take \"{name}\" out of required",
            ),
        };
        lines.push(Line::error(demand.written.as_str(), what));
    }
}

/// The name that was misspelt; of three letters and fewer each is a word of its own.
fn meant<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let meant = near(name, names.iter().copied())?;
    (name.chars().count() > 3 || meant.eq_ignore_ascii_case(name)).then_some(meant)
}

fn collect(json: &Json, scopes: &mut Vec<String>) {
    for (name, member) in json.as_object().into_iter().flat_map(|members| members.iter()) {
        match member.as_str().filter(|_| name == "scope") {
            Some(scope) => scopes.push(scope.trim_start_matches('#').replace("/properties/", "/")),
            None => collect(member, scopes),
        }
    }
    json.as_array().unwrap_or_default().iter().for_each(|item| collect(item, scopes));
}

struct Checker<'a> {
    root: &'a Json,
    questions: Vec<(Pointer, Kind)>,
    /// The places that the UI schema names, if there is one.
    scopes: Option<Vec<String>>,
    /// The schemas inside which this one lies: one that holds itself is looked at once.
    path: Vec<&'a Json>,
}

impl<'a> Checker<'a> {
    /// The places that a schema requires and nobody asks.
    fn node(&mut self, node: &'a Json, place: &Pointer, at: &Pointer, depth: usize) -> Vec<Demand> {
        if depth > DEPTH || self.path.iter().any(|other| std::ptr::eq(*other, node)) {
            return Vec::new();
        }
        self.path.push(node);
        let found = self.members(node, place, at, depth + 1);
        self.path.pop();
        found
    }

    fn members(&mut self, node: &'a Json, place: &Pointer, at: &Pointer, depth: usize) -> Vec<Demand> {
        let mut found = self.required(node.get("required"), place, &at.join("required"));
        if let Some((target, at)) = self.target(node) {
            found.extend(self.node(target, place, &at, depth));
        }
        let list = |keyword: &str| node.get(keyword).and_then(Json::as_array).unwrap_or_default();
        for (index, part) in list("allOf").iter().enumerate() {
            found.extend(self.node(part, place, &at.join("allOf").join_index(index), depth));
        }
        for keyword in ["anyOf", "oneOf"] {
            // One of them is enough.
            let branches = list(keyword).iter().enumerate();
            let branches: Vec<_> = branches
                .map(|(index, branch)| self.node(branch, place, &at.join(keyword).join_index(index), depth))
                .collect();
            if branches.iter().all(|branch| !branch.is_empty()) {
                found.extend(branches.into_iter().flatten());
            }
        }
        if node.get("if").is_some() {
            for keyword in ["then", "else"] {
                let branch = node.get(keyword);
                found.extend(
                    branch.map(|branch| self.node(branch, place, &at.join(keyword), depth)).into_iter().flatten(),
                );
            }
        }
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies", "properties"] {
            for (name, value) in
                node.get(keyword).and_then(Json::as_object).into_iter().flat_map(|members| members.iter())
            {
                let at = at.join(keyword).join(name);
                // What depends on an answer that nobody can give is never wanted.
                if keyword != "properties" && !self.is_asked(&place.join(name)) {
                    continue;
                }
                let here = if keyword == "properties" { place.join(name) } else { place.clone() };
                found.extend(self.required(Some(value).filter(|_| keyword != "properties"), place, &at));
                // Inside an answer that is asked as one, or not at all, nothing is asked.
                if keyword != "properties" || self.is_opened(&here) {
                    found.extend(self.node(value, &here, &at, depth));
                }
            }
        }
        if let Some(items) = node.get("items").filter(|_| self.is_opened(&place.join("-"))) {
            found.extend(self.node(items, &place.join("-"), &at.join("items"), depth));
        }
        found
    }

    fn required(&self, names: Option<&Json>, place: &Pointer, at: &Pointer) -> Vec<Demand> {
        let names = names.and_then(Json::as_array).unwrap_or_default().iter().filter_map(Json::as_str);
        let places = names.map(|name| place.join(name)).filter(|place| !self.is_asked(place) && !self.is_filled(place));
        places.map(|place| Demand { place, written: at.clone() }).collect()
    }

    /// Whether a question asks for it, for something in it, or for what holds it as one.
    fn is_asked(&self, place: &Pointer) -> bool {
        self.questions.iter().any(|(other, kind)| match kind {
            Kind::Unknown => false,
            Kind::Array | Kind::OneOf => place.contains(other),
            _ => other.contains(place) || place.contains(other),
        })
    }

    /// Whether questions lie inside.
    fn is_opened(&self, place: &Pointer) -> bool {
        self.questions.iter().any(|(other, _)| place.contains(other))
    }

    /// Whether the app sends it as "none" by itself: a map, or a list that the page cannot ask.
    fn is_filled(&self, place: &Pointer) -> bool {
        let node = place.tokens().try_fold(self.root, |node, name| {
            let node = self.target(node).map_or(node, |(target, _)| target);
            node.get("properties").and_then(|properties| properties.get(&name))
        });
        let Some(node) = node.map(|node| self.target(node).map_or(node, |(target, _)| target)) else { return false };
        let has = |keyword: &str| node.get(keyword).is_some();
        let is_drawn = self.questions.iter().any(|(other, _)| other == place);
        match node.get("type").and_then(Json::as_str) {
            Some("object") => self.is_named(place) && !has("required") && !has("minProperties") && !has("properties"),
            Some("array") => is_drawn && !has("minItems") && !has("contains"),
            _ => false,
        }
    }

    /// Whether the UI schema names a place, or nothing, so that all are drawn. A scope in a row begins at the row.
    fn is_named(&self, place: &Pointer) -> bool {
        let in_row = place.as_str().rsplit("/-").next().unwrap_or_default();
        self.scopes.as_ref().is_none_or(|scopes| scopes.iter().any(|scope| scope == in_row))
    }

    fn target(&self, node: &'a Json) -> Option<(&'a Json, Pointer)> {
        let pointer = Pointer::parse(node.get("$ref")?.as_str()?.strip_prefix('#')?)?;
        let at = Pointer::root().join("schema").append(&pointer);
        Some((self.root.at(&pointer)?, at))
    }
}
