//! Documents of `case/import`, each beside the service and the notes that it must give. A service that was imported is without
//! errors.

use std::{fs, path::Path};

use forms::Lang;

use super::{Wish, import};
use crate::check;

#[test]
fn documents_become_services() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("case/import");
    let mut n_cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.contains(".openapi.") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let operation = if text.contains("createPermit") { "createPermit" } else { "POST /permits" };
        let wish = Wish { operation: String::from(operation), base: None };
        let imported = import(&text, &wish).unwrap();
        let service = pretty(&imported.service);
        let notes: Vec<String> = imported.notes.iter().map(|note| note.line(Lang::En)).collect();
        let notes = notes.join("\n") + "\n";
        let stem = folder.join(name.split('.').next().unwrap());
        if std::env::var_os("LOKET_WRITE_CASES").is_some() {
            fs::write(stem.with_extension("json"), &service).unwrap();
            fs::write(stem.with_extension("txt"), &notes).unwrap();
        }
        assert_eq!(service, fs::read_to_string(stem.with_extension("json")).unwrap(), "{name}");
        assert_eq!(notes, fs::read_to_string(stem.with_extension("txt")).unwrap(), "{name}");
        // A variable that nobody can fill is told, and the service is not to be published before somebody has.
        let is_told = |place: &str| place == "/backend/submit/url" && notes.contains("cannot be filled");
        let errors = check::check(&service).into_iter().filter(|line| line.is_error && !is_told(&line.place));
        let errors: Vec<_> = errors.collect();
        assert_eq!(errors, [], "{name}");
        n_cases += 1;
    }
    assert!(n_cases >= 3);
}

#[test]
fn what_is_no_document_is_told() {
    let wish = Wish { operation: String::from("x"), base: None };
    for (text, want) in [
        ("{}", "no OpenAPI document"),
        ("a: [", "neither JSON nor YAML"),
        (r#"{"openapi":"3.1.0","paths":{"/a":{"post":{"operationId":"y"}}}}"#, "There are: y. Write"),
        (r#"{"openapi":"3.1.0","paths":{"/a":{"post":{"operationId":"x"}}}}"#, "nothing to ask"),
        (r#"{"openapi":"3.1.0","paths":{"/a":{"post":{}}}}"#, "\"POST /a\""),
        (&with(r#"{"$ref":"lain.yaml#/A"}"#), "npx @redocly/cli bundle"),
        (&with(r##"{"$ref":"#/components/schemas/A"}"##), "leads nowhere"),
        ("a: &x [*x]", "names something that it lies in"),
        ("? [a]\n: b", "a key is a list"),
        ("a:\n\tb: c", "neither JSON nor YAML"),
    ] {
        let error = import(text, &wish).unwrap_err();
        let error = error.text(Lang::En);
        assert!(error.contains(want), "{error}");
    }
}

/// Whatever a schema may say, at whatever depth: it is in the service or in a note.
#[test]
fn no_keyword_is_lost_in_silence() {
    let said = [
        r#""minLength": 7"#,
        r#""pattern": "^a7$""#,
        r#""pattern": "(7""#,
        r#""format": "seven7""#,
        r#""x-seven": 7"#,
        r#""contentEncoding": "base64""#,
        r#""not": { "const": "seven" }"#,
        r#""if": { "const": "seven" }, "then": { "maxLength": 7 }"#,
        r#""allOf": [{ "minLength": 7 }, { "minLength": 2 }]"#,
        r#""anyOf": [{ "minLength": 7 }, { "maxLength": 3 }]"#,
        r#""deprecated": true"#,
        r#""readOnly": true"#,
        r#""default": "seven""#,
        r#""example": "seven""#,
        r#""externalDocs": { "url": "seven" }"#,
        r#""title": "Seven""#,
        r#""description": "Seven""#,
        r#""enum": ["seven", "eight"]"#,
        r#""const": "seven""#,
        r#""nobodyKnows": 7"#,
    ];
    let wish = Wish { operation: String::from("x"), base: None };
    for words in said {
        let member = format!(r#"{{ "type": "string", {words} }}"#);
        let object = |schema: &str| {
            format!(r#"{{ "type": "object", "properties": {{ "p": {schema}, "q": {{ "type": "string" }} }} }}"#)
        };
        let rows = format!(r#"{{ "type": "array", "items": {} }}"#, object(&member));
        let chosen = format!(
            r#"{{ "oneOf": [{}, {{ "type": "object", "properties": {{ "r": {{ "type": "string" }} }} }}] }}"#,
            object(&member)
        );
        for schema in [object(&member), object(&object(&member)), object(&rows), chosen] {
            let imported = import(&with(&schema), &wish).unwrap();
            let notes: Vec<String> = imported.notes.iter().map(|note| note.line(Lang::En)).collect();
            let plain = import(&with(&schema.replace(&format!(", {words}"), "")), &wish).unwrap();
            let before: Vec<String> = plain.notes.iter().map(|note| note.line(Lang::En)).collect();
            assert!(plain.service.to_text() != imported.service.to_text() || before != notes, "{schema}");
        }
    }
}

/// A document with this body.
fn with(schema: &str) -> String {
    let body = format!(r#"{{"content":{{"application/json":{{"schema":{schema}}}}}}}"#);
    format!(r#"{{"openapi":"3.1.0","paths":{{"/a":{{"post":{{"operationId":"x","requestBody":{body}}}}}}}}}"#)
}

fn pretty(json: &forms::Json) -> String {
    crate::pretty::pretty(json)
}
