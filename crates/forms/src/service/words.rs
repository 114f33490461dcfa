//! The `text` section of a service: sentences by language and key.

use crate::{Json, Lang, Map, Pointer, fault::Faults};

/// Members inside members are joined by a point down to this depth.
const DEPTH: usize = 16;

/// Sentences by key, for each language.
#[derive(Default)]
pub(crate) struct Words {
    id: Map<String, String>,
    en: Map<String, String>,
}

impl Words {
    /// Reads `{ "id": { key: sentence }, "en": … }`; keys may be nested objects too.
    pub(crate) fn read(json: Option<&Json>, faults: &mut Faults) -> Words {
        let mut words = Words::default();
        let at = Pointer::root().join("text");
        let Some(json) = json else {
            return words;
        };
        let Some(languages) = json.as_object() else {
            faults.error(&at, &["\"text\" is an object: keys and sentences by language"]);
            return words;
        };
        for (lang, sentences) in languages.iter() {
            let at = at.join(lang);
            let words = match lang {
                "id" => &mut words.id,
                "en" => &mut words.en,
                _ => {
                    faults.warning(&at, &["unknown language \"", lang, "\""]);
                    continue;
                }
            };
            Reader { words, faults }.collect(sentences, "", &at, 0);
        }
        words
    }

    /// The sentence in a language, else in Indonesian.
    pub(crate) fn get(&self, lang: Lang, key: &str) -> Option<&str> {
        let own = match lang {
            Lang::Id => None,
            Lang::En => self.en.get(key),
        };
        own.or_else(|| self.id.get(key)).map(String::as_str)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.id.contains_key(key) || self.en.contains_key(key)
    }
}

/// The sentences of one language while they are read.
struct Reader<'a> {
    words: &'a mut Map<String, String>,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn collect(&mut self, json: &Json, prefix: &str, at: &Pointer, depth: usize) {
        let Some(members) = json.as_object().filter(|_| depth < DEPTH) else {
            self.faults.error(at, &["sentences are texts by key"]);
            return;
        };
        for (name, value) in members.iter() {
            let key = if prefix.is_empty() { name.to_owned() } else { [prefix, ".", name].concat() };
            match value {
                Json::String(sentence) => {
                    self.words.insert(key, sentence.clone());
                }
                _ => self.collect(value, &key, &at.join(name), depth + 1),
            }
        }
    }
}
