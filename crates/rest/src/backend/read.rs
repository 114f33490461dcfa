//! Reading the `backend` section, part by part.

mod send;

use forms::{Fault, Json, Object, Pointer};

use super::reader::Reader;
use crate::{
    Backend, Method,
    options::{ItemPlace, List, MIN_LENGTH, PAGE, QUERY},
    prefill::{Fill, Prefill, State},
    status::{DIGITS, NUMBER, Question, StatusPlace},
};

/// See [`Backend::read`].
pub(super) fn read(defaults: &Json, service: Option<&Json>) -> Result<Backend, Vec<Fault>> {
    let mut reader = Reader { faults: Vec::new() };
    let mut section = reader.object(defaults, &Pointer::root());
    if let Some(service) = service {
        overlay(&mut section, reader.object(service, &Pointer::root()));
    }
    let backend = reader.backend(&section);
    if reader.faults.is_empty() { Ok(backend) } else { Err(reader.faults) }
}

/// Puts the service's members over the defaults; inside `lookup` and `options` name by name.
fn overlay(section: &mut Object, service: Object) {
    for (key, value) in service.iter() {
        match (key, section.get_mut(key), value) {
            ("lookup" | "options", Some(Json::Object(below)), Json::Object(above)) => {
                for (name, entry) in above.iter() {
                    below.insert(name, entry.clone());
                }
            }
            _ => {
                section.insert(key, value.clone());
            }
        }
    }
}

impl Reader {
    fn backend(&mut self, section: &Object) -> Backend {
        let root = Pointer::root();
        let base = self.base(section);
        let (submit, at) = self.part(section, &root, "submit");
        let (once, reference) = self.once(section);
        let call = self.call(&submit, &at, "POST", Some(SUBMISSIONS), &["service", "version", "key"]);
        let (corrections, at_corrections) = self.part(section, &root, "corrections");
        self.files(section);
        Backend {
            auth: self.auth(section, &base),
            channel: self.text(section, &root, "channel").unwrap_or_else(|| String::from("web")),
            zone: self.zone(section),
            json_types: self.json_types(section),
            encoding: self.encoding(&submit, &at),
            body: self.body(&submit, &at),
            submit: call,
            receipt: self.receipt(section),
            problems: self.problems(section),
            once,
            reference,
            lookup: self.entries(section, "lookup", Reader::lookup),
            options: self.entries(section, "options", Reader::list),
            status: self.question(section, "status", &[NUMBER, DIGITS]),
            status_place: self.status_place(section),
            withdraw: self.question(section, "withdraw", &[NUMBER, DIGITS]),
            corrections: self.call(&corrections, &at_corrections, "POST", Some("corrections"), &[NUMBER]),
            places: Vec::new(),
            base,
        }
    }

    fn base(&mut self, section: &Object) -> String {
        let base = section.get("base").map_or(Some("/api"), Json::as_str).unwrap_or_default();
        let at = Pointer::root().join("base");
        if !(base.starts_with('/') || base.starts_with("https://") || base.starts_with("http://")) {
            self.fault(&at, "`base` must be a path (`/api`) or an http address");
        }
        String::from(base.trim_end_matches('/'))
    }

    // Indonesia's three zones, none of which changes its clocks.
    fn zone(&mut self, section: &Object) -> i64 {
        match self.word(section, &Pointer::root(), "zone", &["WIB", "WITA", "WIT"]) {
            "WITA" => 8,
            "WIT" => 9,
            _ => 7,
        }
    }

    fn json_types(&mut self, section: &Object) -> Vec<String> {
        let Some(json) = section.get("jsonTypes") else { return Vec::new() };
        let types: Vec<String> =
            json.as_array().unwrap_or_default().iter().filter_map(|kind| kind.as_str().map(String::from)).collect();
        if types.is_empty() || json.as_array().is_some_and(|all| all.len() != types.len()) {
            self.fault(&Pointer::root().join("jsonTypes"), "must be a list of media types, such as text/html");
        }
        types
    }

    fn lookup(&mut self, _name: &str, entry: &Object, at: &Pointer) -> Prefill {
        let with = self.places(entry, at, "with");
        let names: Vec<&str> = with.iter().map(|(name, _)| name.as_str()).collect();
        let call = self.call(entry, at, "POST", None, &names);
        let body = self.places(entry, at, "body");
        if call.method == Method::Get && !body.is_empty() {
            self.fault(&at.join("method"), "answers in a `body` do not travel by GET");
        }
        let fill = self.children(entry, at, "fill", Reader::fill);
        let states = self.children(entry, at, "states", Reader::state);
        Prefill {
            call,
            body,
            state: self.some_place(entry, at, "state"),
            fill: fill.into_iter().map(|(_, fill)| fill).collect(),
            states: states.into_iter().map(|(_, state)| state).collect(),
            with,
        }
    }

    fn fill(&mut self, place: &str, entry: &Object, at: &Pointer) -> Fill {
        let target = Pointer::parse(place);
        let value = entry.get("value").and_then(Json::as_str);
        if target.is_none() || value.is_none() {
            self.fault(at, "a place in the answers with `{ \"value\": pointer into the reply }` is needed");
        }
        let words = self.some_place(entry, at, "words");
        Fill { place: target.unwrap_or_default(), value: self.place(entry, at, "value", ""), words }
    }

    fn state(&mut self, name: &str, entry: &Object, at: &Pointer) -> State {
        State {
            name: String::from(name),
            text: self.text(entry, at, "text"),
            service: self.text(entry, at, "service"),
            fill: entry.get("fill").and_then(Json::as_bool).unwrap_or(true),
        }
    }

    fn list(&mut self, _name: &str, entry: &Object, at: &Pointer) -> List {
        let with = self.places(entry, at, "with");
        let mut names: Vec<&str> = with.iter().map(|(name, _)| name.as_str()).collect();
        names.extend([QUERY, PAGE]);
        let call = self.call(entry, at, "GET", None, &names);
        let min_length = entry.get("minLength").map_or(Some(MIN_LENGTH), |json| json.as_i64()?.try_into().ok());
        if min_length.is_none() {
            self.fault(&at.join("minLength"), "must be a number of letters");
        }
        List {
            min_length: min_length.filter(|_| call.url.names().any(|name| name == QUERY)),
            call,
            items: self.place(entry, at, "items", "/items"),
            item: ItemPlace {
                value: self.place(entry, at, "value", "/value"),
                label: self.place(entry, at, "label", "/label"),
                hint: self.place(entry, at, "hint", "/hint"),
                keywords: self.place(entry, at, "keywords", "/keywords"),
            },
            next: self.some_place(entry, at, "next"),
            with,
        }
    }

    /// A question with its default body: each value under its own name, unless it travels in the address.
    fn question(&mut self, section: &Object, key: &str, names: &[&str]) -> Question {
        let (part, at) = self.part(section, &Pointer::root(), key);
        let call = self.call(&part, &at, "POST", Some(key), names);
        let mut body = Vec::new();
        for (place, name) in self.texts(&part, &at, "body") {
            let place = Pointer::parse(&place).filter(|_| names.contains(&name.as_str()));
            match place {
                Some(place) => body.push((place, name)),
                None => {
                    self.fault(&at.join("body"), &["pointers to one of these are needed: ", &names.join(", ")].concat())
                }
            }
        }
        if part.get("body").is_none() && call.method != Method::Get {
            body.extend(names.iter().map(|name| (Pointer::root().join(name), String::from(*name))));
        }
        Question { call, body }
    }

    fn status_place(&mut self, section: &Object) -> StatusPlace {
        // As a question it has been read already: what is no object has been told.
        let (part, at) = (section.get("status").and_then(Json::as_object), Pointer::root().join("status"));
        let part = part.cloned().unwrap_or_default();
        let (step, at_step) = self.part(&part, &at, "step");
        let (asked, at_asked) = self.part(&part, &at, "correction");
        let is_history = part.get("history").is_some();
        StatusPlace {
            number: self.place(&part, &at, "number", "/number"),
            service: self.place(&part, &at, "service", "/service"),
            version: self.place(&part, &at, "version", "/version"),
            state: self.place(&part, &at, "state", "/state"),
            steps: self.place(&part, &at, if is_history { "history" } else { "steps" }, "/steps"),
            is_history,
            step_state: self.place(&step, &at_step, "state", "/state"),
            step_date: self.place(&step, &at_step, "date", "/date"),
            promised: self.place(&part, &at, "promised", "/promised"),
            reason: self.place(&part, &at, "reason", "/reason"),
            withdrawable: self.place(&part, &at, "withdrawable", "/withdrawable"),
            corrections: self.place(&part, &at, "corrections", "/corrections"),
            correction_place: self.place(&asked, &at_asked, "pointer", "/pointer"),
            correction_reason: self.place(&asked, &at_asked, "reason", "/reason"),
            states: self.texts(&part, &at, "states"),
        }
    }
}

const SUBMISSIONS: &str = "services/{service}/{version}/submissions";
