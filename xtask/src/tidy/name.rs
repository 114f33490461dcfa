//! One name, one thing: no crate has two public types of one name.

use std::collections::BTreeMap;

use crate::tidy::{Fault, source::Source};

const KINDS: [&str; 4] = ["struct", "enum", "trait", "type"];
/// Each page has its own, named with the page: `service::Props`.
const SHARED: [&str; 1] = ["Props"];

pub fn check(sources: &[Source]) -> Vec<Fault> {
    let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for source in sources {
        let of = source.path.split("src/").next().unwrap_or_default();
        for part in source.tokens.windows(3) {
            let [public, kind, name] = part else { continue };
            let is_type = public.text == "pub" && KINDS.contains(&kind.text.as_str());
            if !is_type || SHARED.contains(&name.text.as_str()) {
                continue;
            }
            match first.get(&(of, name.text.as_str())) {
                Some(path) => faults.push(Fault {
                    path: source.path.clone(),
                    line: name.line,
                    what: format!("{path} has a public type of the name {}, too.", name.text),
                }),
                None => drop(first.insert((of, &name.text), &source.path)),
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests;
