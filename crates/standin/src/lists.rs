//! The lists of the office and the SPTU register, from `data`.

use forms::{Date, Json, Lang, Pointer, Text};

use crate::{Clock, office::embedded};

/// All lists, by name.
pub(crate) struct Lists {
    lists: Vec<(&'static str, Json)>,
    register: Vec<Json>,
}

const SOURCES: [(&str, &str); 6] = [
    ("markets", include_str!("../data/markets.json")),
    ("blocks", include_str!("../data/blocks.json")),
    ("units", include_str!("../data/units.json")),
    ("goods", include_str!("../data/goods.json")),
    ("kelurahan", include_str!("../data/kelurahan.json")),
    ("kbli", include_str!("../data/kbli.json")),
];

impl Lists {
    /// Reads the data files.
    pub(crate) fn read() -> Result<Lists, String> {
        let lists = SOURCES.iter().map(|(name, text)| Ok((*name, embedded(text)?)));
        let register = embedded(include_str!("../data/sptu.json"))?;
        Ok(Lists {
            lists: lists.collect::<Result<_, String>>()?,
            register: register.get("sptu").and_then(Json::as_array).ok_or("data/sptu.json has a wrong shape")?.to_vec(),
        })
    }

    /// A list, with only those items whose members have the values that `filter` names (or lack them).
    pub(crate) fn list(&self, name: &str, filter: &[(String, String)]) -> Option<Json> {
        let (_, list) = self.lists.iter().find(|(known, _)| *known == name)?;
        let mut list = list.clone();
        let items = items(&list).iter().filter(|item| filter.iter().all(|(key, want)| fits(item, key, want)));
        let items = Json::Array(items.cloned().collect());
        list.set(&Pointer::root().join("items"), items);
        Some(list)
    }

    /// The words for a value of a list.
    pub(crate) fn words(&self, name: &str, value: &Json) -> Option<String> {
        let (_, list) = self.lists.iter().find(|(known, _)| *known == name)?;
        let item = items(list).iter().find(|item| item.get("value") == Some(value))?;
        Some(String::from(Text::read(item.get("label")?)?.get(Lang::Id)))
    }

    /// The record of an SPTU, when number and NIK belong together: all it holds but the NIK, with its `status`.
    pub(crate) fn sptu(&self, number: &str, nik: &str, clock: &Clock) -> Option<Json> {
        let fits = |record: &&Json| {
            text(record, "number").is_some_and(|known| plain(known) == plain(number))
                && text(record, "nik") == Some(nik)
        };
        let mut record = self.register.iter().find(fits)?.clone();
        let today = clock.today();
        let days = record.get("days").and_then(Json::as_i64).map(|days| Date::from_days(today.days() + days));
        let until = days.or_else(|| Date::parse(text(&record, "until")?))?;
        let in_arrears = record.get("arrears").and_then(Json::as_i64).unwrap_or_default() > 0;
        let status = match (in_arrears, until < today) {
            (true, _) => "arrears",
            (false, true) => "expired",
            (false, false) => "valid",
        };
        for private in ["nik", "days"] {
            record.remove(&Pointer::root().join(private));
        }
        record.set(&Pointer::root().join("until"), Json::String(until.to_text()));
        record.set(&Pointer::root().join("status"), Json::String(String::from(status)));
        Some(record)
    }
}

fn items(list: &Json) -> &[Json] {
    list.get("items").and_then(Json::as_array).unwrap_or_default()
}

fn fits(item: &Json, key: &str, want: &str) -> bool {
    item.get(key).is_none_or(|value| value.as_str() == Some(want))
}

fn text<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    json.get(key)?.as_str()
}

/// A number without spaces and marks, since people copy it from paper.
fn plain(number: &str) -> String {
    let characters = number.chars().filter(char::is_ascii_alphanumeric);
    characters.map(|character| character.to_ascii_uppercase()).collect()
}
