use std::{rc::Rc, sync::Arc};

use forms::{Answers, Date, FieldId, Form, Host, Json, Lang, Service};

use super::{answer, fee, fill, front, handoff, masked, number, of, read_as, typed_number};

#[test]
fn values_stand_in_their_places() {
    for (sentence, values, want) in [
        ("Langkah {i} dari {n}", vec![("i", "2"), ("n", "4")], "Langkah 2 dari 4"),
        ("{a}{a}", vec![("a", "x")], "xx"),
        ("tanpa {nilai}.", vec![], "tanpa {nilai}."),
    ] {
        assert_eq!(fill(sentence, &values), want);
    }
}

#[test]
fn free_is_said_aloud_and_sums_have_dots() {
    assert_eq!(fee(front(Lang::Id), 0), "Gratis");
    assert_eq!(fee(front(Lang::Id), 50_000), "Rp50.000");
}

#[test]
fn a_number_is_read_in_groups_of_four() {
    assert_eq!(number("7H3K92QX"), "7H3K 92QX");
    assert_eq!(number(""), "");
    assert_eq!(number("IZIN-0001"), "IZIN-0001");
}

#[test]
fn a_number_is_read_as_it_was_shown_or_as_it_was_typed() {
    for (typed, want) in
        [("7H3K 92QX", "7H3K92QX"), (" 7h3k92qx ", "7H3K92QX"), ("IZIN-0001 ", "IZIN-0001"), ("a 1", "a 1")]
    {
        assert_eq!(typed_number(typed), want);
    }
}

#[test]
fn no_sentence_is_longer_than_14_words() {
    for lang in [Lang::Id, Lang::En] {
        let all = format!("{:?}{:?}{:?}", front(lang), of(lang), handoff(lang));
        for quoted in all.split('"').skip(1).step_by(2) {
            for sentence in quoted.split(['.', '?', '!', ':']) {
                let n_words = sentence.split_whitespace().count();
                assert!(n_words <= 14, "{n_words} words: {sentence}");
            }
        }
    }
}

/// The sentences of scripts lie here, too: both languages have the same, with the same places for values.
#[test]
fn the_sentences_of_scripts_are_there_in_both_languages() {
    for (name, text) in [
        ("kiosk", include_str!("kiosk.json")),
        ("offline", include_str!("offline.json")),
        ("oidc", include_str!("oidc.json")),
    ] {
        let words = Json::parse(text).expect("JSON");
        let sentences = |lang: &str| -> Vec<(String, String)> {
            let members = words.get(lang).and_then(Json::as_object).expect("a language");
            members.iter().map(|(key, words)| (key.into(), words.as_str().expect("a text").into())).collect()
        };
        let (id, en) = (sentences("id"), sentences("en"));
        assert!(id.len() > 2 && id.len() == en.len(), "{name}: {} and {}", id.len(), en.len());
        for ((key, id), (other, en)) in id.iter().zip(&en) {
            assert_eq!(key, other, "{name}");
            assert!(!id.is_empty() && !en.is_empty(), "{name}: {key}");
            assert_eq!(places(id), places(en), "{name}: {key}");
            for sentence in [id, en].iter().flat_map(|words| words.split(['.', '?', '!', ':'])) {
                let n_words = sentence.split_whitespace().count();
                assert!(n_words <= 14, "{name}: {n_words} words: {sentence}");
            }
        }
    }
}

/// The places for values in a sentence.
fn places(sentence: &str) -> Vec<&str> {
    let mut places: Vec<&str> = sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    places.sort_unstable();
    places
}

#[test]
fn only_the_end_of_a_masked_answer_is_shown() {
    for (text, want) in [
        ("6171 0517 0890 0001", "•••• •••• •••• 0001"),
        ("0812-5600-7890", "••••-••••-7890"),
        ("Siti", "Siti"),
        ("Siti A", "•iti A"),
        ("", ""),
    ] {
        assert_eq!(masked(text), want, "{text}");
    }
}

/// Answers on the last page, as the step shows them: a list of alternatives in a row by their titles, a chosen null by words.
#[test]
fn answers_are_said_as_on_their_step() {
    let json = r##"{ "id": "case", "version": "1", "title": "Case", "schema": { "type": "object", "$defs": { "hari": { "type": "string", "oneOf": [{ "const": "sn", "title": "Senin" }, { "const": "sl", "title": "Selasa" }] } }, "properties": {
        "kapan": { "enum": ["pagi", null] },
        "anggota": { "type": "array", "items": { "type": "object", "properties": {
            "pakai": { "type": "array", "uniqueItems": true, "items": { "$ref": "#/$defs/hari" } }, "satu": { "$ref": "#/$defs/hari" }, "atau": { "type": ["string", "null"], "oneOf": [{ "const": "sn", "title": "Senin" }, { "const": "sl", "title": "Selasa" }, { "type": "null" }] },
            "hari": { "type": "array", "uniqueItems": true, "items": { "oneOf": [{ "const": "sn", "title": "Senin" }, { "const": "sl", "title": "Selasa" }] } } } } },
        "jenis": { "type": "array", "items": { "oneOf": [{ "const": 1, "title": "Kios" }, { "const": 2, "title": "Los" }] } } } } }"##;
    let service = Arc::new(Service::read(&Json::parse(json).expect("JSON")).0.expect("a service"));
    let data = r#"{ "kapan": null, "anggota": [{ "atau": "sn", "pakai": ["sl"], "satu": "sn", "hari": ["sl", "sn"] }], "jenis": [2] }"#;
    let answers = Answers { data: Json::parse(data).expect("JSON"), ..Answers::default() };
    let form = Form::open(service.clone(), answers, Rc::new(World));
    let mut said = Vec::new();
    for step in &form.journey().steps {
        for id in step.fields() {
            let field = form.field(&id).expect("a field");
            said.push([id.as_str(), "=", &answer(&service, &field, Lang::Id).unwrap_or_default()].concat());
        }
    }
    assert_eq!(
        said,
        [
            "kapan=Tidak ada",
            "anggota=1",
            "anggota.r1.pakai=Selasa",
            "anggota.r1.satu=Senin",
            "anggota.r1.atau=Senin",
            "anggota.r1.hari=Selasa, Senin",
            "jenis=1",
            "jenis.r1=Los"
        ]
    );
}

#[test]
fn a_number_says_how_it_was_read_where_the_language_writes_it_otherwise() {
    let json = r#"{ "id": "case", "version": "1", "title": "Case", "schema": { "type": "object", "properties": { "luas": { "type": "number" } } } }"#;
    let service = Arc::new(Service::read(&Json::parse(json).expect("JSON")).0.expect("a service"));
    let mut form = Form::open(service, Answers::default(), Rc::new(World));
    let id = FieldId::new("luas");
    for (typed, want) in [("1.500", Some("Read as 1,500.")), ("1,5", Some("Read as 1.5.")), ("15", None), ("x", None)] {
        form.type_in(&id, typed);
        let field = form.field(&id).expect("a field");
        assert_eq!(read_as(&field, Lang::En).as_deref(), want, "{typed}");
        assert_eq!(read_as(&field, Lang::Id), None, "{typed}");
    }
}

struct World;

impl Host for World {
    fn matches(&self, _: &str, _: &str) -> Option<bool> {
        Some(true)
    }

    fn today(&self) -> Date {
        Date::parse("2026-11-24").expect("a date")
    }
}
