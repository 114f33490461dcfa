//! Flags in any order, and the language of a locale.

use forms::Lang;

use super::{Call, asked, locale};

fn call(line: &str) -> Result<Call, String> {
    Call::read(line.split(' ').map(Into::into)).map_err(|said| String::from(said.text(Lang::En)))
}

#[test]
fn flags_come_in_any_order() {
    let want = call("import api.yaml --operation createPermit --base https://a.example --lang en").unwrap();
    assert_eq!((want.command.as_str(), want.words.as_slice()), ("import", [String::from("api.yaml")].as_slice()));
    assert_eq!((want.value("operation"), want.value("base")), (Some("createPermit"), Some("https://a.example")));
    for line in [
        "--lang en import --operation createPermit --base https://a.example api.yaml",
        "--operation=createPermit import --lang=en api.yaml --base=https://a.example",
    ] {
        let got = call(line).unwrap();
        assert_eq!(
            (got.lang, got.value("base"), got.value("operation")),
            (want.lang, want.value("base"), want.value("operation"))
        );
        assert_eq!((got.command, got.words), (want.command.clone(), want.words.clone()), "{line}");
    }
    assert!(call("check a.json --live --origin https://a.example --config c.json").unwrap().is_live);
}

#[test]
fn what_no_command_takes_is_told() {
    for (line, want) in [
        ("import a --operaton b", "There is no flag --operaton; did you mean --operation?"),
        ("check a --operation b", "`loket check` has no flag --operation."),
        ("publish a b --live", "`loket publish` has no flag --live."),
        ("import a --operation", "--operation needs a value."),
        ("check a --lang de", "--lang is id or en."),
        ("check -x", "There is no flag -x."),
        ("check a --live=yes", "--live takes no value."),
    ] {
        assert_eq!(call(line).unwrap_err(), want, "{line}");
    }
}

/// POSIX.1-2017, 8.2: `LC_ALL` goes before `LC_MESSAGES`, that before `LANG`.
#[test]
fn the_locale_chooses_the_language() {
    for (all, messages, lang, want) in [
        ("", "", "", Lang::Id),
        ("", "", "id_ID.UTF-8", Lang::Id),
        ("", "", "en_GB.UTF-8", Lang::En),
        ("", "id_ID", "en_US", Lang::Id),
        ("en_US.UTF-8", "id_ID", "id_ID", Lang::En),
        ("C", "", "en_US", Lang::Id),
    ] {
        let variable = |name: &str| {
            let value = match name {
                "LC_ALL" => all,
                "LC_MESSAGES" => messages,
                _ => lang,
            };
            Some(String::from(value))
        };
        assert_eq!(locale(variable), want, "{all} {messages} {lang}");
    }
}

#[test]
fn a_call_that_no_command_takes_says_why() {
    for (line, want) in [
        ("chekc a.json", "There is no command `chekc`; did you mean `check`?"),
        ("terbitkan a.json", "There is no command `terbitkan`."),
        ("validate a.json", "Usage: loket validate SCHEMA-or-SERVICE ANSWERS.json"),
        ("import a.yaml", "Usage: loket import OPENAPI --operation ID"),
        ("--lang id", "The command is missing."),
    ] {
        assert_eq!(call(line).unwrap().unfitting().text(Lang::En), want, "{line}");
    }
}

#[test]
fn a_wrong_call_is_told_in_the_language_that_it_asks_for() {
    for (line, want) in [
        ("import --opration a --lang en", Some(Lang::En)),
        ("--lang=id check -x", Some(Lang::Id)),
        ("check --lang id --lang en", Some(Lang::En)),
        ("check --lang", None),
        ("check --language en", None),
    ] {
        assert_eq!(asked(line.split(' ')), want, "{line}");
    }
}
