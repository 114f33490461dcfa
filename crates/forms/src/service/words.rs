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
            match lang {
                "id" => collect(sentences, "", &at, 0, &mut words.id, faults),
                "en" => collect(sentences, "", &at, 0, &mut words.en, faults),
                _ => faults.warning(&at, &["unknown language \"", lang, "\""]),
            }
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

fn collect(
    json: &Json,
    prefix: &str,
    at: &Pointer,
    depth: usize,
    words: &mut Map<String, String>,
    faults: &mut Faults,
) {
    let Some(members) = json.as_object().filter(|_| depth < DEPTH) else {
        faults.error(at, &["sentences are texts by key"]);
        return;
    };
    for (name, value) in members.iter() {
        let key = if prefix.is_empty() { name.to_owned() } else { [prefix, ".", name].concat() };
        match value {
            Json::String(sentence) => {
                words.insert(key, sentence.clone());
            }
            _ => collect(value, &key, &at.join(name), depth + 1, words, faults),
        }
    }
}
