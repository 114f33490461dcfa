//! Keyword by keyword: what each member of a schema object becomes. A table in the form of two matches.

use super::{
    compile::{Anchor, Compiler, Dialect},
    link::Reference,
    node::{Id, Names, Node, Properties, Rule, TYPES},
    uri::resolve,
};
use crate::{Json, Number, Object, Pattern, format::Format};

impl<'a> Compiler<'a> {
    /// Reads all members of a schema object into its node.
    pub(super) fn members(&mut self, id: Id, members: &'a Object, json: &'a Json, node: &mut Node) {
        let dialect = self.locate(id, members, json, node);
        let alone = members.get("$ref").filter(|_| dialect.old);
        if let Some(reference) = alone {
            self.keyword(id, "$ref", reference, members, node);
            return;
        }
        for (name, value) in members.iter() {
            if dialect.old && is_newer(name) {
                continue;
            }
            if !self.keyword(id, name, value, members, node) && dialect.asserts {
                self.assertion(name, value, members, node);
            }
        }
    }

    /// `$schema` and `$id`: in which resource an object lies, and what counts there.
    fn locate(&mut self, id: Id, members: &'a Object, json: &'a Json, node: &mut Node) -> Dialect {
        let outer = self.resource(node.resource).map(|resource| (resource.dialect, resource.uri.as_str()));
        let (mut dialect, base) = outer.unwrap_or((Dialect { old: false, asserts: true }, ""));
        if let Some(Json::String(uri)) = members.get("$schema") {
            dialect = self.dialect(uri);
        }
        let own = members.get("$id").and_then(Json::as_str).filter(|_| !dialect.old || members.get("$ref").is_none());
        let (uri, fragment) = own.map(|own| own.split_once('#').unwrap_or((own, ""))).unwrap_or_default();
        if !uri.is_empty() {
            let uri = resolve(base, uri);
            node.resource = self.begin(uri, json, dialect);
        } else if let Some(resource) = self.resources.get_mut(node.resource as usize) {
            resource.dialect = dialect;
        }
        if let Some(entry) = self.entries.get_mut(id as usize) {
            entry.resource = node.resource;
        }
        if !fragment.is_empty() {
            self.anchors.push(Anchor { resource: node.resource, name: fragment, id, dynamic: false });
        }
        dialect
    }

    /// Keywords that hold schemas, and `$ref`; false for any other.
    fn keyword(&mut self, id: Id, name: &str, value: &'a Json, members: &'a Object, node: &mut Node) -> bool {
        let within = node.resource;
        let rule = match name {
            "$ref" | "$dynamicRef" => {
                self.reference(id, value, name == "$dynamicRef", node);
                return true;
            }
            "$anchor" | "$dynamicAnchor" => {
                if let Json::String(anchor) = value {
                    self.anchors.push(Anchor { resource: within, name: anchor, id, dynamic: name == "$dynamicAnchor" });
                }
                return true;
            }
            "$defs" | "definitions" => {
                self.named(value, within);
                return true;
            }
            "allOf" => Rule::AllOf(self.listed(value, within)),
            "anyOf" => match constants(value) {
                Some(choices) => Rule::Enum(choices),
                None => Rule::AnyOf(self.listed(value, within)),
            },
            "oneOf" => self.one_of(value, within),
            "not" => Rule::Not(self.node(value, within)),
            "if" => Rule::If {
                test: self.node(value, within),
                then: members.get("then").map(|then| self.node(then, within)),
                otherwise: members.get("else").map(|otherwise| self.node(otherwise, within)),
            },
            // Without `if` they say nothing, but they may hold what others refer to.
            "then" | "else" if members.get("if").is_none() => {
                self.node(value, within);
                return true;
            }
            "properties" => self.properties(members, within),
            "patternProperties" if members.get("properties").is_none() => self.properties(members, within),
            "additionalProperties" if members.get("properties").or(members.get("patternProperties")).is_none() => {
                self.properties(members, within)
            }
            "items" => self.items(members, within),
            "prefixItems" if members.get("items").is_none() => self.items(members, within),
            "contains" => {
                let limit =
                    |name| members.get(name).and_then(Json::as_i64).and_then(|limit| usize::try_from(limit).ok());
                let (min, max) = (limit("minContains").unwrap_or(1), limit("maxContains"));
                let old = self.resource(within).is_some_and(|resource| resource.dialect.old);
                let (min, max) = if old { (1, None) } else { (min, max) };
                Rule::Contains { node: self.node(value, within), min, max }
            }
            "propertyNames" => Rule::PropertyNames(self.node(value, within)),
            "dependentSchemas" => Rule::DependentSchemas(self.named(value, within)),
            "dependencies" => {
                self.dependencies(value, node);
                return true;
            }
            "unevaluatedProperties" => Rule::UnevaluatedProperties(self.node(value, within)),
            "unevaluatedItems" => Rule::UnevaluatedItems(self.node(value, within)),
            "additionalItems" | "patternProperties" | "additionalProperties" | "prefixItems" | "then" | "else" => {
                return true;
            }
            _ => return false,
        };
        node.rules.push(rule);
        true
    }

    /// Keywords that judge a value by themselves.
    fn assertion(&mut self, name: &str, value: &'a Json, members: &'a Object, node: &mut Node) {
        let rule = match name {
            "type" => {
                node.types = self.types(value);
                return;
            }
            "const" => Some(Rule::Const(value.clone())),
            "enum" => self.list(value).map(|choices| Rule::Enum(choices.to_vec())),
            "minLength" => {
                let max = members.get("maxLength").map(|max| self.count(max).unwrap_or_default());
                self.count(value).map(|min| Rule::Length { min, max: max.unwrap_or(usize::MAX) })
            }
            "maxLength" if members.get("minLength").is_none() => {
                self.count(value).map(|max| Rule::Length { min: 0, max })
            }
            "pattern" => {
                let max = members.get("maxLength").and_then(Json::as_i64).and_then(|max| usize::try_from(max).ok());
                self.text(value)
                    .map(|text| Rule::Pattern { pattern: Pattern::read(text), max: max.unwrap_or(usize::MAX) })
            }
            "format" if self.formats == super::Formats::Checked => {
                value.as_str().and_then(Format::named).map(Rule::Format)
            }
            "minimum" => self.number(value).map(Rule::Minimum),
            "maximum" => self.number(value).map(Rule::Maximum),
            "exclusiveMinimum" => self.number(value).map(Rule::ExclusiveMinimum),
            "exclusiveMaximum" => self.number(value).map(Rule::ExclusiveMaximum),
            "multipleOf" => {
                let positive = value.as_number().filter(|number| **number > Number::from(0));
                self.want(value, positive, "A number above zero is wanted here.")
                    .map(|number| Rule::MultipleOf(*number))
            }
            "minItems" => self.count(value).map(Rule::MinItems),
            "maxItems" => self.count(value).map(Rule::MaxItems),
            "uniqueItems" => (value.as_bool() == Some(true)).then_some(Rule::UniqueItems),
            "minProperties" => self.count(value).map(Rule::MinProperties),
            "maxProperties" => self.count(value).map(Rule::MaxProperties),
            "required" => Some(Rule::Required(Names::new(self.texts(value)))),
            "dependentRequired" => self.object(value).map(|lists| {
                let lists = lists.iter().map(|(name, names)| (name.into(), self.texts(names)));
                Rule::DependentRequired(lists.collect())
            }),
            _ => None,
        };
        node.rules.extend(rule);
    }

    fn reference(&mut self, id: Id, value: &'a Json, dynamic: bool, node: &mut Node) {
        if self.text(value).is_some() {
            self.refer(Reference { id, rule: node.rules.len(), json: value, dynamic });
            // Holds the place until the target is known.
            node.rules.push(Rule::AllOf(Vec::new()));
        }
    }

    fn one_of(&mut self, value: &'a Json, within: u32) -> Rule {
        match constants(value) {
            Some(choices) if distinct(&choices) => Rule::Enum(choices),
            _ => {
                let branches = self.listed(value, within);
                let all = value.as_array().unwrap_or_default();
                Rule::OneOf { branches, constants: all.iter().all(|branch| branch.get("const").is_some()) }
            }
        }
    }

    fn properties(&mut self, members: &'a Object, within: u32) -> Rule {
        let mut properties = Properties::default();
        let names = members.get("properties").map(|names| self.named(names, within));
        for (name, node) in names.into_iter().flatten() {
            properties.add(name, node);
        }
        let patterns = members.get("patternProperties").map(|patterns| self.named(patterns, within));
        let patterns = patterns.into_iter().flatten().map(|(text, node)| (Pattern::read(&text), node));
        properties.patterns.extend(patterns);
        properties.rest = members.get("additionalProperties").map(|rest| self.node(rest, within));
        Rule::Properties(Box::new(properties))
    }

    fn items(&mut self, members: &'a Object, within: u32) -> Rule {
        let items = members.get("items");
        let prefix = items.filter(|items| items.as_array().is_some());
        // Draft-07: a list under `items`, with `additionalItems` for the rest.
        let (prefix, rest) = match prefix {
            Some(prefix) => (Some(prefix), members.get("additionalItems")),
            None => (members.get("prefixItems"), items),
        };
        Rule::Items {
            prefix: prefix.map(|prefix| self.listed(prefix, within)).unwrap_or_default(),
            rest: rest.map(|rest| self.node(rest, within)),
        }
    }

    /// Draft-07: lists of names, or schemas.
    fn dependencies(&mut self, value: &'a Json, node: &mut Node) {
        let (mut lists, mut schemas) = (Vec::new(), Vec::new());
        for (name, dependency) in self.object(value).into_iter().flat_map(Object::iter) {
            if dependency.as_array().is_some() {
                lists.push((name.into(), self.texts(dependency)));
            } else {
                schemas.push((name.into(), self.node(dependency, node.resource)));
            }
        }
        node.rules.extend([Rule::DependentRequired(lists), Rule::DependentSchemas(schemas)]);
    }

    /// The nodes of a list of schemas.
    fn listed(&mut self, value: &'a Json, within: u32) -> Vec<Id> {
        let list = self.list(value).unwrap_or_default();
        list.iter().map(|schema| self.node(schema, within)).collect()
    }

    /// The nodes of an object of schemas, by name.
    fn named(&mut self, value: &'a Json, within: u32) -> Vec<(Box<str>, Id)> {
        let members = self.object(value).into_iter().flat_map(Object::iter);
        members.map(|(name, schema)| (name.into(), self.node(schema, within))).collect()
    }

    fn types(&mut self, value: &'a Json) -> u8 {
        let one = std::slice::from_ref(value);
        let names = value.as_array().unwrap_or(one);
        let bit = |name: &Json| TYPES.iter().position(|known| Some(*known) == name.as_str());
        let types = names.iter().map(|name| bit(name).map(|bit| 1 << bit)).try_fold(0, |types, bit| Some(types | bit?));
        self.want(value, types.filter(|types| *types != 0), "The name of a type is wanted here.").unwrap_or_default()
    }

    fn texts(&mut self, value: &'a Json) -> Vec<Box<str>> {
        let list = self.list(value).unwrap_or_default();
        list.iter().filter_map(|text| self.text(text)).map(Into::into).collect()
    }

    fn list(&mut self, value: &'a Json) -> Option<&'a [Json]> {
        self.want(value, value.as_array(), "A list is wanted here.")
    }

    fn object(&mut self, value: &'a Json) -> Option<&'a Object> {
        self.want(value, value.as_object(), "An object is wanted here.")
    }

    fn text(&mut self, value: &'a Json) -> Option<&'a str> {
        self.want(value, value.as_str(), "A text is wanted here.")
    }

    fn number(&mut self, value: &'a Json) -> Option<Number> {
        self.want(value, value.as_number().copied(), "A number is wanted here.")
    }

    fn count(&mut self, value: &'a Json) -> Option<usize> {
        let whole = value.as_number().filter(|number| number.is_integer() && !number.is_negative());
        // A count beyond all memory is as good as the largest.
        let count =
            whole.map(|number| number.as_i64().and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX));
        self.want(value, count, "A whole number, 0 or more, is wanted here.")
    }

    /// Passes on what was found; nothing is a fault.
    fn want<T>(&mut self, value: &'a Json, found: Option<T>, what: &str) -> Option<T> {
        if found.is_none() {
            self.fault(value, what);
        }
        found
    }
}

/// Whether a keyword came after draft-07.
fn is_newer(name: &str) -> bool {
    matches!(
        name,
        "$anchor"
            | "$defs"
            | "$dynamicAnchor"
            | "$dynamicRef"
            | "dependentRequired"
            | "dependentSchemas"
            | "maxContains"
            | "minContains"
            | "prefixItems"
            | "unevaluatedItems"
            | "unevaluatedProperties"
    )
}

/// The constants of a oneOf or anyOf whose branches are nothing but constants with words.
fn constants(value: &Json) -> Option<Vec<Json>> {
    let plain = |name: &str| matches!(name, "const" | "title" | "description" | "i18n" | "$comment");
    let constant = |branch: &Json| {
        let members = branch.as_object()?;
        members.iter().all(|(name, _)| plain(name)).then(|| members.get("const").cloned())?
    };
    value.as_array()?.iter().map(constant).collect()
}

fn distinct(choices: &[Json]) -> bool {
    let mut rest = choices;
    while let [first, tail @ ..] = rest {
        if tail.contains(first) {
            return false;
        }
        rest = tail;
    }
    true
}
