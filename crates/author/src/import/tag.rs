//! The member by which alternatives are told apart (OAS 3.0.3, Discriminator Object): which one it is, its values, and what each of them
//! asks for.

use forms::{Json, Object};

use super::object;

/// One alternative: its values of the tag, and its schema.
pub struct Alternative {
    pub values: Vec<Json>,
    pub schema: Object,
}

/// The references in the `allOf` of a schema.
pub fn parents(schema: &Json) -> impl Iterator<Item = &str> {
    let parts = schema.get("allOf").and_then(Json::as_array).unwrap_or_default();
    parts.iter().filter_map(|part| part.get("$ref")?.as_str())
}

/// Where a schema that was taken apart came from.
pub const REFERENCE: &str = "x-loket-reference";

/// The reference that an alternative is, or was.
pub fn reference(branch: &Json) -> String {
    let reference = branch.get("$ref").or_else(|| branch.get(REFERENCE)).and_then(Json::as_str);
    reference.map(String::from).unwrap_or_default()
}

/// The property by which alternatives are told apart: the document's own or their parent's, else one that has other
/// constants in each.
pub fn tag(joined: &Object, flats: &[Object]) -> Option<String> {
    let named = |schema: &Object| Some(String::from(schema.get("discriminator")?.get("propertyName")?.as_str()?));
    if let Some(name) = named(joined) {
        return Some(name);
    }
    // One that all of them have from a parent.
    if let Some(name) =
        flats.first().and_then(named).filter(|name| flats.iter().all(|flat| named(flat).as_ref() == Some(name)))
    {
        return Some(name);
    }
    let first = flats.first()?.get("properties")?.as_object()?;
    let constants = |flat: &Object, name: &str| {
        let member = flat.get("properties")?.get(name)?;
        let only = member.get("const").map(|only| vec![only.clone()]);
        only.or_else(|| member.get("enum")?.as_array().map(<[Json]>::to_vec))
    };
    let tells = |name: &&str| {
        let mut found: Vec<Json> = Vec::new();
        flats.len() > 1
            && flats.iter().all(|flat| match constants(flat, name) {
                Some(values) if !values.iter().any(|value| found.contains(value)) => {
                    found.extend(values);
                    true
                }
                _ => false,
            })
    };
    first.iter().map(|(name, _)| name).find(tells).map(String::from)
}

/// The entries of a mapping, each with the whole reference (a bare name is a component).
pub fn targets(discriminator: &Json) -> impl Iterator<Item = (String, String)> {
    let mapping = discriminator.get("mapping").and_then(Json::as_object);
    mapping.into_iter().flat_map(Object::iter).filter_map(|(value, target)| {
        let target = target.as_str()?;
        let is_name = !target.contains(['#', '/', '.']);
        let target = if is_name { format!("#/components/schemas/{target}") } else { String::from(target) };
        Some((String::from(value), target))
    })
}

/// The values of the tag that mean an alternative.
pub fn values(tag: &str, reference: &str, flat: &Object, discriminator: Option<&Json>) -> Vec<Json> {
    let mapped = discriminator.into_iter().flat_map(targets).filter(|(_, target)| target == reference);
    let mapped: Vec<Json> = mapped.map(|(value, _)| Json::from(value)).collect();
    if !mapped.is_empty() {
        return mapped;
    }
    let own = flat.get("properties").and_then(|own| own.get(tag));
    if let Some(value) = own.and_then(|own| own.get("const")) {
        return vec![value.clone()];
    }
    if let Some(values) = own.and_then(|own| own.get("enum")).and_then(Json::as_array) {
        return values.to_vec();
    }
    vec![Json::from(reference.rsplit('/').next().unwrap_or_default())]
}

/// An alternative without the question that chooses it.
pub fn without_tag(flat: &Object, tag: &str) -> Json {
    let mut flat = flat.clone();
    flat.remove("discriminator");
    if let Some(mut members) = flat.get("properties").and_then(Json::as_object).cloned() {
        members.remove(tag);
        flat.insert("properties", Json::Object(members));
    }
    Json::Object(flat)
}

/// When the tag has one of these values, these members are there, and what this alternative needs is needed.
pub fn rules_of(tag: &str, one: &Alternative, asked: &Object) -> Vec<Json> {
    let mut then = one.schema.clone();
    // What its question says already need not be said again.
    if let Some(Json::Object(members)) = then.get("properties").cloned() {
        let is_said = |name: &str, member: &Json| asked.get(name) == Some(member);
        let short = |(name, member)| {
            (String::from(name), if is_said(name, member) { Json::from(true) } else { member.clone() })
        };
        then.insert("properties", members.iter().map(short).collect());
    }
    ["type", "title", "description", "additionalProperties"].iter().for_each(|key| drop(then.remove(key)));
    if then.get("required").is_none() {
        then.insert("required", Json::Array(Vec::new()));
    }
    let rule = |value: &Json| {
        let is = object([("const", value.clone())]);
        let condition = object([
            ("properties", [(String::from(tag), is)].into_iter().collect()),
            ("required", Json::Array(vec![Json::from(tag)])),
        ]);
        object([("if", condition), ("then", Json::Object(then.clone()))])
    };
    one.values.iter().map(rule).collect()
}

/// What two alternatives say of one member alike.
pub fn shared(known: &Object, other: &Json) -> Json {
    let alike = known.iter().filter(|(key, value)| other.get(key) == Some(*value));
    alike.map(|(key, value)| (String::from(key), value.clone())).collect()
}
