//! The services that are shipped, whichever they are: valid for editors and for the engine, every question with words
//! in both languages, every sentence short, every list and look-up known to the backend.

use std::{collections::BTreeMap, fs, path::PathBuf};

use forms::{Control, Json, Kind, Lang, Native, Pointer, Schema, Service, Submission, Summary};

use super::{LANGS, short};

#[test]
fn every_service_is_read_without_a_remark() {
    let schema = schema("service.schema.json");
    for (place, json) in services() {
        assert!(schema.is_valid(&json, &host()), "{place}: {:?}", schema.validate(&json, &host()));
        let (service, faults) = Service::read(&json);
        assert!(faults.is_empty(), "{place}: {faults:?}");
        let service = service.expect("no faults, so there is a service");
        assert_eq!(place, [&service.id, "/", &service.version, ".json"].concat());
    }
    let config = json("config.json");
    let schema = self::schema("config.schema.json");
    assert!(schema.is_valid(&config, &host()), "{:?}", schema.validate(&config, &host()));
}

#[test]
fn what_an_editor_should_mark_is_marked() {
    let schema = schema("service.schema.json");
    let (_, json) = services().remove(0);
    let cases = [
        ("/id", r#""Usaha Mikro""#),
        ("/title", r#"{ "en": "Only English" }"#),
        ("/minutes", "0"),
        ("/delivery/fee", r#""gratis""#),
        ("/delivery/price", "0"),
        ("/uischema/elements/0/type", r#""Page""#),
        ("/uischema/elements/0/rule", r#"{ "effect": "SHOW" }"#),
        ("/outcome/next/0", "{}"),
        ("/backend/lookup/sptu/body/nik", r#""pemilik.nik""#),
        ("/backend/submit", r#"{ "method": "GETT", "url": "x" }"#),
        ("/surprise", "true"),
    ];
    for (place, value) in cases {
        let mut broken = json.clone();
        broken.set(&pointer(place), Json::parse(value).expect("JSON"));
        assert!(!schema.is_valid(&broken, &host()), "{place}");
    }
}

#[test]
fn the_index_says_what_the_services_say() {
    let (summaries, faults) = Summary::read_index(&json("services/index.json"));
    assert!(faults.is_empty(), "{faults:?}");
    assert!(!summaries.is_empty());
    for summary in summaries {
        let service = read(&[&summary.id, "/", &summary.version, ".json"].concat());
        assert_eq!(summary.title, service.title);
        assert_eq!(summary.summary, service.summary);
        assert_eq!(summary.minutes, service.minutes);
        assert_eq!((summary.fee, summary.time), (service.delivery.fee, service.delivery.time));
    }
}

#[test]
fn every_question_has_words_in_both_languages() {
    for (place, json) in services() {
        let text = |lang: Lang, key: &str| {
            let sentences = json.get("text").and_then(|text| text.get(lang.tag()));
            let found = sentences.and_then(|sentences| sentences.get(key)).and_then(Json::as_str);
            assert!(found.is_some_and(|text| !text.is_empty()), "{place}: {key} in {}", lang.tag());
        };
        for lang in LANGS {
            for (_, control) in read(&place).controls() {
                let key = |end: &str| [&control.key, ".", end].concat();
                text(lang, &key("label"));
                for choice in &control.choices {
                    text(lang, &choice.key);
                }
                // "Pilihan belum diisi" would be said of something that is chosen, not filled in.
                if is_chosen(&control) && control.key != "perubahan" {
                    text(lang, &key("error.required"));
                }
            }
            for key in keys_of_layout(json.get("uischema").expect("a UI schema")) {
                text(lang, &key);
            }
        }
    }
}

#[test]
fn no_sentence_is_long_and_none_is_left_over() {
    for (place, json) in services() {
        let service = read(&place);
        let mut known: Vec<String> = service.controls().iter().map(|(_, control)| control.key.clone()).collect();
        known.extend(keys_of_layout(json.get("uischema").expect("a UI schema")));
        let states = json.at(&pointer("/backend/lookup/sptu/states")).and_then(Json::as_object);
        known.extend(
            states
                .into_iter()
                .flat_map(|states| states.iter().filter_map(|(_, state)| state.get("text")?.as_str()))
                .map(String::from),
        );
        let text = json.get("text").expect("words");
        for lang in LANGS {
            let sentences = text.get(lang.tag()).and_then(Json::as_object).expect("words in each language");
            for (key, _) in sentences.iter() {
                let is_known = known.iter().any(|known| {
                    key == known || key.strip_prefix(known.as_str()).is_some_and(|rest| rest.starts_with('.'))
                });
                assert!(is_known, "{place}: nothing asks for {key}");
            }
        }
        sentences(&json, &mut |sentence| short(sentence));
    }
    sentences(&json("config.json"), &mut |sentence| short(sentence));
}

#[test]
fn every_list_and_look_up_is_known() {
    let config = json("config.json");
    for (place, json) in services() {
        let has = |section: &str, name: &str| {
            [&config, &json].iter().any(|json| json.at(&pointer("/backend").join(section).join(name)).is_some())
        };
        for (_, control) in read(&place).controls() {
            if let Some(from) = &control.from {
                assert!(has("options", from), "{place}: list {from}");
                assert!(matches!(control.kind, Kind::Autocomplete), "{place}: {}", control.key);
            }
            assert!(!matches!(control.kind, Kind::Unknown | Kind::Array), "{place}: {}", control.key);
        }
        let steps = json.at(&pointer("/uischema/elements")).and_then(Json::as_array);
        for step in steps.unwrap_or_default() {
            if let Some(name) = step.get("options").and_then(|options| options.get("lookup")?.as_str()) {
                assert!(has("lookup", name), "{place}: look-up {name}");
            }
        }
    }
}

#[test]
fn every_place_that_is_named_is_asked() {
    for (place, json) in services() {
        let service = read(&place);
        let controls = service.controls();
        let asks = |pointer: &Pointer| controls.iter().any(|(asked, _)| asked.contains(pointer));
        for item in service.outcome.dossier.iter().flat_map(|dossier| &dossier.items) {
            assert!(asks(&item.pointer), "{place}: dossier {}", item.pointer.as_str());
        }
        let lookups = json.at(&pointer("/backend/lookup")).and_then(Json::as_object);
        for (name, lookup) in lookups.into_iter().flat_map(|lookups| lookups.iter()) {
            let body = lookup.get("body").and_then(Json::as_object).expect("a look-up sends something");
            for (member, at) in body.iter() {
                let at = pointer(at.as_str().expect("a pointer"));
                assert!(asks(&at), "{place}: look-up {name} sends {member}");
            }
            let fill = lookup.get("fill").and_then(Json::as_object).expect("a look-up fills something in");
            for (at, _) in fill.iter() {
                assert!(asks(&pointer(at)), "{place}: look-up {name} fills {at}");
            }
        }
        assert!(service.pointer_of_format("phone-id").is_some(), "{place}: the status needs a phone number");
    }
}

/// The lists of the stand-in lead from one to the next, and the services take their values.
#[test]
fn what_the_register_holds_can_be_chosen() {
    let list = |text: &str| Json::parse(text).expect("JSON").get("items").cloned().expect("items");
    let markets = list(include_str!("../../../standin/data/markets.json"));
    let blocks = list(include_str!("../../../standin/data/blocks.json"));
    let units = list(include_str!("../../../standin/data/units.json"));
    let goods = list(include_str!("../../../standin/data/goods.json"));
    let register = Json::parse(include_str!("../../../standin/data/sptu.json")).expect("JSON");
    let holds = |list: &Json, value: &str, of: Option<(&str, &str)>| {
        list.as_array().into_iter().flatten().any(|item| {
            let is = |key: &str, want: &str| item.get(key).and_then(Json::as_str) == Some(want);
            is("value", value) && of.is_none_or(|(key, want)| is(key, want))
        })
    };
    let (place, _) =
        services().into_iter().find(|(_, json)| json.at(&pointer("/backend/lookup")).is_some()).expect("one");
    let service = read(&place);
    for record in register.get("sptu").and_then(Json::as_array).expect("a list") {
        let text = |key: &str| record.get(key).and_then(Json::as_str).expect(key);
        let (market, block) = (text("market"), text("block"));
        assert!(holds(&markets, market, None), "{market}");
        assert!(holds(&blocks, block, Some(("market", market))), "{block}");
        assert!(holds(&units, text("unit"), Some(("block", block))), "{block} {}", text("unit"));
        assert!(holds(&goods, text("goods"), None), "{}", text("goods"));
        let mut answers = Json::object();
        let members =
            [("nomor", "number"), ("pasar", "market"), ("blok", "block"), ("unit", "unit"), ("dagangan", "goods")];
        for (key, member) in members {
            answers.set(&pointer("/sptu").join(key), Json::from(text(member)));
        }
        answers.set(&pointer("/pemilik/nik"), Json::from(text("nik")));
        let submission = Submission { service: service.id.clone(), version: service.version.clone(), answers };
        for problem in submission.problems(&service, &host()) {
            assert_eq!(problem.keyword(), "required", "{}: {}", text("number"), problem.pointer.as_str());
        }
    }
}

#[test]
fn submissions() {
    let cases = Json::parse(include_str!("../../case/submission.json")).expect("JSON");
    let index = json("services/index.json");
    let (summaries, _) = Summary::read_index(&index);
    for case in cases.as_array().expect("a list of cases") {
        let name = case.get("case").and_then(Json::as_str).expect("a name");
        let id = case.get("service").and_then(Json::as_str).expect("a service");
        let summary = summaries.iter().find(|summary| summary.id == id).expect(id);
        let service = read(&[&summary.id, "/", &summary.version, ".json"].concat());
        let submission = Submission {
            service: service.id.clone(),
            version: service.version.clone(),
            answers: case.get("answers").expect("answers").clone(),
        };
        let mut problems: Vec<String> = submission
            .problems(&service, &host())
            .iter()
            .map(|problem| [problem.pointer.as_str(), " ", problem.keyword()].concat())
            .collect();
        problems.sort();
        let wanted = case.get("problems").and_then(Json::as_array).expect("problems");
        let wanted: Vec<&str> = wanted.iter().filter_map(Json::as_str).collect();
        assert_eq!(problems, wanted, "{name}");
    }
}

fn is_chosen(control: &Control) -> bool {
    matches!(
        control.kind,
        Kind::Choice | Kind::Select | Kind::Autocomplete | Kind::YesNo | Kind::Checkbox | Kind::MultiChoice
    )
}

/// The keys of steps, groups and labels.
fn keys_of_layout(element: &Json) -> Vec<String> {
    let mut keys = Vec::new();
    let kind = element.get("type").and_then(Json::as_str);
    if let Some(key) = element.get("i18n").and_then(Json::as_str) {
        let end = if kind == Some("Label") { ".text" } else { ".label" };
        keys.push([key, end].concat());
    }
    for child in element.get("elements").and_then(Json::as_array).unwrap_or_default() {
        keys.extend(keys_of_layout(child));
    }
    keys
}

/// Every text of a file that a citizen may read: strings under a language tag.
fn sentences(json: &Json, see: &mut impl FnMut(&str)) {
    match json {
        Json::Object(object) => {
            for (key, value) in object.iter().filter(|(key, _)| *key != "keywords") {
                match value {
                    Json::String(text) if key == "id" || key == "en" || key.contains('.') => see(text),
                    value => sentences(value, see),
                }
            }
        }
        Json::Array(list) => list.iter().for_each(|value| sentences(value, see)),
        _ => {}
    }
}

/// Each version of each service: its place below `services`, and the file.
fn services() -> Vec<(String, Json)> {
    let mut services = BTreeMap::new();
    for folder in fs::read_dir(public("services")).expect("there are services") {
        let folder = folder.expect("readable").path();
        for file in fs::read_dir(&folder).into_iter().flatten() {
            let file = file.expect("readable").path();
            let name = |path: &PathBuf| String::from(path.file_name().expect("a name").to_string_lossy());
            let place = [&name(&folder), "/", &name(&file)].concat();
            let json = json(&["services/", &place].concat());
            services.insert(place, json);
        }
    }
    assert!(services.len() >= 3);
    services.into_iter().collect()
}

fn read(place: &str) -> Service {
    let (service, _) = Service::read(&json(&["services/", place].concat()));
    service.expect(place)
}

fn schema(file: &str) -> Schema {
    Schema::compile(&json(file), &forms::Map::new()).expect("the schema is one")
}

fn json(file: &str) -> Json {
    let text = fs::read_to_string(public(file)).expect(file);
    Json::parse(&text).expect(file)
}

fn public(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public").join(file)
}

fn pointer(text: &str) -> Pointer {
    Pointer::parse(text).expect("a pointer")
}

fn host() -> Native {
    Native::new(7)
}
