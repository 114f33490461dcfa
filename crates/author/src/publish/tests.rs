//! A folder as the build makes it, and what publishing does to it.

use std::{fs, path::PathBuf};

use super::publish;

const SERVICE: &str = include_str!("../../../../public/services/surat-keterangan-usaha/2026-11-24.json");

/// A folder of its own, with an index and a page without services.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("loket-publish-{}-{name}", std::process::id()));
    fs::create_dir_all(folder.join("services")).unwrap();
    let card = "<a class=\"card\" href=\"/layanan/a\"><span class=\"card__title\">A &amp; B</span><p class=\"card__summary\">C</p>\
        <div class=\"card__facts\"><span class=\"fact\">Rp50.000</span><span class=\"fact\">Isi 2 menit</span></div></a>";
    fs::write(folder.join("index.html"), format!("<main>{card}</main>")).unwrap();
    let index = r#"{"services":[{"id":"a","version":"1","title":"A & B","summary":"C","minutes":2,"fee":50000}]}"#;
    fs::write(folder.join("services/index.json"), index).unwrap();
    fs::write(folder.join("new.json"), SERVICE).unwrap();
    folder
}

#[test]
fn a_version_is_added_once() {
    let folder = folder("once");
    let file = folder.join("new.json");
    publish(&folder, &file).unwrap();
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
    assert_eq!(read("services/surat-keterangan-usaha/2026-11-24.json"), SERVICE);
    assert!(read("services/index.json").contains("surat-keterangan-usaha"));
    assert!(read("index.html").contains("A &amp; B") && read("index.html").contains("Surat keterangan usaha"));
    let mut plain = Vec::new();
    let small = fs::read(folder.join("index.html.br")).unwrap();
    brotli::BrotliDecompress(&mut &small[..], &mut plain).unwrap();
    assert_eq!(String::from_utf8(plain).unwrap(), read("index.html"));
    let left = fs::read_dir(&folder)
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".new"));
    assert_eq!(left.count(), 0);

    // Again: the same is the same. Another text under the same version is refused, and nothing changes.
    let before = (read("index.html"), read("services/index.json"));
    publish(&folder, &file).unwrap();
    fs::write(&file, SERVICE.replace("\"minutes\": 4", "\"minutes\": 5")).unwrap();
    assert!(publish(&folder, &file).unwrap_err().contains("A version never changes"));
    assert_eq!((read("index.html"), read("services/index.json")), before);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_wrong_changes_nothing() {
    let folder = folder("wrong");
    let file = folder.join("new.json");
    fs::write(&file, "{}").unwrap();
    assert!(publish(&folder, &file).unwrap_err().contains("has errors"));
    fs::write(&file, SERVICE).unwrap();
    fs::write(folder.join("index.html"), "<main></main>").unwrap();
    assert!(publish(&folder, &file).unwrap_err().contains("build it anew"));
    assert!(!folder.join("services/surat-keterangan-usaha").exists());
    fs::remove_dir_all(folder).unwrap();
}
