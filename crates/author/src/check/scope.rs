//! The scope that was probably meant by one that leads nowhere.

use forms::{Json, Lang, Pointer};

use crate::{
    check::{Line, near::near, schema},
    said::said,
};

/// Adds to the faults of scopes what they probably should have been.
pub fn meant(source: &Json, lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.place.ends_with("/scope")) {
        let written = Pointer::parse(&line.place).and_then(|place| source.at(&place)?.as_str().map(String::from));
        let Some(meant) = written.and_then(|written| nearest(source, &written)) else { continue };
        let (id, en) = (line.what.text(Lang::Id), line.what.text(Lang::En));
        line.what = said!("{id}; maksudnya \"{meant}\"?", "{en}; did you mean \"{meant}\"?");
    }
}

/// The scope with the nearest last name, whatever stands before it.
fn nearest(source: &Json, written: &str) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for node in schema::all(source).iter().filter(|node| node.at.as_str().starts_with("/schema")) {
        // A scope in a row begins at the row.
        let place = node.at.as_str().strip_prefix("/schema").unwrap_or_default();
        let place = place.rsplit_once("/items").map_or(place, |(_, inside)| inside);
        let is_property = place.split('/').skip(1).step_by(2).all(|keyword| keyword == "properties");
        if is_property && !place.is_empty() {
            all.push(format!("#{place}"));
        }
    }
    let last = |scope: &str| scope.rsplit('/').next().unwrap_or_default().trim_start_matches('#').to_owned();
    let names: Vec<String> = all.iter().map(|scope| last(scope)).collect();
    let name = near(&last(written), names.iter().map(String::as_str))?;
    let same: Vec<&String> = all.iter().filter(|scope| last(scope) == name).collect();
    near(written, same.iter().map(|scope| scope.as_str()))
        .map(String::from)
        .or_else(|| same.first().map(|scope| (*scope).clone()))
}
