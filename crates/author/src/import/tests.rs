//! Documents of `case/import`, each beside the service and the notes that it must give. A service that was imported is without
//! errors.

use std::{fs, path::Path};

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
        let wish = Wish { operation: String::from("createPermit"), base: None };
        let imported = import(&fs::read_to_string(&path).unwrap(), &wish).unwrap();
        let service = pretty(&imported.service);
        let stem = folder.join(name.split('.').next().unwrap());
        assert_eq!(service, fs::read_to_string(stem.with_extension("json")).unwrap(), "{name}");
        assert_eq!(imported.notes.join("\n") + "\n", fs::read_to_string(stem.with_extension("txt")).unwrap(), "{name}");
        let errors: Vec<_> = check::check(&service).into_iter().filter(|line| line.is_error).collect();
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
        (r#"{"openapi":"3.1.0","paths":{"/a":{"post":{"operationId":"y"}}}}"#, "There are: y."),
        (r#"{"openapi":"3.1.0","paths":{"/a":{"post":{"operationId":"x"}}}}"#, "nothing to ask"),
    ] {
        let error = import(text, &wish).unwrap_err();
        assert!(error.contains(want), "{error}");
    }
}

fn pretty(json: &forms::Json) -> String {
    crate::pretty::pretty(json)
}
