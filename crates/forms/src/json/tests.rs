use super::{Json, Object};
use crate::Pointer;

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn place(text: &str) -> Pointer {
    Pointer::parse(text).expect("a pointer")
}

#[test]
fn writes_what_it_read() {
    for text in [
        "null",
        "true",
        "false",
        "0",
        "-1.50",
        "\"\"",
        "[]",
        "{}",
        "[1,[2,{}],\"x\"]",
        r#"{"b":1,"a":{"z":null,"y":[true]}}"#,
        r#""\"\\\n\r\t\u0000\u001f é 日 😀""#,
        r#"{"m1":1,"m2":1,"m3":1,"m4":1,"m5":1,"m6":1,"m7":1,"m8":1,"m9":1,"ma":1,"mb":1,"mc":1,"md":1,"a":2}"#,
    ] {
        assert_eq!(json(text).to_text(), text);
    }
    assert_eq!(json(" [ 1 , 2 ] ").to_text(), "[1,2]");
    assert_eq!(json(r#""\u00e9\ud83d\ude00\/\b\f""#).to_text(), "\"é😀/\\u0008\\u000c\"");
    assert_eq!(json(r#"{"a":1,"b":2,"a":3}"#).to_text(), r#"{"a":3,"b":2}"#);
}

#[test]
fn says_where_a_text_is_no_json() {
    for (text, offset) in [
        ("", 0),
        ("[1,", 3),
        ("{\"a\" 1}", 5),
        ("[1 2]", 3),
        ("nul", 0),
        ("\"a\nb\"", 2),
        ("\"\\x\"", 2),
        ("[1]]", 3),
        ("{a:1}", 1),
        ("[,]", 1),
        ("\"\\ud800\"", 7),
        ("\"\\udc00\"", 7),
        ("01", 0),
        ("\"open", 5),
        ("{\"a\":1,}", 7),
    ] {
        assert_eq!(Json::parse(text).map_err(|error| error.offset), Err(offset), "{text}");
    }
    let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
    assert!(Json::parse(&deep(128)).is_ok());
    assert!(Json::parse(&deep(129)).is_err());
    assert!(Json::parse(&"{\"a\":".repeat(1_000_000)).is_err());
}

#[test]
fn equals_as_json_schema_does() {
    assert_eq!(json(r#"{"a":1,"b":[2]}"#), json(r#"{"b":[2.0],"a":1.0}"#));
    for (a, b) in [
        ("1", "true"),
        ("0", "false"),
        ("[1,2]", "[2,1]"),
        ("{\"a\":1}", "{\"a\":1,\"b\":1}"),
        ("\"1\"", "1"),
        ("null", "false"),
    ] {
        assert_ne!(json(a), json(b));
    }
}

#[test]
fn reaches_sets_and_removes_places() {
    let mut value = json(r#"{"a":{"b":[10,20]},"c/d":1}"#);
    assert_eq!(value.at(&place("/a/b/1")).and_then(Json::as_i64), Some(20));
    assert_eq!(value.at(&place("/c~1d")).and_then(Json::as_i64), Some(1));
    for missing in ["/a/b/2", "/a/b/01", "/a/b/-", "/x", "/c~1d/y"] {
        assert_eq!(value.at(&place(missing)), None, "{missing}");
    }
    value.set(&place("/a/b/2"), 30.into());
    value.set(&place("/a/b/9"), 90.into());
    value.set(&place("/new/deep"), "x".into());
    value.set(&place("/rows/0/name"), "y".into());
    value.set(&place("/c~1d/over"), true.into());
    assert_eq!(
        value.to_text(),
        r#"{"a":{"b":[10,20,30]},"c/d":{"over":true},"new":{"deep":"x"},"rows":[{"name":"y"}]}"#
    );
    assert_eq!(value.remove(&place("/a/b/0")), Some(10.into()));
    assert_eq!(value.remove(&place("/new/deep")), Some("x".into()));
    assert_eq!(value.remove(&place("/new/deep")), None);
    assert_eq!(value.remove(&place("/a/b/7")), None);
    assert_eq!(value.to_text(), r#"{"a":{"b":[20,30]},"c/d":{"over":true},"new":{},"rows":[{"name":"y"}]}"#);
    let whole = value.clone();
    assert_eq!(value.remove(&Pointer::root()), Some(whole));
    assert_eq!(value, Json::Null);
}

#[test]
fn finds_members_of_large_objects() {
    let mut value = Json::object();
    for i in 0..300 {
        value.set(&Pointer::root().join(&((i * 7919) % 300).to_string()), i.into());
    }
    let Json::Object(members) = &mut value else { panic!("an object") };
    assert_eq!(members.len(), 300);
    for i in (0..300).step_by(3) {
        assert_eq!(members.remove(&((i * 7919) % 300).to_string()), Some(i.into()));
    }
    for i in 0..300i64 {
        let want = if i % 3 == 0 { None } else { Some(Json::from(i)) };
        assert_eq!(members.get(&((i * 7919) % 300).to_string()), want.as_ref());
    }
    let again = Json::parse(&value.to_text());
    assert_eq!(again.as_ref(), Ok(&value));
    assert_eq!(again.map(|again| again.to_text()), Ok(value.to_text()));
}

/// Members that are put and taken away in any order are found as in a plain list, also when there are many.
#[test]
fn members_come_and_go() {
    let mut object = Object::default();
    let mut plain: Vec<(String, Json)> = Vec::new();
    let mut seed = 7_u64;
    for _ in 0..4000 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let key = format!("k{}", (seed >> 33) % 60);
        let at = plain.iter().position(|(other, _)| *other == key);
        if seed & (1 << 50) == 0 {
            let taken = at.map(|at| plain.remove(at).1);
            assert_eq!(object.remove(&key), taken);
        } else {
            let value = Json::from(plain.len() as i64);
            match at {
                Some(at) => plain[at].1 = value.clone(),
                None => plain.push((key.clone(), value.clone())),
            }
            object.insert(&key, value);
        }
        assert!(object.iter().eq(plain.iter().map(|(key, value)| (key.as_str(), value))));
        for n in 0..60 {
            let key = format!("k{n}");
            let known = plain.iter().find(|(other, _)| *other == key).map(|(_, value)| value);
            assert_eq!(object.get(&key), known);
        }
    }
}

#[test]
fn an_object_becomes_a_value_with_its_members() {
    let mut members = crate::Object::default();
    members.insert("a", 1.into());
    assert_eq!(Json::from(members).to_text(), r#"{"a":1}"#);
}
