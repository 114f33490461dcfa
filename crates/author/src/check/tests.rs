//! What `loket check` prints: the files of `case/`, each beside the lines that it must give.

use std::{fs, path::Path};

use super::check;

#[test]
fn lines() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("case");
    let mut n_cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let found: String = check(&fs::read_to_string(&path).unwrap())
                .iter()
                .map(|line| format!("{}: {line}\n", line.line))
                .collect();
            let want = fs::read_to_string(path.with_extension("txt")).unwrap();
            assert_eq!(found, want, "{}", path.display());
            n_cases += 1;
        }
    }
    assert!(n_cases > 0);
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
