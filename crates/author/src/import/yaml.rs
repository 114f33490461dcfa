//! YAML as JSON, event by event: anchors, merge keys, keys that are numbers, numbers to their last digit. What YAML can say and
//! JSON cannot is told; a document that grows without end, or lies in itself, is refused.

use forms::{Json, Object};
use yaml_rust2::{
    Event, Yaml,
    parser::{Parser, Tag},
    scanner::TScalarStyle,
};

use super::note::{Bucket, Notes};
use crate::said::{Said, said};

/// Deeper is no document that anybody wrote.
const DEEPEST: usize = 100;
/// Aliases of aliases make much of little: so many values a document may have.
const MOST: usize = 400_000;
/// Words that are a yes or a no for YAML 1.1, and texts for YAML 1.2 and so for OpenAPI.
const OLD_WORDS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];

/// Reads the first document of a text.
pub fn read(text: &str, notes: &mut Notes) -> Result<Json, Said> {
    let mut reader = Reader { notes, anchors: Vec::new(), open: Vec::new(), n_values: 0, done: None };
    let mut parser = Parser::new_from_str(text);
    let mut n_documents = 0;
    loop {
        let (event, mark) = parser.next_token().map_err(|error| broken(&error.to_string()))?;
        match event {
            Event::StreamEnd => break,
            Event::DocumentStart => n_documents += 1,
            _ if n_documents > 1 => {}
            event => reader.event(event).map_err(|what| at_line(&what, mark.line()))?,
        }
    }
    if n_documents > 1 {
        let n = n_documents - 1;
        let said = said!(
            "berkas ini berisi {n} dokumen lagi setelah yang pertama; hanya yang pertama dibaca.",
            "the file holds {n} more documents after the first; only the first is read."
        );
        reader.notes.add(Bucket::Unsupported, "yaml", said);
    }
    Ok(reader.done.unwrap_or_default())
}

fn broken(error: &str) -> Said {
    said!("Ini bukan JSON dan bukan YAML: {error}.", "This is neither JSON nor YAML: {error}.")
}

fn at_line(what: &Said, line: usize) -> Said {
    let (id, en) = (what.text(forms::Lang::Id), what.text(forms::Lang::En));
    said!("YAML baris {line}: {id}", "YAML line {line}: {en}")
}

fn too_deep() -> Said {
    said!("bersarang terlalu dalam.", "it is nested too deeply.")
}

fn depth(json: &Json) -> usize {
    let deepest = match json {
        Json::Array(items) => items.iter().map(depth).max(),
        Json::Object(members) => members.iter().map(|(_, value)| depth(value)).max(),
        _ => return 0,
    };
    1 + deepest.unwrap_or(0)
}

struct Reader<'a> {
    notes: &'a mut Notes,
    /// What each anchor names, with the number of its values.
    anchors: Vec<(usize, Json, usize)>,
    open: Vec<Open>,
    n_values: usize,
    done: Option<Json>,
}

/// A list or a mapping that is not finished.
struct Open {
    anchor: usize,
    /// How many values there were before.
    before: usize,
    holds: Holds,
}

enum Holds {
    List(Vec<Json>),
    /// Members, those that were merged in, and the key whose value comes next.
    Mapping(Object, Vec<Json>, Option<String>),
}

impl Reader<'_> {
    fn event(&mut self, event: Event) -> Result<(), Said> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_key = matches!(self.open.last(), Some(Open { holds: Holds::Mapping(_, _, None), .. }));
                let value = if is_key { Json::from(text) } else { self.scalar(&text, style, tag.as_ref()) };
                self.finish(value, anchor, self.n_values)
            }
            Event::SequenceStart(anchor, _) => self.begin(anchor, Holds::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.begin(anchor, Holds::Mapping(Object::default(), Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(Open { anchor, before, holds }) = self.open.pop() else { return Ok(()) };
                let value = match holds {
                    Holds::List(items) => Json::Array(items),
                    Holds::Mapping(members, merged, _) => Json::Object(with_merged(members, &merged)),
                };
                self.finish(value, anchor, before)
            }
            Event::Alias(anchor) => {
                let known = self.anchors.iter().rev().find(|(known, ..)| *known == anchor);
                let Some((value, size)) = known.map(|(_, value, size)| (value.clone(), *size)) else {
                    return Err(said!(
                        "sebuah alias menunjuk ke dirinya sendiri.",
                        "an alias names something that it lies in itself."
                    ));
                };
                self.n_values += size;
                if self.open.len() + depth(&value) > DEEPEST {
                    return Err(too_deep());
                }
                self.finish(value, 0, self.n_values)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, holds: Holds) -> Result<(), Said> {
        if matches!(self.open.last(), Some(Open { holds: Holds::Mapping(_, _, None), .. })) {
            return Err(said!(
                "sebuah kunci adalah daftar atau pemetaan; JSON tidak mengenalnya.",
                "a key is a list or a mapping, which JSON does not know."
            ));
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep());
        }
        self.open.push(Open { anchor, before: self.n_values, holds });
        Ok(())
    }

    /// Puts a finished value where it belongs.
    fn finish(&mut self, value: Json, anchor: usize, before: usize) -> Result<(), Said> {
        self.n_values += 1;
        if self.n_values > MOST {
            return Err(said!("dokumen ini terlalu besar.", "the document is too large."));
        }
        if anchor > 0 {
            self.anchors.push((anchor, value.clone(), self.n_values.saturating_sub(before)));
        }
        let mut again = None;
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.done = self.done.take().or(Some(value)),
            Some(Holds::List(items)) => items.push(value),
            Some(Holds::Mapping(members, merged, key)) => match key.take() {
                None => *key = Some(value.as_str().map_or_else(|| value.to_text(), String::from)),
                Some(name) if name == "<<" => merged.push(value),
                Some(name) => again = members.insert(&name, value).map(|_| name),
            },
        }
        if let Some(name) = again {
            let said = said!(
                "kunci “{name}” ada dua kali di satu tempat; yang terakhir dipakai.",
                "the key “{name}” stands twice in one place; the last one counts."
            );
            self.notes.add(Bucket::Assumed, "yaml", said);
        }
        Ok(())
    }

    /// A value as the core schema of YAML 1.2 has it.
    fn scalar(&mut self, text: &str, style: TScalarStyle, tag: Option<&Tag>) -> Json {
        if style != TScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str") {
            return Json::from(text);
        }
        if OLD_WORDS.contains(&text.to_ascii_lowercase().as_str()) {
            let said = said!(
                "“{text}” tanpa tanda kutip dibaca sebagai teks (YAML 1.2), bukan ya atau tidak (YAML 1.1).",
                "“{text}” without quotes is read as a text (YAML 1.2), not as a yes or no (YAML 1.1)."
            );
            self.notes.add(Bucket::Assumed, "yaml", said);
        }
        if is_old_octal(text) {
            let said = said!(
                "{text} tanpa tanda kutip dibaca sebagai angka, nol di depannya hilang; kalau maksudnya teks, beri tanda kutip.",
                "{text} without quotes is read as a number, and its zero in front is lost; quote it where a text is meant."
            );
            self.notes.add(Bucket::Assumed, "yaml", said);
        }
        let is_decimal = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-');
        // With all its digits, where JSON writes numbers the same way.
        if is_decimal(text)
            && let Ok(number @ Json::Number(_)) = Json::parse(text)
        {
            return number;
        }
        match Yaml::from_str(text) {
            Yaml::Boolean(value) => Json::from(value),
            Yaml::Integer(value) => Json::from(value),
            Yaml::Real(_) => Json::parse(text.trim_start_matches('+')).unwrap_or_else(|_| Json::from(text)),
            Yaml::Null => Json::Null,
            _ => Json::from(text),
        }
    }
}

/// A number that begins with a zero: of base 8 in YAML 1.1, of base 10 in YAML 1.2, and often a code that is no number.
fn is_old_octal(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A mapping with what its `<<` brings: its own members win, then the earlier ones.
fn with_merged(mut members: Object, merged: &[Json]) -> Object {
    let sources = merged.iter().flat_map(|source| match source {
        Json::Array(list) => list.iter().collect(),
        other => vec![other],
    });
    for (name, value) in sources.filter_map(Json::as_object).flat_map(|source| source.iter()) {
        if members.get(name).is_none() {
            members.insert(name, value.clone());
        }
    }
    members
}
