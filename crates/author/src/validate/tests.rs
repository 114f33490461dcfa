//! The cases of `case/validate`: a definition and answers, and the lines that must come out, in both languages.

use std::{fs, path::Path};

use forms::{Json, Lang};

use super::validate;

#[test]
fn lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/validate");
    let mut n_cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let case = Json::parse(&fs::read_to_string(&path).unwrap()).unwrap();
        for run in case.get("runs").and_then(Json::as_array).unwrap() {
            let lang = if run.get("lang").and_then(Json::as_str) == Some("en") { Lang::En } else { Lang::Id };
            let (definition, answers) = (case.get("definition").unwrap(), run.get("answers").unwrap());
            let found = validate(&definition.to_text(), &answers.to_text(), lang);
            let found = found.map_or_else(Json::from, Json::from);
            assert_eq!(found.to_text(), run.get("problems").unwrap().to_text(), "{}", path.display());
            n_cases += 1;
        }
    }
    assert!(n_cases > 0);
}

#[test]
fn a_mark_of_windows_is_passed_over() {
    assert_eq!(validate("\u{feff}{}", "\u{feff}{}", Lang::Id).unwrap(), Vec::<Json>::new());
}

#[test]
fn what_is_no_json_is_said_with_its_place() {
    assert_eq!(
        validate("{", "{}", Lang::Id).unwrap_err(),
        "definisi: bukan JSON, baris 1 kolom 1: { dari baris 1 tidak pernah ditutup dengan }"
    );
    assert_eq!(
        validate("{}", "\n[", Lang::Id).unwrap_err(),
        "jawaban: bukan JSON, baris 2 kolom 1: [ dari baris 2 tidak pernah ditutup dengan ]"
    );
}
