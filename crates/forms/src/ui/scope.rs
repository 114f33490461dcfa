//! Scopes: from `#/properties/a/properties/b` to a place in the answers, and to the part of the schema it names.

use std::borrow::Cow;

use crate::{Json, Pointer, pointer};

/// So many schemas are looked at for one scope or keyword, then it is "not found": `$ref` may run in circles.
const LOOKS: usize = 256;
/// So many `$ref` may follow each other.
const HOPS: usize = 32;

/// The place in the answers; `None` for anything but properties (array items cannot be named by a scope).
pub(crate) fn place(scope: &str) -> Option<Pointer> {
    let names = names(scope)?;
    Some(names.iter().fold(Pointer::root(), |place, name| place.join(name)))
}

/// The part of the schema that a scope names, seen from `node`, through local `$ref` and, if need be, combinators.
pub(crate) fn find<'a>(root: &'a Json, node: &'a Json, scope: &str) -> Option<&'a Json> {
    let mut node = node;
    for name in names(scope)? {
        node = property(root, node, &name, &mut { LOOKS })?;
    }
    Some(node)
}

/// Whether the schema has a property at this place in the answers.
pub(crate) fn leads(root: &Json, place: &Pointer) -> bool {
    at(root, place).is_some()
}

/// The part of the schema for this place in the answers.
pub(crate) fn at<'a>(root: &'a Json, place: &Pointer) -> Option<&'a Json> {
    let step = |node, name: Cow<str>| match keyword(root, node, "items") {
        Some(items) if pointer::index(&name).is_some() => Some(items),
        _ => property(root, node, &name, &mut { LOOKS }),
    };
    place.tokens().try_fold(root, step)
}

/// A schema's property `name`: its own, its `$ref`'s, else that of a branch.
pub(crate) fn property<'a>(root: &'a Json, node: &'a Json, name: &str, looks: &mut usize) -> Option<&'a Json> {
    *looks = looks.checked_sub(1)?;
    if let Some(found) = node.get("properties").and_then(|properties| properties.get(name)) {
        return Some(found);
    }
    if let Some(target) = target(root, node)
        && let Some(found) = property(root, target, name, looks)
    {
        return Some(found);
    }
    let lists = ["oneOf", "allOf", "anyOf"].into_iter();
    let lists = lists.filter_map(|keyword| node.get(keyword).and_then(Json::as_array)).flatten();
    let branches = ["then", "else"].into_iter().filter_map(|keyword| node.get(keyword));
    let dependent =
        ["dependentSchemas", "dependencies"].into_iter().filter_map(|keyword| node.get(keyword)?.as_object());
    let branches = branches.chain(dependent.flat_map(|members| members.iter()).map(|(_, branch)| branch));
    lists.chain(branches).find_map(|branch| property(root, branch, name, looks))
}

/// The properties of a schema, its `$ref`'s and those of all parts of `allOf`, each name once.
pub(crate) fn properties<'a>(root: &'a Json, node: &'a Json, found: &mut Vec<(&'a str, &'a Json)>) {
    find_properties(root, node, found, &mut { LOOKS });
}

fn find_properties<'a>(root: &'a Json, node: &'a Json, found: &mut Vec<(&'a str, &'a Json)>, looks: &mut usize) {
    let Some(fewer) = looks.checked_sub(1) else {
        return;
    };
    *looks = fewer;
    let own = node.get("properties").and_then(Json::as_object);
    for (name, property) in own.into_iter().flat_map(|object| object.iter()) {
        if !found.iter().any(|(other, _)| *other == name) {
            found.push((name, property));
        }
    }
    let parts = node.get("allOf").and_then(Json::as_array).unwrap_or_default();
    for part in target(root, node).into_iter().chain(parts) {
        find_properties(root, part, found, looks);
    }
}

/// The value of a keyword: the schema's own, its `$ref`'s, else that of a part of `allOf`.
pub(crate) fn keyword<'a>(root: &'a Json, node: &'a Json, name: &str) -> Option<&'a Json> {
    find_keyword(root, node, name, &mut { LOOKS })
}

fn find_keyword<'a>(root: &'a Json, node: &'a Json, name: &str, looks: &mut usize) -> Option<&'a Json> {
    *looks = looks.checked_sub(1)?;
    if let Some(value) = node.get(name) {
        return Some(value);
    }
    if let Some(target) = target(root, node)
        && let Some(value) = find_keyword(root, target, name, looks)
    {
        return Some(value);
    }
    let parts = node.get("allOf").and_then(Json::as_array).unwrap_or_default();
    parts.iter().find_map(|part| find_keyword(root, part, name, looks))
}

/// Where a local `$ref` ends.
pub(crate) fn target<'a>(root: &'a Json, node: &'a Json) -> Option<&'a Json> {
    let mut target = None;
    let mut node = node;
    for _ in 0..HOPS {
        let Some(reference) = node.get("$ref").and_then(Json::as_str) else {
            return target;
        };
        node = root.at(&Pointer::parse(reference.strip_prefix('#')?)?)?;
        target = Some(node);
    }
    None
}

/// The property names in a scope; combinators on the way name no place.
pub(crate) fn names(scope: &str) -> Option<Vec<String>> {
    let scope = scope.strip_prefix('#').unwrap_or(scope);
    // `#/` is how some write `#`, the whole.
    let pointer = Pointer::parse(if scope == "/" { "" } else { scope })?;
    let mut tokens = pointer.tokens();
    let mut names = Vec::new();
    while let Some(token) = tokens.next() {
        match token.as_ref() {
            "properties" => names.push(tokens.next()?.into_owned()),
            "oneOf" | "allOf" | "anyOf" => {
                tokens.next()?.parse::<usize>().ok()?;
            }
            "then" | "else" => {}
            _ => return None,
        }
    }
    Some(names)
}
