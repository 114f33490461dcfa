//! Reading parts of a section: every fault with its place, never a panic. What is faulty is read as something harmless.

use forms::{Fault, Json, Level, Map, Object, Pointer};

use crate::{Method, backend::Call, template::Template};

/// Collects faults while reading.
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
}

impl Reader {
    /// The member `key`, which is an object when it is there, and its place.
    pub(super) fn part(&mut self, section: &Object, at: &Pointer, key: &str) -> (Object, Pointer) {
        let at = at.join(key);
        let part = section.get(key).map(|part| self.object(part, &at)).unwrap_or_default();
        (part, at)
    }

    /// The members of `key`, each an object, in order.
    pub(super) fn children<T>(
        &mut self,
        entry: &Object,
        at: &Pointer,
        key: &str,
        read: fn(&mut Reader, &str, &Object, &Pointer) -> T,
    ) -> Vec<(String, T)> {
        let (part, at) = self.part(entry, at, key);
        let mut children = Vec::new();
        for (name, child) in part.iter() {
            let at = at.join(name);
            let child = self.object(child, &at);
            children.push((String::from(name), read(self, name, &child, &at)));
        }
        children
    }

    /// The same by name.
    pub(super) fn entries<T>(
        &mut self,
        section: &Object,
        key: &str,
        read: fn(&mut Reader, &str, &Object, &Pointer) -> T,
    ) -> Map<String, T> {
        self.children(section, &Pointer::root(), key, read).into_iter().collect()
    }

    /// The members of `key`, each a pointer, in order.
    pub(super) fn places(&mut self, entry: &Object, at: &Pointer, key: &str) -> Vec<(String, Pointer)> {
        let (part, at) = self.part(entry, at, key);
        let names = part.iter().map(|(name, _)| name);
        names.map(|name| (String::from(name), self.place(&part, &at, name, ""))).collect()
    }

    /// The members of `key`, each a text, in order.
    pub(super) fn texts(&mut self, entry: &Object, at: &Pointer, key: &str) -> Vec<(String, String)> {
        let (part, at) = self.part(entry, at, key);
        let names = part.iter().map(|(name, _)| name);
        names.map(|name| (String::from(name), self.text(&part, &at, name).unwrap_or_default())).collect()
    }

    /// A method and an address. Without a default address there must be one.
    pub(super) fn call(
        &mut self,
        entry: &Object,
        at: &Pointer,
        method: &str,
        url: Option<&str>,
        names: &[&str],
    ) -> Call {
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
            self.fault(&at, &["unknown variable: ", name].concat());
        }
        Call { method, url }
    }

    /// A pointer, or the default.
    pub(super) fn place(&mut self, entry: &Object, at: &Pointer, key: &str, default: &str) -> Pointer {
        let text = entry.get(key).map_or(Some(default), Json::as_str);
        text.and_then(Pointer::parse).unwrap_or_else(|| {
            self.fault(&at.join(key), "must be a JSON pointer");
            Pointer::root()
        })
    }

    /// A pointer, when it is there.
    pub(super) fn some_place(&mut self, entry: &Object, at: &Pointer, key: &str) -> Option<Pointer> {
        entry.get(key).map(|_| self.place(entry, at, key, ""))
    }

    /// A text, when it is there.
    pub(super) fn text(&mut self, entry: &Object, at: &Pointer, key: &str) -> Option<String> {
        let value = entry.get(key)?;
        if value.as_str().is_none() {
            self.fault(&at.join(key), "must be a text");
        }
        value.as_str().map(String::from)
    }

    /// One of several words, the first when it is not there.
    pub(super) fn word(&mut self, entry: &Object, at: &Pointer, key: &str, words: &[&'static str]) -> &'static str {
        let first = words.first().copied().unwrap_or_default();
        let Some(text) = self.text(entry, at, key) else { return first };
        words.iter().copied().find(|word| *word == text).unwrap_or_else(|| {
            self.fault(&at.join(key), &["must be one of: ", &words.join(", ")].concat());
            first
        })
    }

    pub(super) fn object(&mut self, json: &Json, at: &Pointer) -> Object {
        match json {
            Json::Object(object) => return object.clone(),
            // A section that is not there: the defaults hold.
            Json::Null if at.as_str().is_empty() => {}
            _ => self.fault(at, "must be an object"),
        }
        Object::default()
    }

    pub(super) fn fault(&mut self, at: &Pointer, what: &str) {
        self.faults.push(Fault { level: Level::Error, pointer: at.clone(), what: String::from(what) });
    }
}

/// Whether an address stays below the base: no other origin, no way up.
fn is_below_base(url: &str) -> bool {
    let is_absolute = url.starts_with('/') || url.contains("://") || url.starts_with('\\');
    let goes_up = url.split(['/', '?']).any(|segment| segment == "..");
    !url.is_empty() && !is_absolute && !goes_up
}
