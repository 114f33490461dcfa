//! Alternatives: what a discriminator, `oneOf` and `anyOf` bring is asked when they bring it.

use forms::{Json, Object, Pointer};

use super::{
    note::Bucket,
    object,
    schema::{Brought, Converter, Ground},
    tag::{Alternative, REFERENCE, parents, reference, rules_of, shared, tag, targets, values, without_tag},
};
use crate::said::said;

impl Converter<'_> {
    /// `oneOf`, `anyOf`, and what a discriminator of a parent has below it.
    pub fn alternatives(&mut self, joined: &Object, made: &mut Object, ground: &Ground) {
        let inherited = self.inherited(joined);
        let key = if joined.get("oneOf").is_some() { "oneOf" } else { "anyOf" };
        if key == "oneOf"
            && let Some(list) = joined.get("anyOf")
        {
            let list = super::constraint::value(&mut self.joiner, "anyOf", list, &ground.at, self.notes);
            made.insert("anyOf", list);
        }
        let branches = joined.get(key).and_then(Json::as_array).map(<[Json]>::to_vec).or(inherited);
        let Some(branches) = branches.filter(|branches| !branches.is_empty()) else { return };
        let flats: Vec<Object> = branches.iter().map(|branch| self.flat(branch, &ground.at)).collect();
        let own = joined.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let brings = |flat: &Object| {
            let members = flat.get("properties").and_then(Json::as_object);
            members.is_some_and(|members| members.iter().any(|(name, _)| own.get(name).is_none()))
                || ["oneOf", "anyOf", "if"].iter().any(|key| flat.get(key).is_some())
        };
        let tag = tag(joined, &flats);
        self.notes.cover(&ground.at, "discriminator");
        if tag.is_none() && !flats.iter().any(brings) {
            let list = branches.iter().map(|branch| self.constraint(branch, &ground.at)).collect();
            made.insert(key, Json::Array(list));
            return;
        }
        match tag {
            Some(tag) => self.tagged(&tag, joined, &branches, made, ground),
            None => self.untagged(key, joined, &branches, made, ground),
        }
    }

    /// The schemas that say of themselves that they are one of this parent's (OAS 3.0.3, Discriminator Object).
    fn inherited(&mut self, joined: &Object) -> Option<Vec<Json>> {
        let discriminator = joined.get("discriminator")?;
        if joined.get("oneOf").or(joined.get("anyOf")).is_some() {
            return None;
        }
        let parent = self.joiner.way.last().cloned()?;
        let mut found: Vec<String> = Vec::new();
        for (_, target) in targets(discriminator) {
            if !found.contains(&target) {
                found.push(target);
            }
        }
        // Also those that are one of an alternative's own: they have all that it has.
        let mut n_known = usize::MAX;
        while n_known != found.len() {
            n_known = found.len();
            for (reference, schema) in self.joiner.document.schemas() {
                let is_one = parents(schema).any(|above| above == parent || found.iter().any(|known| known == above));
                if is_one && reference != parent && !found.contains(&reference) {
                    found.push(reference);
                }
            }
        }
        // Their parent is asked already: here they are what they add to it.
        let without = |reference: &String| {
            let mut own = self.joiner.document.target(reference)?.as_object()?.clone();
            let parts = own.get("allOf").and_then(Json::as_array).unwrap_or_default();
            let rest = parts.iter().filter(|part| part.get("$ref").and_then(Json::as_str) != Some(&parent));
            let rest: Vec<Json> = rest.cloned().collect();
            own.insert("allOf", Json::Array(rest));
            own.insert(REFERENCE, Json::from(reference.as_str()));
            Some(Json::Object(own))
        };
        Some(found.iter().filter_map(without).collect())
    }

    /// The tag is asked, the members of each alternative appear with it.
    fn tagged(&mut self, tag: &str, joined: &Object, branches: &[Json], made: &mut Object, ground: &Ground) {
        let flats = branches.iter().map(|branch| self.flat(branch, &ground.at)).collect::<Vec<_>>();
        let inherited = flats.first().and_then(|flat| flat.get("discriminator"));
        let mapping = joined.get("discriminator").or(inherited);
        let inner = Ground { is_firm: false, ..ground.clone() };
        let mut alternatives = Vec::new();
        for branch in branches {
            let flat = self.flat(branch, &ground.at);
            let values = values(tag, &reference(branch), &flat, mapping);
            // A constant of the tag is what choosing it means.
            self.notes.cover(&ground.at.join(tag), "const");
            self.notes.cover(&ground.at.join(tag), "enum");
            self.titles(tag, &values, branch, &flat, ground);
            alternatives.push(Alternative { values, schema: self.schema(&without_tag(&flat, tag), &inner) });
        }
        let mut values: Vec<Json> = Vec::new();
        for value in alternatives.iter().flat_map(|one| &one.values) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        let mut question = self.tag_question(tag, joined, branches, &ground.at);
        question.insert("enum", Json::Array(values));
        let mut properties = Object::default();
        let own = made.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        if own.get(tag).is_none() {
            properties.insert(tag, Json::Object(question.clone()));
        }
        own.iter().for_each(|(name, property)| drop(properties.insert(name, property.clone())));
        properties.insert(tag, Json::Object(question));
        self.bring(tag, &alternatives, &mut properties, &own, ground);
        let mut rules = made.get("allOf").and_then(Json::as_array).unwrap_or_default().to_vec();
        rules.extend(alternatives.iter().flat_map(|one| rules_of(tag, one, &properties)));
        let mut required = made.get("required").and_then(Json::as_array).unwrap_or_default().to_vec();
        if !required.contains(&Json::from(tag)) {
            required.push(Json::from(tag));
        }
        // Only what is asked goes out, so a closed alternative is never broken.
        self.notes.cover(&ground.at, "additionalProperties");
        made.insert("type", Json::from("object"));
        made.insert("properties", Json::Object(properties));
        made.insert("required", Json::Array(required));
        made.insert("allOf", Json::Array(rules));
    }

    /// The title of an alternative is the word for its one value, unless it only repeats the name that the document has for the schema.
    fn titles(&mut self, tag: &str, values: &[Json], branch: &Json, flat: &Object, ground: &Ground) {
        let Some(title) = flat.get("title").and_then(Json::as_str) else { return };
        let reference = reference(branch);
        self.notes.cover(&ground.at, "title");
        if let ([value], true) = (values, reference.rsplit('/').next() != Some(title)) {
            self.made.words.push((ground.at.join(tag), value.clone(), String::from(title)));
        }
    }

    fn tag_question(&mut self, tag: &str, joined: &Object, branches: &[Json], at: &Pointer) -> Object {
        let of = |schema: &Object| schema.get("properties").and_then(|own| own.get(tag)).cloned();
        let flats: Vec<Object> = branches.iter().map(|branch| self.flat(branch, at)).collect();
        let described = of(joined).or_else(|| flats.iter().find_map(of)).unwrap_or_default();
        let flat = self.flat(&described, &at.join(tag));
        let mut question = Object::default();
        for key in ["type", "title", "description"] {
            // Titles of constants name the alternative, not the question.
            if let Some(value) = flat.get(key).filter(|_| key != "description" || of(joined).is_some()) {
                question.insert(key, value.clone());
            }
        }
        question
    }

    /// The members of alternatives become questions, each with the values with which it is there.
    fn bring(&mut self, tag: &str, all: &[Alternative], properties: &mut Object, own: &Object, ground: &Ground) {
        let members =
            |one: &Alternative| one.schema.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        for (name, property) in all
            .iter()
            .flat_map(|one| members(one).iter().map(|(n, p)| (String::from(n), p.clone())).collect::<Vec<_>>())
        {
            if name == tag || own.get(&name).is_some() {
                continue;
            }
            let place = ground.at.join(&name);
            let shared = match properties.get(&name).and_then(Json::as_object) {
                Some(known) => shared(known, &property),
                None => {
                    let has = all.iter().filter(|one| members(one).get(&name).is_some());
                    let values: Vec<Json> = has.clone().flat_map(|one| one.values.clone()).collect();
                    if has.count() < all.len() {
                        let condition = [(String::from(tag), object([("enum", Json::Array(values))]))];
                        let required = Json::Array(vec![Json::from(tag)]);
                        let when = object([("properties", condition.into_iter().collect()), ("required", required)]);
                        self.made.brought.push(Brought { place, when, fails_when_absent: true });
                    }
                    property
                }
            };
            properties.insert(&name, shared);
        }
    }

    /// Without a tag the engine asks which of the alternatives it is, by their titles.
    fn untagged(&mut self, key: &str, joined: &Object, branches: &[Json], made: &mut Object, ground: &Ground) {
        let mut whole = joined.clone();
        ["oneOf", "anyOf", "discriminator", "title", "description"].iter().for_each(|key| drop(whole.remove(key)));
        let inner = Ground { is_firm: false, ..ground.clone() };
        let mut list = Vec::new();
        for branch in branches {
            let mut flat = self.flat(branch, &ground.at);
            let title = flat.remove("title").or_else(|| {
                let reference = reference(branch);
                reference
                    .rsplit('/')
                    .next()
                    .filter(|name| !name.is_empty())
                    .map(|name| Json::from(super::name::words(name)))
            });
            // Each alternative is asked whole, with what all of them share.
            super::join::join(&mut flat, whole.clone(), &ground.at, self.notes);
            let mut made = self.schema(&Json::Object(flat), &inner);
            self.nameless(&mut made, &inner);
            title.map(|title| made.insert("title", title));
            list.push(Json::Object(made));
        }
        for (name, _) in whole.get("properties").and_then(Json::as_object).into_iter().flat_map(Object::iter) {
            let below = ground.at.join(name);
            self.made.constants.retain(|(place, _)| !below.contains(place));
        }
        ["properties", "required", "additionalProperties"].iter().for_each(|key| drop(made.remove(key)));
        made.insert(key, Json::Array(list));
        let n = branches.len();
        let said = said!(
            "punya {n} bentuk tanpa pembeda (discriminator); warga memilih salah satu dari judulnya.",
            "has {n} alternatives without a discriminator; citizens choose one by its title."
        );
        self.notes.add(Bucket::Assumed, ground.at.as_str(), said);
    }
}
