//! What is said of a pattern: its shortest text that takes for ever, or nothing.

use forms::{Json, Lang, Pattern, Pointer};

use super::{MAX_TEXT, check, find, judge};

#[test]
fn dangerous_patterns_are_shown_with_a_text() {
    for (pattern, again, is_exponential) in [
        ("^([A-Za-z]+ ?)+$", "a", true),
        ("^(a|a)*$", "aa", true),
        ("^(a|b|ab)*$", "aba", true),
        ("^(a*)*$", "a", true),
        ("^(\\w+\\s?)*$", "a", true),
        ("^(([a-z])+.)+[A-Z]([a-z])+$", "aa", true),
        ("^[0-9]{3}(a+)+$", "a", true),
        ("^(?=(a+)+b)", "a", true),
        ("^([a-z]{1,40} ?){1,20}$", "a", true),
        ("a*a*a*b", "a", false),
        ("^\\s*\\s*\\s*\\s*x$", " ", false),
    ] {
        let danger =
            find(Pattern::read(pattern).shape().unwrap(), MAX_TEXT).unwrap_or_else(|| panic!("{pattern} passes"));
        assert!(danger.text.contains(&again.repeat(4)), "{pattern}: {}", danger.text);
        assert_eq!(danger.is_exponential, is_exponential, "{pattern}: {}", danger.text);
    }
}

#[test]
fn others_pass() {
    for (pattern, max) in [
        ("^([A-Za-z]+ ?)+", MAX_TEXT),
        ("^([A-Za-z]+ ?)+$", 12),
        ("^[A-Za-z]+( [A-Za-z]+)*$", MAX_TEXT),
        ("^[a-z0-9]+(-[a-z0-9]+)*$", MAX_TEXT),
        ("^(/([^~/]|~[01])*)*$", MAX_TEXT),
        ("^([0-9a-f]{2}){16,}$", MAX_TEXT),
        ("^[0-9A-Za-z][0-9A-Za-z./ -]{2,39}$", MAX_TEXT),
        ("^(https://[^?#]+|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])([:/][^?#]*)?)$", MAX_TEXT),
        ("^\\p{L}[\\p{L}\\p{M} '.-]{0,99}$", MAX_TEXT),
        ("(^| )openid( |$)", MAX_TEXT),
        ("^.+@.+$", MAX_TEXT),
        ("a*b", MAX_TEXT),
    ] {
        let danger = find(Pattern::read(pattern).shape().unwrap(), max);
        assert!(danger.is_none(), "{pattern}: {}", danger.map(|danger| danger.text).unwrap_or_default());
    }
}

#[test]
fn every_place_of_a_service_is_looked_at() {
    let evil = "^(a+)+$";
    let source = format!(
        r#"{{"schema":{{"properties":{{"pattern":{{"pattern":"{evil}"}},"b":{{"enum":[{{"pattern":"{evil}"}}],"maxLength":9,"pattern":"{evil}"}}}},
        "patternProperties":{{"{evil}":true}},"allOf":[{{"pattern":"("}},{{"pattern":"(?i:a)"}},{{"pattern":"(a)\\1"}}]}},
        "uischema":{{"rule":{{"condition":{{"schema":{{"pattern":"{evil}"}}}}}}}}}}"#
    );
    let mut lines = Vec::new();
    check(&Json::parse(&source).unwrap(), &mut lines);
    let found: Vec<(&str, bool)> = lines.iter().map(|line| (line.place.as_str(), line.is_error)).collect();
    assert_eq!(
        found,
        [
            ("/schema/patternProperties/^(a+)+$", true),
            ("/schema/properties/pattern/pattern", true),
            ("/schema/allOf/0/pattern", true),
            ("/schema/allOf/1/pattern", true),
            ("/schema/allOf/2/pattern", false),
            ("/uischema/rule/condition/schema/pattern", true),
        ]
    );
}

/// What other languages write (PCRE, Python, .NET, POSIX), and slips.
#[test]
fn why_it_is_none_is_said() {
    let cases = Json::parse(include_str!("../../../case/syntax/pattern.json")).unwrap();
    for case in cases.as_array().unwrap() {
        let text = |key: &str| case.get(key).and_then(Json::as_str).unwrap();
        let line = judge(text("pattern"), MAX_TEXT, &Pointer::root()).unwrap();
        assert!(line.is_error && line.what.text(Lang::Id).contains(text("says")), "{}: {line:?}", text("pattern"));
        assert_ne!(line.what.text(Lang::Id), line.what.text(Lang::En));
    }
}

#[test]
fn slashes_are_no_part_of_a_pattern() {
    for pattern in ["/^[0-9]+$/", "/^a$/i"] {
        assert!(!judge(pattern, MAX_TEXT, &Pointer::root()).unwrap().is_error, "{pattern}");
    }
    assert_eq!(judge("^/[a-z]+/$", MAX_TEXT, &Pointer::root()), None);
}
