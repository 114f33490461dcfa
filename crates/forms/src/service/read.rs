//! Reads a service file: the whole, `delivery`, `draft`, `outcome`; the schema and the UI schema are read by their own modules.

use super::{Advice, Delivery, Dossier, DossierItem, Outcome, Service, Words};
use crate::{Condition, Fault, Json, Map, Object, Pointer, Schema, Text, fault::Faults, rule, ui, ui::scope};

const KEYS: [&str; 18] = [
    "$schema", "id", "version", "title", "summary", "keywords", "agency", "delivery", "minutes", "notice", "draft",
    "schema", "uischema", "config", "text", "backend", "outcome", "icon",
];
const DELIVERY: [&str; 6] = ["requirements", "procedure", "time", "fee", "product", "complaint"];
const DRAFT: [&str; 1] = ["seal"];
const OUTCOME: [&str; 4] = ["notice", "next", "bring", "dossier"];
const DOSSIER: [&str; 4] = ["title", "intro", "when", "items"];

pub(super) fn read(json: &Json) -> (Option<Service>, Vec<Fault>) {
    let mut faults = Faults::default();
    let service = match json.as_object() {
        Some(object) => Reader { root: object, faults: &mut faults }.service(json),
        None => {
            faults.error(&Pointer::root(), &["a service is a JSON object"]);
            None
        }
    };
    let service = service.filter(|_| !faults.has_errors());
    (service, faults.0)
}

struct Reader<'a> {
    root: &'a Object,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn service(&mut self, json: &Json) -> Option<Service> {
        let root = Pointer::root();
        self.known(self.root, &root, &KEYS);
        let words = Words::read(self.root.get("text"), self.faults);
        let none = Json::object();
        let written = self.root.get("schema");
        if written.and_then(Json::as_object).is_none() {
            self.faults.error(&root.join("schema"), &["the \"schema\" of the answers is missing"]);
        }
        let schema = match Schema::compile(written.unwrap_or(&none), &Map::new()) {
            Ok(schema) => Some(schema),
            Err(faults) => {
                self.faults.take(&root.join("schema"), faults);
                None
            }
        };
        let written = written.unwrap_or(&none);
        let config = self.section("config");
        let ui = ui::read::read(self.root.get("uischema"), &config, written, &words, self.faults);
        Some(Service {
            id: self.id(),
            version: self.name("version"),
            title: self.text(self.root, &root, "title", Need::Must),
            summary: self.text(self.root, &root, "summary", Need::Should),
            agency: self.text(self.root, &root, "agency", Need::Should),
            minutes: u32::try_from(self.number(self.root, &root, "minutes")).unwrap_or(0),
            delivery: self.delivery(),
            notice: self.texts(self.root, &root, "notice"),
            sealed: self.sealed(),
            outcome: self.outcome(written),
            backend: self.section("backend"),
            source: json.clone(),
            schema: schema?,
            ui,
            words,
        })
    }

    fn id(&mut self) -> String {
        let id = self.name("id");
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !id.bytes().all(fits) {
            self.faults.error(&Pointer::root().join("id"), &["an id is in kebab-case"]);
        }
        id
    }

    fn name(&mut self, key: &str) -> String {
        let name = self.root.get(key).and_then(Json::as_str).unwrap_or_default();
        if name.is_empty() {
            self.faults.error(&Pointer::root().join(key), &["\"", key, "\" is missing or no text"]);
        }
        name.to_owned()
    }

    /// A section that others read.
    fn section(&mut self, key: &str) -> Json {
        let section = self.root.get(key).cloned().unwrap_or_else(Json::object);
        if section.as_object().is_none() {
            self.faults.error(&Pointer::root().join(key), &["\"", key, "\" is an object"]);
        }
        section
    }

    fn delivery(&mut self) -> Delivery {
        let at = Pointer::root().join("delivery");
        if self.root.get("delivery").is_none() {
            let what = "\"delivery\" is missing: the law wants it shown before the form";
            self.faults.warning(&at, &[what]);
        }
        let Some(delivery) = self.object("delivery", &DELIVERY) else {
            return Delivery::default();
        };
        Delivery {
            requirements: self.texts(&delivery, &at, "requirements"),
            procedure: self.texts(&delivery, &at, "procedure"),
            time: self.text(&delivery, &at, "time", Need::Should),
            fee: self.number(&delivery, &at, "fee"),
            product: self.text(&delivery, &at, "product", Need::Should),
            complaint: self.text(&delivery, &at, "complaint", Need::Should),
        }
    }

    // What is no clear yes or no is a fault: a seal that nobody sets would protect nobody.
    fn sealed(&mut self) -> bool {
        let seal = self.object("draft", &DRAFT).and_then(|draft| draft.get("seal").cloned());
        let sealed = seal.as_ref().map(Json::as_bool);
        if sealed == Some(None) {
            self.faults.error(&Pointer::root().join("draft").join("seal"), &["\"seal\" is true or false"]);
        }
        sealed.flatten().unwrap_or_default()
    }

    fn outcome(&mut self, schema: &Json) -> Outcome {
        let at = Pointer::root().join("outcome");
        let Some(outcome) = self.object("outcome", &OUTCOME) else {
            return Outcome::default();
        };
        let notice = outcome.get("notice");
        Outcome {
            notice: notice.and_then(|json| self.advice(json, &at.join("notice"), schema)),
            next: self.advices(&outcome, &at, "next", schema),
            bring: self.advices(&outcome, &at, "bring", schema),
            dossier: self.dossier(&outcome, &at.join("dossier"), schema),
        }
    }

    /// A text, or `{ "text", "when" }`.
    fn advice(&mut self, json: &Json, at: &Pointer, schema: &Json) -> Option<Advice> {
        if let Some(text) = Text::read(json) {
            return Some(Advice { text, when: None });
        }
        let text = json.get("text").and_then(Text::read);
        if text.is_none() {
            self.faults.error(at, &["expected a text, or an object with \"text\" and \"when\""]);
        }
        let when = json.get("when").map(|when| self.condition(when, at, schema));
        Some(Advice { text: text?, when })
    }

    fn advices(&mut self, outcome: &Object, at: &Pointer, key: &str, schema: &Json) -> Vec<Advice> {
        let at = at.join(key);
        let mut advices = Vec::new();
        for (index, json) in self.list(outcome, &at, key).iter().enumerate() {
            advices.extend(self.advice(json, &at.join(&index.to_string()), schema));
        }
        advices
    }

    fn dossier(&mut self, outcome: &Object, at: &Pointer, schema: &Json) -> Option<Dossier> {
        let Some(dossier) = outcome.get("dossier")?.as_object() else {
            self.faults.error(at, &["\"dossier\" is an object"]);
            return None;
        };
        self.known(dossier, at, &DOSSIER);
        let place = at.join("items");
        let mut items = Vec::new();
        for (index, item) in self.list(dossier, &place, "items").iter().enumerate() {
            let label = item.get("label").and_then(Text::read);
            let pointer = item.get("pointer").and_then(Json::as_str).and_then(Pointer::parse);
            match label.zip(pointer) {
                Some((label, pointer)) => {
                    if !scope::leads(schema, &pointer) {
                        let what = ["the pointer \"", pointer.as_str(), "\" leads nowhere in the schema"];
                        self.faults.error(&place.join(&index.to_string()), &what);
                    }
                    items.push(DossierItem { label, pointer });
                }
                None => {
                    let what = ["an item needs a \"label\" and a \"pointer\""];
                    self.faults.error(&place.join(&index.to_string()), &what);
                }
            }
        }
        Some(Dossier {
            title: self.text(dossier, at, "title", Need::Must),
            intro: self.text(dossier, at, "intro", Need::May),
            when: dossier.get("when").map(|when| self.condition(when, at, schema)),
            items,
        })
    }

    fn condition(&mut self, json: &Json, at: &Pointer, schema: &Json) -> Condition {
        let base = &Pointer::root();
        rule::Reader { schema, node: schema, base, faults: self.faults }.condition(json, &at.join("when"), 0)
    }

    /// A section of the file; a warning for each key it should not have.
    fn object(&mut self, key: &str, known: &[&str]) -> Option<Object> {
        let at = Pointer::root().join(key);
        let written = self.root.get(key)?;
        let Some(object) = written.as_object() else {
            self.faults.error(&at, &["\"", key, "\" is an object"]);
            return None;
        };
        self.known(object, &at, known);
        Some(object.clone())
    }

    fn known(&mut self, object: &Object, at: &Pointer, known: &[&str]) {
        for (key, _) in object.iter().filter(|(key, _)| !known.contains(key)) {
            self.faults.warning(&at.join(key), &["unknown key \"", key, "\""]);
        }
    }

    fn text(&mut self, object: &Object, at: &Pointer, key: &str, need: Need) -> Text {
        let written = object.get(key);
        let text = written.and_then(Text::read);
        let what = ["\"", key, "\" is missing, or no text with at least Indonesian words"];
        match (&text, need) {
            (None, Need::Must) => self.faults.error(&at.join(key), &what),
            (None, _) if written.is_some() => self.faults.error(&at.join(key), &what),
            (None, Need::Should) => self.faults.warning(&at.join(key), &what),
            _ => {}
        }
        text.unwrap_or_default()
    }

    /// A list of texts, or one text.
    fn texts(&mut self, object: &Object, at: &Pointer, key: &str) -> Vec<Text> {
        if let Some(text) = object.get(key).and_then(Text::read) {
            return vec![text];
        }
        let at = at.join(key);
        let mut texts = Vec::new();
        for (index, json) in self.list(object, &at, key).iter().enumerate() {
            match Text::read(json) {
                Some(text) => texts.push(text),
                None => self.faults.error(&at.join(&index.to_string()), &["expected a text"]),
            }
        }
        texts
    }

    fn list<'a>(&mut self, object: &'a Object, at: &Pointer, key: &str) -> &'a [Json] {
        let Some(written) = object.get(key) else {
            return &[];
        };
        if written.as_array().is_none() {
            self.faults.error(at, &["\"", key, "\" is a list"]);
        }
        written.as_array().unwrap_or_default()
    }

    fn number(&mut self, object: &Object, at: &Pointer, key: &str) -> i64 {
        let written = object.get(key);
        let number = written.and_then(Json::as_i64).filter(|number| *number >= 0);
        if number.is_none() && written.is_some() {
            self.faults.error(&at.join(key), &["\"", key, "\" is a whole number"]);
        } else if number.is_none() {
            self.faults.warning(&at.join(key), &["\"", key, "\" is missing"]);
        }
        number.unwrap_or(0)
    }
}

/// How much a text is needed.
#[derive(Clone, Copy)]
enum Need {
    Must,
    Should,
    May,
}
