//! What the index says of its files.

use std::fs;

use super::seal;

#[test]
fn each_line_has_the_digest_of_its_file() {
    let folder = std::env::temp_dir().join(format!("loket-index-{}", std::process::id()));
    fs::create_dir_all(folder.join("a")).unwrap();
    fs::write(folder.join("a/1.json"), "abc").unwrap();
    let index = r#"{ "services": [ { "id": "a", "version": "1", "title": "A" }, { "id": "b", "version": "1" } ] }"#;
    fs::write(folder.join("index.json"), index).unwrap();
    seal(&folder).unwrap();
    // SHA-256 of "abc", FIPS 180-2, appendix B.1.
    let want = r#"{"services":[{"id":"a","version":"1","title":"A","digest":"ba7816bf8f01cfea414140de5dae2223"},{"id":"b","version":"1"}]}"#;
    assert_eq!(fs::read_to_string(folder.join("index.json")).unwrap(), want);
    fs::write(folder.join("index.json"), "[]").unwrap();
    assert!(seal(&folder).unwrap_err().contains("lists no `services`"));
    fs::remove_dir_all(folder).unwrap();
}
