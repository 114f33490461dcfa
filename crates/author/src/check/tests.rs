//! What `loket check` prints: the files of `case/`, each beside the lines that it must give in English and in
//! Indonesian; `syntax.json` holds texts that are no JSON.

use std::{fs, path::Path};

use forms::{Json, Lang};

use super::{check, syntax};

#[test]
fn lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("case");
    let mut n_cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let lines = check(&fs::read_to_string(&path).unwrap());
            for (lang, ending) in [(Lang::En, "txt"), (Lang::Id, "id.txt")] {
                let found: String = lines.iter().map(|line| format!("{}: {}\n", line.line, line.text(lang))).collect();
                if std::env::var_os("LOKET_WRITE_CASES").is_some() && !found.is_empty() {
                    fs::write(path.with_extension(ending), &found).unwrap();
                }
                let want = fs::read_to_string(path.with_extension(ending)).unwrap_or_default();
                assert_eq!(found, want, "{}", path.display());
            }
            for line in &lines {
                assert_ne!(line.what.text(Lang::Id), line.what.text(Lang::En), "not translated");
            }
            n_cases += 1;
        }
    }
    assert!(n_cases > 0);
}

/// Each text is refused by the engine, too, and nothing that it takes is a fault.
#[test]
fn what_is_no_json_is_said_with_its_place() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/syntax/text.json");
    let cases = Json::parse(&fs::read_to_string(file).unwrap()).unwrap();
    for case in cases.as_array().unwrap() {
        let text = case.get("text").and_then(Json::as_str).unwrap();
        let number = |key: &str| case.get(key).and_then(Json::as_i64).unwrap();
        let lines = check(text);
        let [line] = &lines[..] else { panic!("{text}: {lines:?}") };
        let said = line.what.text(Lang::Id);
        let place = format!("bukan JSON, baris {} kolom {}: ", number("line"), number("column"));
        let what = said.strip_prefix(&place).unwrap_or_else(|| panic!("{text}: {said}"));
        assert!(what.contains(case.get("says").and_then(Json::as_str).unwrap()), "{text}: {said}");
        assert_ne!(said, line.what.text(Lang::En));
    }
    for text in ["{}", "[1, -0.5e3, \"\\u00e9 \\\"\", true, null]", "\u{feff}{\"a\": [{}]}", " 1 "] {
        assert!(syntax::find(super::bare(text)).is_none(), "{text}");
    }
}

#[test]
fn shipped_services_are_without_fault() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/services");
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    assert_eq!(check(&index), []);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        for file in fs::read_dir(&path).into_iter().flatten() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "json") {
                assert_eq!(check(&fs::read_to_string(&file).unwrap()), [], "{}", file.display());
            }
        }
    }
}
