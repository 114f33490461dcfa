//! Which widget a control is, from its schema and its options (JSON Forms' testers and their ranks).

use crate::{Choice, Identity, Json, Kind, ui::scope::keyword};

/// Up to so many alternatives are all shown; more become a list.
const FEW: usize = 6;

/// A control's schema with what is asked of it again and again.
pub(crate) struct Subject<'a> {
    pub(crate) root: &'a Json,
    pub(crate) node: &'a Json,
    pub(crate) options: &'a Json,
}

impl<'a> Subject<'a> {
    pub(crate) fn keyword(&self, name: &str) -> Option<&'a Json> {
        keyword(self.root, self.node, name)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.keyword(name)?.as_str()
    }

    pub(crate) fn option(&self, name: &str) -> Option<&'a Json> {
        self.options.get(name)
    }

    /// The type; of several, the first that is not `null`. Without one, what the other keywords mean.
    pub(crate) fn kind_of_value(&self) -> Option<&'a str> {
        if let Some(types) = self.keyword("type") {
            let mut names = types.as_array().unwrap_or_default().iter().filter_map(Json::as_str);
            return types.as_str().or_else(|| names.find(|name| *name != "null"));
        }
        if self.keyword("properties").is_some() {
            return Some("object");
        }
        let branches = self.keyword("anyOf").and_then(Json::as_array).unwrap_or_default();
        let mut types = branches.iter().filter_map(|branch| keyword(self.root, branch, "type"));
        types.find_map(Json::as_str).filter(|name| *name == "string")
    }

    /// The widget; `choices` are the alternatives that the schema gives.
    pub(crate) fn kind(&self, choices: &[Choice]) -> Kind {
        if self.option("from").and_then(Json::as_str).is_some() {
            return Kind::Lookup;
        }
        let radio = self.option("format").and_then(Json::as_str) == Some("radio");
        let value = self.kind_of_value();
        match value {
            Some("boolean") if self.keyword("oneOf").is_none() => {
                return if radio { Kind::YesNo } else { Kind::Checkbox };
            }
            Some("array") => {
                return if choices.is_empty() { Kind::List } else { Kind::MultiChoice };
            }
            Some("object") => return Kind::Unknown,
            _ => {}
        }
        if !choices.is_empty() && self.keyword("anyOf").is_none() {
            return if radio || choices.len() <= FEW { Kind::Choice } else { Kind::Select };
        }
        match value {
            Some("string") => self.text_kind(),
            Some("integer") if self.identity() == Some(Identity::MoneyIdr) => Kind::Identity(Identity::MoneyIdr),
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            _ => Kind::Unknown,
        }
    }

    fn text_kind(&self) -> Kind {
        if let Some(identity) = self.identity() {
            return Kind::Identity(identity);
        }
        let option = self.option("format").and_then(Json::as_str);
        match option.or_else(|| self.text("format")) {
            Some("date") => Kind::Date,
            Some("email") => Kind::Email,
            _ if self.option("multi").and_then(Json::as_bool) == Some(true) => Kind::LongText,
            _ => Kind::Text,
        }
    }

    fn identity(&self) -> Option<Identity> {
        self.text("format").and_then(Identity::named)
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

    fn of(&self, node: &'a Json) -> Subject<'a> {
        Subject { root: self.root, node, options: self.options }
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
        entries.iter().map(entry).collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}
