//! Reading the `backend` section: every fault with its place, never a panic.

use forms::{Fault, Json, Level, Map, Object, Pointer};

use crate::{
    Backend, Method,
    backend::Call,
    lookup::{Fill, Lookup, State},
    options::{List, QUERY},
    outcome::ReceiptPlace,
    template::Template,
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

/// Collects faults while reading; what is faulty is read as something harmless.
struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn backend(&mut self, section: &Object) -> Backend {
        let submission = "services/{service}/{version}/submissions";
        Backend {
            base: self.base(section),
            submit: self.part(section, "submit", submission, &["service", "version"]),
            receipt: self.receipt(section),
            lookup: self.entries(section, "lookup", Reader::lookup),
            options: self.entries(section, "options", Reader::list),
            status: self.part(section, "status", "status", &[]),
            withdraw: self.part(section, "withdraw", "withdraw", &[]),
            corrections: self.part(section, "corrections", "corrections", &[]),
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

    fn part(&mut self, section: &Object, key: &str, url: &str, names: &[&str]) -> Call {
        let at = Pointer::root().join(key);
        let part = section.get(key).map(|part| self.object(part, &at)).unwrap_or_default();
        self.call(&part, &at, "POST", Some(url), names)
    }

    fn receipt(&mut self, section: &Object) -> ReceiptPlace {
        let at = Pointer::root().join("receipt");
        let part = section.get("receipt").map(|part| self.object(part, &at)).unwrap_or_default();
        ReceiptPlace {
            number: self.place(&part, &at, "number", "/number"),
            promised: self.place(&part, &at, "promised", "/promised"),
        }
    }

    fn entries<T>(
        &mut self,
        section: &Object,
        key: &str,
        read: fn(&mut Reader, &Object, &Pointer) -> T,
    ) -> Map<String, T> {
        let at = Pointer::root().join(key);
        let part = section.get(key).map(|part| self.object(part, &at)).unwrap_or_default();
        let mut entries = Map::new();
        for (name, entry) in part.iter() {
            let at = at.join(name);
            let entry = self.object(entry, &at);
            entries.insert(String::from(name), read(self, &entry, &at));
        }
        entries
    }

    fn lookup(&mut self, entry: &Object, at: &Pointer) -> Lookup {
        let state = entry.get("state").map(|_| self.place(entry, at, "state", ""));
        let call = self.call(entry, at, "POST", None, &[]);
        if call.method == Method::Get {
            self.fault(&at.join("method"), "a look-up carries answers: they travel in a body, so not by GET");
        }
        Lookup {
            call,
            body: self.places(entry, at, "body"),
            state,
            fill: self.children(entry, at, "fill", Reader::fill),
            states: self.children(entry, at, "states", Reader::state),
        }
    }

    fn fill(&mut self, place: &str, entry: &Object, at: &Pointer) -> Fill {
        let target = Pointer::parse(place);
        let value = entry.get("value").and_then(Json::as_str);
        if target.is_none() || value.is_none() {
            self.fault(at, "a place in the answers with `{ \"value\": pointer into the reply }` is needed");
        }
        let words = entry.get("words").map(|_| self.place(entry, at, "words", ""));
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

    fn list(&mut self, entry: &Object, at: &Pointer) -> List {
        let with = self.places(entry, at, "with");
        let mut names: Vec<&str> = with.iter().map(|(name, _)| name.as_str()).collect();
        names.push(QUERY);
        let call = self.call(entry, at, "GET", None, &names);
        List { call, items: self.place(entry, at, "items", "/items"), with }
    }

    /// A method and an address. Without a default address there must be one.
    fn call(&mut self, entry: &Object, at: &Pointer, method: &str, url: Option<&str>, names: &[&str]) -> Call {
        let method = self.text(entry, at, "method").unwrap_or_else(|| String::from(method));
        let method = Method::named(&method).unwrap_or_else(|| {
            self.fault(&at.join("method"), "must be GET, POST, PUT or PATCH");
            Method::Post
        });
        let at = at.join("url");
        let text = entry.get("url").map_or(url, Json::as_str).unwrap_or_default();
        let url = Template::parse(text).filter(|_| is_below_base(text)).unwrap_or_else(|| {
            self.fault(&at, "must be a URI template (RFC 6570, level 3) relative to `base`");
            Template::default()
        });
        for name in url.names().filter(|name| !names.contains(name)) {
            let mut what = String::from("unknown variable: ");
            what.push_str(name);
            self.fault(&at, &what);
        }
        Call { method, url }
    }

    /// The members of `key`, each an object, in order.
    fn children<T>(
        &mut self,
        entry: &Object,
        at: &Pointer,
        key: &str,
        read: fn(&mut Reader, &str, &Object, &Pointer) -> T,
    ) -> Vec<T> {
        let at = at.join(key);
        let part = entry.get(key).map(|part| self.object(part, &at)).unwrap_or_default();
        let mut children = Vec::new();
        for (name, child) in part.iter() {
            let at = at.join(name);
            let child = self.object(child, &at);
            children.push(read(self, name, &child, &at));
        }
        children
    }

    /// The members of `key`, each a pointer, in order.
    fn places(&mut self, entry: &Object, at: &Pointer, key: &str) -> Vec<(String, Pointer)> {
        let at = at.join(key);
        let part = entry.get(key).map(|part| self.object(part, &at)).unwrap_or_default();
        let names = part.iter().map(|(name, _)| name);
        names.map(|name| (String::from(name), self.place(&part, &at, name, ""))).collect()
    }

    fn place(&mut self, entry: &Object, at: &Pointer, key: &str, default: &str) -> Pointer {
        let text = entry.get(key).map_or(Some(default), Json::as_str);
        text.and_then(Pointer::parse).unwrap_or_else(|| {
            self.fault(&at.join(key), "must be a JSON pointer");
            Pointer::root()
        })
    }

    fn text(&mut self, entry: &Object, at: &Pointer, key: &str) -> Option<String> {
        let value = entry.get(key)?;
        if value.as_str().is_none() {
            self.fault(&at.join(key), "must be a text");
        }
        value.as_str().map(String::from)
    }

    fn object(&mut self, json: &Json, at: &Pointer) -> Object {
        match json {
            Json::Object(object) => return object.clone(),
            // A section that is not there: the defaults hold.
            Json::Null if at.as_str().is_empty() => {}
            _ => self.fault(at, "must be an object"),
        }
        Object::default()
    }

    fn fault(&mut self, at: &Pointer, what: &str) {
        self.faults.push(Fault { level: Level::Error, pointer: at.clone(), what: String::from(what) });
    }
}

/// Whether an address stays below the base: no other origin, no way up.
fn is_below_base(url: &str) -> bool {
    let is_absolute = url.starts_with('/') || url.contains("://") || url.starts_with('\\');
    let goes_up = url.split(['/', '?']).any(|segment| segment == "..");
    !url.is_empty() && !is_absolute && !goes_up
}
