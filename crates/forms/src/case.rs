//! What the tests of the engine share: the cases in `case/`, and a world in which today is always the same day.

use std::{cell::RefCell, collections::BTreeMap, fs, path::PathBuf};

use crate::{Date, Host, Json, Pointer};

/// A host with real patterns and a fixed today: 24 November 2026.
#[derive(Default)]
pub(crate) struct World(RefCell<BTreeMap<String, Option<regress::Regex>>>);

impl Host for World {
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        let mut known = self.0.borrow_mut();
        let compile = || regress::Regex::with_flags(pattern, "u").ok();
        let regex = known.entry(pattern.to_owned()).or_insert_with(compile);
        regex.as_ref().map(|regex| regex.find(text).is_some())
    }

    fn today(&self) -> Date {
        Date::new(2026, 11, 24).unwrap()
    }
}

/// The case files of a folder in `case/`, by name.
pub(crate) fn files(folder: &str) -> Vec<(String, Json)> {
    let folder = root().join("case").join(folder);
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "no cases in {}", folder.display());
    let read = |path: &PathBuf| (path.display().to_string(), parse(path));
    paths.iter().map(read).collect()
}

/// A JSON file by its path inside this crate.
pub(crate) fn file(path: &str) -> Json {
    parse(&root().join(path))
}

/// The members of an object, or nothing.
pub(crate) fn members(json: Option<&Json>) -> Vec<(String, Json)> {
    let object = json.and_then(Json::as_object);
    let members = object.into_iter().flat_map(|object| object.iter());
    members.map(|(name, value)| (name.to_owned(), value.clone())).collect()
}

/// The items of a list, or nothing.
pub(crate) fn items(json: Option<&Json>) -> &[Json] {
    json.and_then(Json::as_array).unwrap_or_default()
}

/// The text of a member.
pub(crate) fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key).and_then(Json::as_str).unwrap_or_default()
}

/// A pointer that must be one.
pub(crate) fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn parse(path: &PathBuf) -> Json {
    let text = fs::read_to_string(path).unwrap();
    Json::parse(&text).unwrap_or_else(|error| panic!("{}: {error:?}", path.display()))
}
