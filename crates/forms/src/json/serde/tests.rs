use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Json, from_json, to_json};

#[test]
fn passes_through_another_library_unchanged() {
    for text in [
        "null",
        r#"{"z":1,"a":[true,false,null,"é\n"],"m":{"y":-2.5,"x":1000000}}"#,
        "9223372036854775807",
        "[0.1,12.25,1e300]",
        r#"{"nik":"0000","list":[{},[]]}"#,
    ] {
        let ours = Json::parse(text).unwrap();
        let theirs = serde_json::from_str::<Json>(text).unwrap();
        assert_eq!(theirs, ours, "{text}");
        let written = serde_json::to_string(&ours).unwrap();
        assert_eq!(Json::parse(&written), Ok(ours), "{text}");
    }
    assert!(serde_json::from_str::<Json>("[1,").is_err());
    let ordered = r#"{"z":1,"a":{"y":2.5,"b":null}}"#;
    assert_eq!(serde_json::from_str::<Json>(ordered).unwrap().to_text(), ordered);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stall {
    name: String,
    number: u32,
    wide_metres: f64,
    is_open: bool,
    kind: Kind,
    goods: Vec<String>,
    by_day: BTreeMap<String, i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    raw: Json,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Los,
    Kios,
    #[serde(other)]
    Other,
}

const STALL: &str = r#"{"name":"Kios 7","number":7,"wideMetres":2.5,"isOpen":true,"kind":"kios","goods":["ikan","sayur"],"byDay":{"senin":3},"raw":{"z":1234567890123456789012345.10,"a":[null]}}"#;

#[test]
fn what_derives_is_read_and_written_in_its_order() {
    let json = Json::parse(STALL).unwrap();
    let stall: Stall = from_json(&json).unwrap();
    assert_eq!((stall.number, stall.kind == Kind::Kios, stall.wide_metres), (7, true, 2.5));
    assert_eq!(to_json(&stall).unwrap().to_text(), STALL, "to the digit, also inside a part that stays JSON");
}

#[test]
fn what_is_missing_is_named_and_what_does_not_fit_is_refused() {
    let without = |name: &str| {
        let Json::Object(mut object) = Json::parse(STALL).unwrap() else { unreachable!() };
        object.remove(name);
        from_json::<Stall>(&Json::Object(object)).map(|stall| stall.note).map_err(|unfit| unfit.missing)
    };
    assert_eq!(without("goods"), Err(Some("goods")));
    assert_eq!(without("raw"), Err(Some("raw")));
    assert_eq!(without("note"), Ok(None));
    for (from, to) in [("7,", "-7,"), ("7,", "\"7\","), ("true", "1"), ("[\"ikan\"", "[1"), ("{\"senin\":3}", "[]")] {
        let text = STALL.replace(from, to);
        assert!(from_json::<Stall>(&Json::parse(&text).unwrap()).is_err(), "{text}");
    }
    let text = STALL.replace("kios\"", "lapak\"");
    assert_eq!(from_json::<Stall>(&Json::parse(&text).unwrap()).unwrap().kind, Kind::Other);
}
