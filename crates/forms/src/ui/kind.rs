//! Which widget a control is, from its schema and its options (JSON Forms' testers and their ranks).

use super::scope::{self, keyword, properties, target};
use crate::{Choice, Json, Kind, LocalFormat, Pointer};

/// Up to so many alternatives are all shown; more become a list.
const FEW: usize = 6;

/// A control's schema with what is asked of it again and again.
pub(crate) struct Subject<'a> {
    pub(crate) root: &'a Json,
    pub(crate) node: &'a Json,
    pub(crate) options: &'a Json,
    /// The form's `config`: what counts where `options` say nothing.
    pub(crate) config: &'a Json,
    /// The schema as written, when `node` is its only branch beside `null`.
    outer: Option<&'a Json>,
}

/// No options.
static NONE: Json = Json::Null;

impl<'a> Subject<'a> {
    pub(crate) fn new(root: &'a Json, node: &'a Json, options: Option<&'a Json>) -> Subject<'a> {
        let only = only_branch(root, node);
        let outer = only.map(|_| node);
        Subject { root, node: only.unwrap_or(node), options: options.unwrap_or(&NONE), config: &NONE, outer }
    }

    /// The same under a form's `config`.
    pub(crate) fn under(self, config: &'a Json) -> Subject<'a> {
        Subject { config, ..self }
    }

    pub(crate) fn keyword(&self, name: &str) -> Option<&'a Json> {
        let own = keyword(self.root, self.node, name);
        let outer = self.outer.filter(|_| matches!(name, "title" | "description" | "i18n" | "readOnly" | "default"));
        outer.and_then(|outer| keyword(self.root, outer, name)).or(own)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.keyword(name)?.as_str()
    }

    pub(crate) fn option(&self, name: &str) -> Option<&'a Json> {
        self.options.get(name).or_else(|| self.config.get(name))
    }

    /// The type; of several, the first that can be asked for. Without one, what the other keywords mean.
    pub(crate) fn kind_of_value(&self) -> Option<&'a str> {
        let [properties, items] = ["properties", "items"].map(|name| self.keyword(name).is_some());
        if let Some(types) = self.keyword("type") {
            let names = || types.as_array().unwrap_or_default().iter().filter_map(Json::as_str);
            let asked = |name: &&str| !matches!((*name, properties, items), ("object", false, _) | ("array", _, false));
            let some = |name: &&str| *name != "null";
            return types.as_str().or_else(|| names().filter(some).find(asked)).or_else(|| names().find(some));
        }
        if properties || items {
            return Some(if properties { "object" } else { "array" });
        }
        let branches = self.keyword("anyOf").and_then(Json::as_array).unwrap_or_default();
        let of = |branch, name| keyword(self.root, branch, name);
        let is_text = |branch| of(branch, "type").and_then(Json::as_str) == Some("string");
        let suggests = branches.iter().any(is_text)
            && branches.iter().all(|branch| is_text(branch) || of(branch, "enum").is_some());
        suggests.then_some("string")
    }

    /// Whether its own properties are known, whatever its branches say.
    pub(crate) fn has_properties(&self) -> bool {
        let mut found = Vec::new();
        properties(self.root, self.node, &mut found);
        !found.is_empty()
    }

    /// The branches of `oneOf` or `anyOf` from which one is chosen: schemas that say what to ask, not just how it must be.
    pub(crate) fn branches(&self) -> Vec<&'a Json> {
        if !matches!(self.kind_of_value(), None | Some("object")) || !self.own_alternatives().is_empty() {
            return Vec::new();
        }
        let mut own = Vec::new();
        properties(self.root, self.node, &mut own);
        for name in ["oneOf", "anyOf"] {
            let branches = self.keyword(name).and_then(Json::as_array).unwrap_or_default();
            let branches: Vec<&Json> = branches.iter().filter(|branch| !is_null(self.root, branch)).collect();
            let says = |branch: &&Json| {
                let mut asked = Vec::new();
                properties(self.root, branch, &mut asked);
                let is_new = |(name, _): &(&str, &Json)| !own.iter().any(|(other, _)| other == name);
                let typed = self.of(branch).kind_of_value().is_some_and(|kind| kind != "object" || own.is_empty());
                asked.iter().any(is_new) || (typed && asked.is_empty()) || keyword(self.root, branch, "const").is_some()
            };
            if branches.len() > 1 && branches.iter().any(says) {
                return branches;
            }
        }
        Vec::new()
    }

    /// The title of a branch: its own, the name of what it refers to, its one value, or its type where that tells something.
    pub(crate) fn branch_title(&self) -> Option<String> {
        if let Some(title) = self.text("title") {
            return Some(title.to_owned());
        }
        if let Some(reference) = self.node.get("$ref").and_then(Json::as_str) {
            return Some(super::control::start_case(reference.rsplit('/').next()?));
        }
        let mut found = Vec::new();
        properties(self.root, self.node, &mut found);
        let only = found.iter().find_map(|(_, node)| keyword(self.root, node, "const")).or(self.keyword("const"));
        let kind = || self.kind_of_value().filter(|kind| *kind != "object").map(str::to_owned);
        only.map(super::control::plain).or_else(kind)
    }

    /// For an array: the answer that names a row, as written, else its first single answer.
    pub(crate) fn row_title(&self) -> Option<Pointer> {
        let items = self.keyword("items").filter(|_| self.kind_of_value() == Some("array"))?;
        let names = |json: &Json| match json {
            Json::Array(names) => Some(names.iter().filter_map(Json::as_str).map(str::to_owned).collect()),
            Json::String(path) => Some(path.split('.').map(str::to_owned).collect()),
            _ => None,
        };
        let written = self.option("elementLabelProp").or(self.option("childLabelProp")).and_then(names);
        let written = written.or_else(|| scope::names(self.text_option("labelRef")?));
        if let Some(names) = written {
            let names: Vec<String> = names;
            return Some(names.iter().fold(Pointer::root(), |place, name| place.join(name)));
        }
        let mut found = Vec::new();
        properties(self.root, items, &mut found);
        let single = |node| !matches!(self.of(node).kind_of_value(), Some("object" | "array") | None);
        let first = found.iter().find(|(_, node)| single(node) || keyword(self.root, node, "enum").is_some());
        first.map(|(name, _)| Pointer::root().join(name))
    }

    fn text_option(&self, name: &str) -> Option<&'a str> {
        self.option(name)?.as_str()
    }

    /// The widget; `choices` are the alternatives that the schema gives.
    pub(crate) fn kind(&self, choices: &[Choice]) -> Kind {
        if self.option("from").and_then(Json::as_str).is_some() {
            return Kind::Autocomplete;
        }
        let radio = self.option("format").and_then(Json::as_str) == Some("radio");
        let value = self.kind_of_value();
        match value {
            Some("boolean") if self.keyword("oneOf").is_none() => {
                return if radio { Kind::YesNo } else { Kind::Checkbox };
            }
            Some("array") => {
                return match self.keyword("items") {
                    _ if !choices.is_empty() => Kind::MultiChoice,
                    Some(Json::Object(_)) => Kind::Array,
                    _ => Kind::Unknown,
                };
            }
            _ if !self.branches().is_empty() => {
                return if self.has_properties() { Kind::Unknown } else { Kind::OneOf };
            }
            Some("object") => return Kind::Unknown,
            _ => {}
        }
        if !choices.is_empty() && self.keyword("anyOf").is_none() {
            return if radio || choices.len() <= FEW { Kind::Choice } else { Kind::Select };
        }
        match value {
            Some("string") => self.text_kind(),
            Some("integer") if self.identity() == Some(LocalFormat::MoneyIdr) => {
                Kind::LocalFormat(LocalFormat::MoneyIdr)
            }
            Some("integer" | "number") if self.slides() => Kind::Slider,
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            _ => Kind::Unknown,
        }
    }

    /// What says "none" where an answer must be there and is left empty. A tick that must be set (a declaration), a choice and a list that
    /// wants items have nothing of the kind.
    pub(crate) fn none(&self, kind: Kind) -> Option<Json> {
        let value = self.kind_of_value();
        let only = self.keyword("const").or_else(|| self.keyword("enum"));
        match kind {
            Kind::Checkbox => only.is_none().then_some(Json::Bool(false)),
            Kind::Array | Kind::MultiChoice | Kind::Unknown if value == Some("array") => {
                let min = self.keyword("minItems").and_then(Json::as_i64).unwrap_or_default();
                (min <= 0).then(|| Json::Array(Vec::new()))
            }
            Kind::Unknown if value == Some("object") => Some(Json::object()),
            _ if self.outer.is_some() => Some(Json::Null),
            Kind::OneOf | Kind::Choice | Kind::Select => None,
            _ => (only.is_none() && self.is_nullable()).then_some(Json::Null),
        }
    }

    /// Whether `null` is an answer.
    fn is_nullable(&self) -> bool {
        let types = self.keyword("type").and_then(Json::as_array).unwrap_or_default();
        types.iter().any(|name| name.as_str() == Some("null"))
    }

    fn slides(&self) -> bool {
        let is_number = |name| self.keyword(name).and_then(Json::as_number).is_some();
        self.option("slider").and_then(Json::as_bool) == Some(true)
            && ["minimum", "maximum", "default"].into_iter().all(is_number)
    }

    fn text_kind(&self) -> Kind {
        if let Some(identity) = self.identity() {
            return Kind::LocalFormat(identity);
        }
        let option = self.option("format").and_then(Json::as_str);
        match option.or_else(|| self.text("format")) {
            Some("date") => Kind::Date,
            Some("time") => Kind::Time,
            Some("date-time") => Kind::DateTime,
            Some("email") => Kind::Email,
            _ if self.option("multi").and_then(Json::as_bool) == Some(true) => Kind::LongText,
            _ => Kind::Text,
        }
    }

    fn identity(&self) -> Option<LocalFormat> {
        self.text("format").and_then(LocalFormat::named)
    }

    /// The alternatives as written: the value, its own text key if any, and its title.
    pub(crate) fn alternatives(&self) -> Vec<(&'a Json, Option<&'a str>, Option<&'a str>)> {
        if self.kind_of_value() == Some("array") {
            let unique = self.keyword("uniqueItems").and_then(Json::as_bool) == Some(true);
            return match self.keyword("items") {
                Some(items @ Json::Object(_)) if unique => self.of(items).own_alternatives(),
                _ => Vec::new(),
            };
        }
        let own = self.own_alternatives();
        if !own.is_empty() {
            return own;
        }
        // Free text with suggestions: any of a plain string and an enum.
        let branches = self.keyword("anyOf").and_then(Json::as_array).unwrap_or_default();
        let mut lists = branches.iter().map(|branch| self.of(branch).own_alternatives());
        lists.find(|list| !list.is_empty()).unwrap_or_default()
    }

    /// Another schema of the same form.
    pub(crate) fn of(&self, node: &'a Json) -> Subject<'a> {
        Subject::new(self.root, node, Some(self.options))
    }

    fn own_alternatives(&self) -> Vec<(&'a Json, Option<&'a str>, Option<&'a str>)> {
        if let Some(values) = self.keyword("enum").and_then(Json::as_array) {
            return values.iter().map(|value| (value, None, None)).collect();
        }
        if let Some(value) = self.keyword("const") {
            return vec![(value, None, None)];
        }
        let entries = self.keyword("oneOf").and_then(Json::as_array).unwrap_or_default();
        let entry = |entry: &'a Json| {
            let text = |name| entry.get(name).and_then(Json::as_str);
            Some((entry.get("const")?, text("i18n"), text("title")))
        };
        // `null` beside them is the way to choose none, and no alternative of its own.
        let entries = entries.iter().filter(|entry| entry.get("const").is_some() || !is_null(self.root, entry));
        entries.map(entry).collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// The one branch beside `null` of a schema that is nothing else.
fn only_branch<'a>(root: &'a Json, node: &'a Json) -> Option<&'a Json> {
    let list = node.get("oneOf").or(node.get("anyOf"))?.as_array()?;
    let mut others = list.iter().filter(|branch| !is_null(root, branch));
    let only = others.next()?;
    (others.next().is_none() && list.len() > 1).then_some(only)
}

fn is_null(root: &Json, branch: &Json) -> bool {
    let node = target(root, branch).unwrap_or(branch);
    node.get("type").and_then(Json::as_str) == Some("null")
}
