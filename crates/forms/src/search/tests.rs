//! Everyday queries over the real lists: the entry that is meant stands where a citizen sees it.

use crate::{Json, Lang, Text};

use super::{Entry, Index, fold, stem};

const KBLI: &str = include_str!("../../../standin/data/kbli.json");
const PLACES: &str = include_str!("../../../standin/data/kelurahan.json");
const SERVICES: &str = include_str!("../../../../public/services/index.json");

#[test]
fn kinds_of_business_are_among_the_first_three() {
    let list = entries(KBLI, "items", "label", |item| Some(String::from(item.get("value")?.get("code")?.as_str()?)));
    check(&list, include_str!("../../case/search/kbli.json"), 40, 3);
}

#[test]
fn services_come_first() {
    let list = entries(SERVICES, "services", "title", |item| Some(String::from(item.get("id")?.as_str()?)));
    check(&list, include_str!("../../case/search/service.json"), 20, 1);
}

#[test]
fn places_come_first_however_they_are_written() {
    let list = entries(PLACES, "items", "label", |item| Some(String::from(item.get("value")?.as_str()?)));
    check(&list, include_str!("../../case/search/kelurahan.json"), 10, 1);
}

#[test]
fn nothing_is_found_for_nothing() {
    let entry = |label, keywords| Entry { label, keywords };
    let index = Index::new([entry("Beras", "padi"), entry("Buah", "jeruk")].into_iter());
    for query in ["", "  ", "?!", "xyzzy", "123"] {
        assert_eq!(index.find(query, 5), Vec::<usize>::new(), "{query}");
    }
    assert_eq!(index.find("b", 5), Vec::<usize>::new(), "one letter is no word yet");
    assert_eq!(index.find("bera", 5), [0]);
    assert_eq!(index.find("BUÀH.", 5), [1]);
    assert_eq!(index.find("beras jeruk", 1).len(), 1, "no more than asked");
}

#[test]
fn folding() {
    for (text, want) in [
        ("  Jual   BAJU!! ", "jual baju"),
        ("Nur'aini", "nuraini"),
        ("buah-buahan", "buah buahan"),
        ("Café au lait", "cafe au lait"),
        ("鱼 Fish", "鱼 fish"),
        ("", ""),
    ] {
        assert_eq!(fold(text), want);
        assert_eq!(fold(want), want, "folding twice is folding once");
    }
}

#[test]
fn affixes_and_dialect() {
    for word in ["jual", "jualan", "berjualan", "bejual", "penjual", "jualannya", "dijual", "menjual"] {
        assert_eq!(stem::stem(word), "jual", "{word}");
    }
    for (word, other) in [("warong", "warung"), ("telor", "telur"), ("foto", "photo"), ("tjap", "cap")] {
        assert_eq!(stem::sound(word) == stem::sound(other), word != "foto", "{word}");
    }
}

struct List {
    keys: Vec<String>,
    index: Index,
}

fn entries(json: &str, list: &str, label: &str, key: impl Fn(&Json) -> Option<String>) -> List {
    let json = Json::parse(json).expect("the list is JSON");
    let items = json.get(list).and_then(Json::as_array).expect("there is a list");
    let text = |item: &Json, key: &str| {
        let text = item.get(key).and_then(Text::read).unwrap_or_default();
        [text.get(Lang::Id), " ", text.get(Lang::En)].concat()
    };
    let words: Vec<(String, String)> = items
        .iter()
        .map(|item| {
            let label = item.get(label).and_then(Text::read).expect("each entry has a label");
            let keywords = [&text(item, "keywords"), " ", label.get(Lang::En)].concat();
            (String::from(label.get(Lang::Id)), keywords)
        })
        .collect();
    List {
        keys: items.iter().map(|item| key(item).expect("each entry has a key")).collect(),
        index: Index::new(words.iter().map(|(label, keywords)| Entry { label, keywords })),
    }
}

fn check(list: &List, cases: &str, n_cases: usize, first: usize) {
    let cases = Json::parse(cases).expect("the cases are JSON");
    let cases = cases.as_array().expect("the cases are a list");
    assert!(cases.len() >= n_cases);
    let mut wrong = Vec::new();
    for case in cases {
        let text = |key: &str| case.get(key).and_then(Json::as_str).expect("query and want");
        let found = list.index.find(text("query"), first);
        let found: Vec<&str> = found.iter().map(|position| list.keys[*position].as_str()).collect();
        if !found.contains(&text("want")) {
            wrong.push(format!("{}: {:?} instead of {}", text("query"), found, text("want")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
