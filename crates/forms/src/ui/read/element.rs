//! One UI element of each type.

use std::sync::Arc;

use super::{DEPTH, Reader};
use crate::{
    Direction, Json, Lang, Pointer, StepId, rule,
    ui::{What, control::start_case},
};

/// What an element may hold; anything else is a warning.
const KEYS: [&str; 9] = ["type", "elements", "label", "text", "scope", "options", "rule", "i18n", "$comment"];

impl<'a> Reader<'a> {
    pub(super) fn element(&mut self, json: &'a Json, at: &Pointer, parent: Option<usize>, depth: usize) {
        if depth > DEPTH {
            self.faults.error(at, &["elements are nested too deeply"]);
            return;
        }
        let Some(object) = json.as_object() else {
            self.faults.error(at, &["an element is an object"]);
            return;
        };
        if self.is_full(at) {
            return;
        }
        for (key, _) in object.iter().filter(|(key, _)| !KEYS.contains(key)) {
            self.faults.warning(&at.join(key), &["unknown key \"", key, "\""]);
        }
        let Some(kind) = json.get("type").and_then(Json::as_str) else {
            self.faults.error(at, &["an element needs a \"type\""]);
            return;
        };
        let what = match kind {
            "Control" | "ListWithDetail" => return self.control(json, at, parent),
            "VerticalLayout" => layout(Direction::Down),
            "HorizontalLayout" => layout(Direction::Across),
            "Group" => self.group(json),
            "Label" => self.label(json, at),
            "Categorization" => What::Frame,
            "Category" => self.category(json, at),
            _ if json.get("elements").is_some() => {
                let what = ["unknown type \"", kind, "\": drawn as a vertical layout"];
                self.faults.warning(&at.join("type"), &what);
                layout(Direction::Down)
            }
            _ => {
                self.faults
                    .warning(&at.join("type"), &["unknown type \"", kind, "\": the page says that it cannot ask this"]);
                let label = json.get("label").and_then(Json::as_str);
                What::Unknown(label.unwrap_or(kind).to_owned())
            }
        };
        let takes_elements = !matches!(what, What::Label { .. } | What::Unknown(_));
        let index = self.push(what, parent, at);
        self.common(json, at, index);
        if takes_elements {
            self.elements(json, at, index, kind, depth);
        }
        self.close(index);
    }

    /// What every element may carry: a rule and `options`.
    pub(super) fn common(&mut self, json: &'a Json, at: &Pointer, index: usize) {
        let rule = json.get("rule");
        let mut reader =
            rule::Reader { schema: self.schema, node: self.node, base: &self.base, faults: &mut *self.faults };
        let rule = rule.and_then(|rule| reader.rule(rule, &at.join("rule")));
        let options = json.get("options");
        if options.is_some_and(|options| options.as_object().is_none()) {
            self.faults.error(&at.join("options"), &["\"options\" is an object"]);
        }
        let config = self.config;
        let option = |name| options.and_then(|options| options.get(name)?.as_bool());
        let whole = |name| config.get(name).and_then(Json::as_bool);
        if let Some(element) = self.ui.elements.get_mut(index) {
            element.rule = rule.map(Arc::new);
            element.read_only = option("readonly").or_else(|| option("readOnly"));
            element.read_only = element.read_only.or_else(|| whole("readonly")).or_else(|| whole("readOnly"));
        }
    }

    fn elements(&mut self, json: &'a Json, at: &Pointer, index: usize, kind: &str, depth: usize) {
        let at = at.join("elements");
        let Some(elements) = json.get("elements").and_then(Json::as_array) else {
            self.faults.error(&at, &["a ", kind, " needs a list of \"elements\""]);
            return;
        };
        for (n, element) in elements.iter().enumerate() {
            let at = at.join(&n.to_string());
            let inner = element.get("type").and_then(Json::as_str).unwrap_or_default();
            if kind == "Categorization" && !matches!(inner, "Category" | "Categorization") {
                self.faults.error(&at, &["a Categorization holds only Category elements"]);
                continue;
            }
            self.element(element, &at, Some(index), depth + 1);
        }
    }

    fn group(&self, json: &Json) -> What {
        let (key, label) = self.title(json, "label");
        What::Group { key, label, direction: Direction::Down }
    }

    fn label(&mut self, json: &Json, at: &Pointer) -> What {
        let (key, text) = self.title(json, "text");
        if text.is_none() {
            self.faults.error(at, &["a Label needs a \"text\""]);
        }
        What::Label { key, text: text.unwrap_or_default() }
    }

    fn category(&mut self, json: &Json, at: &Pointer) -> What {
        let (key, label) = self.title(json, "label");
        let own = json.get("i18n").and_then(Json::as_str);
        if label.is_none() {
            self.faults.warning(at, &["a Category needs a \"label\""]);
        }
        let label = label.unwrap_or_else(|| start_case(own.unwrap_or("step")));
        let mut id = slug(own.unwrap_or(&label));
        if id.is_empty() {
            id.push_str("step");
        }
        if own.is_some_and(|own| own != id) {
            let what = ["\"i18n\" names the step in addresses; it becomes \"", &id, "\""];
            self.faults.warning(&at.join("i18n"), &what);
        }
        while !self.step_ids.add(id.clone()) {
            self.faults.warning(at, &["another step is called \"", &id, "\" too"]);
            id.push_str("-2");
        }
        let options = json.get("options");
        let option = |name| options.and_then(|options| options.get(name));
        What::Category {
            id: StepId::new(&id),
            key,
            label,
            prefill: option("lookup").and_then(Json::as_str).map(str::to_owned),
            review: option("review").and_then(Json::as_bool).unwrap_or(false),
        }
    }

    /// The text key of a title, and the title: as written, else what the texts say for its `i18n`.
    fn title(&self, json: &Json, member: &str) -> (String, Option<String>) {
        let written = json.get(member).and_then(Json::as_str);
        match json.get("i18n").and_then(Json::as_str) {
            Some(prefix) => {
                let key = [prefix, ".", member].concat();
                let title = written.or_else(|| self.words.get(Lang::Id, &key));
                let title = title.map(str::to_owned);
                (key, title)
            }
            None => (written.unwrap_or_default().to_owned(), written.map(str::to_owned)),
        }
    }
}

fn layout(direction: Direction) -> What {
    What::Group { key: String::new(), label: None, direction }
}

/// A text as a part of an address.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || "-_.~".contains(letter) {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
