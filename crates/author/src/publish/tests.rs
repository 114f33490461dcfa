//! A folder as the build makes it, and what publishing does to it: alone, at the same time, interrupted, and where links lead out of it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use forms::Lang;

use super::publish;

const SERVICE: &str = include_str!("../../../../public/services/surat-keterangan-usaha/2026-11-24.json");
const ID: &str = "surat-keterangan-usaha";
const CARD: &str = "<a class=\"card\" href=\"/layanan/a\"><span class=\"card__title\">A &amp; B</span><p class=\"card__summary\">C</p>\
    <div class=\"card__facts\"><span class=\"fact\">Rp50.000</span><span class=\"fact\">Isi 2 menit</span></div></a>";

/// A folder of its own, with an index and a page of one service.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("loket-publish-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("services")).unwrap();
    fs::write(folder.join("index.html"), format!("<main>{CARD}</main>")).unwrap();
    let index = r#"{"services":[{"id":"a","version":"1","title":"A & B","summary":"C","minutes":2,"fee":50000}]}"#;
    fs::write(folder.join("services/index.json"), index).unwrap();
    fs::write(folder.join("new.json"), SERVICE).unwrap();
    folder
}

/// Every file below it, with what it holds; links are not followed here either.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        match kind.is_dir() {
            true => found.extend(files(&path)),
            false if kind.is_symlink() => drop(found.insert(path, Vec::new())),
            false => drop(found.insert(path.clone(), fs::read(path).unwrap())),
        }
    }
    found
}

#[test]
fn a_version_is_added_once() {
    let folder = folder("once");
    let file = folder.join("new.json");
    publish(&folder, &file).unwrap();
    let read = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
    assert_eq!(read("services/surat-keterangan-usaha/2026-11-24.json"), SERVICE);
    assert!(read("services/index.json").contains(ID));
    assert!(read("index.html").contains("A &amp; B") && read("index.html").contains("Surat keterangan usaha"));
    let mut plain = Vec::new();
    let small = fs::read(folder.join("index.html.br")).unwrap();
    brotli::BrotliDecompress(&mut &small[..], &mut plain).unwrap();
    assert_eq!(String::from_utf8(plain).unwrap(), read("index.html"));
    let left = fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");

    // Again: the same is the same. Another text under the same version is refused, and nothing changes.
    let before = (read("index.html"), read("services/index.json"));
    publish(&folder, &file).unwrap();
    fs::write(&file, SERVICE.replace("\"minutes\": 4", "\"minutes\": 5")).unwrap();
    assert!(publish(&folder, &file).unwrap_err().text(Lang::En).contains("A version never changes"));
    assert_eq!((read("index.html"), read("services/index.json")), before);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn each_line_says_what_its_file_holds() {
    let folder = folder("digest");
    fs::create_dir_all(folder.join("services/a")).unwrap();
    // SHA-256 of "abc", FIPS 180-2, appendix B.1.
    fs::write(folder.join("services/a/1.json"), "abc").unwrap();
    publish(&folder, &folder.join("new.json")).unwrap();
    let index = fs::read_to_string(folder.join("services/index.json")).unwrap();
    assert!(index.contains("\"digest\": \"ba7816bf8f01cfea414140de5dae2223\""), "{index}");
    assert_eq!(index.matches("\"digest\": ").count(), 2);
    // A digest that stands there is not made to fit what lies there by now.
    fs::write(folder.join("services/a/1.json"), "abd").unwrap();
    publish(&folder, &folder.join("new.json")).unwrap();
    assert_eq!(fs::read_to_string(folder.join("services/index.json")).unwrap(), index);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_wrong_changes_nothing() {
    let folder = folder("wrong");
    let file = folder.join("new.json");
    fs::write(&file, "{}").unwrap();
    assert!(publish(&folder, &file).unwrap_err().text(Lang::En).contains("has errors"));
    fs::write(&file, SERVICE).unwrap();
    for page in ["<main></main>", "<main><a class=\"card\" href=\"/layanan/a\"><b>A</b></div></a></main>"] {
        fs::write(folder.join("index.html"), page).unwrap();
        assert!(publish(&folder, &file).unwrap_err().text(Lang::En).contains("build it anew"), "{page}");
    }
    assert!(!folder.join("services/surat-keterangan-usaha").exists());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_rename_that_fails_leaves_everything_as_it_was() {
    // Where a folder is in the way: at the first file, in the middle, at the last but the plain page.
    for way in ["services/surat-keterangan-usaha/2026-11-24.json.br", "services/index.json.gz", "index.html.gz"] {
        let folder = folder("failing");
        fs::create_dir_all(folder.join(way)).unwrap();
        let before = files(&folder);
        let told = publish(&folder, &folder.join("new.json")).unwrap_err();
        let told = told.text(Lang::En);
        assert!(told.contains("cannot be put in place") && told.ends_with("Everything is as it was before."), "{told}");
        assert_eq!(files(&folder), before, "{way}");
        let services: Vec<_> = fs::read_dir(folder.join("services")).unwrap().flatten().collect();
        assert_eq!(services.len(), if way == "index.html.gz" { 1 } else { 2 }, "{services:?}");
        // And once nothing is in the way it goes.
        fs::remove_dir_all(folder.join(way)).unwrap();
        publish(&folder, &folder.join("new.json")).unwrap();
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn what_an_interrupted_run_has_left_is_put_right() {
    let folder = folder("half");
    let (file, index, page) = (folder.join("new.json"), folder.join("services/index.json"), folder.join("index.html"));
    let before = (fs::read(&index).unwrap(), fs::read(&page).unwrap());
    publish(&folder, &file).unwrap();
    let whole = files(&folder);
    // The index has it and the page has not; the other way round; and a stage that nobody has cleared away.
    for (path, bytes) in [(&page, &before.1), (&index, &before.0)] {
        fs::write(path, bytes).unwrap();
        fs::create_dir_all(folder.join(".loket-publish-x1")).unwrap();
        fs::write(folder.join(".loket-publish-x1/0.new"), "half").unwrap();
        publish(&folder, &file).unwrap();
        assert_eq!(files(&folder), whole, "{}", path.display());
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn who_publishes_at_the_same_time_waits() {
    let folder = folder("lock");
    let file = folder.join("new.json");
    let (lock, before) = (File::open(&folder).unwrap(), files(&folder));
    lock.lock().unwrap();
    let (served, new) = (folder.clone(), file.clone());
    let waiting = thread::spawn(move || publish(&served, &new));
    thread::sleep(Duration::from_millis(500));
    assert!(!waiting.is_finished());
    assert_eq!(files(&folder), before);
    lock.unlock().unwrap();
    waiting.join().unwrap().unwrap();

    // Eight at once: none takes away what another has written.
    let many = (0..8).map(|n| {
        let (id, served) = (format!("layanan-{n}"), folder.clone());
        let file = folder.join(format!("{id}.json"));
        fs::write(&file, SERVICE.replace(&format!("\"{ID}\""), &format!("\"{id}\""))).unwrap();
        thread::spawn(move || publish(&served, &file).map(|_| id))
    });
    let many: Vec<_> = many.collect();
    for one in many {
        let id = one.join().unwrap().unwrap();
        assert!(fs::read_to_string(folder.join("services/index.json")).unwrap().contains(&format!("\"{id}\"")), "{id}");
        assert!(fs::read_to_string(folder.join("index.html")).unwrap().contains(&format!("/layanan/{id}\"")), "{id}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let elsewhere = std::env::temp_dir().join(format!("loket-publish-{}-elsewhere", std::process::id()));
    fs::create_dir_all(elsewhere.join("services")).unwrap();
    for name in ["index.html", "index.html.gz", "services/index.json", "services", "services/surat-keterangan-usaha"] {
        let folder = folder("link");
        let path = folder.join(name);
        let outside = elsewhere.join(name.replace("services/surat-keterangan-usaha", "services/x"));
        match path.exists() {
            true => fs::rename(&path, &outside).unwrap(),
            false if name.contains('.') => fs::write(&outside, "mine").unwrap(),
            false => fs::create_dir_all(&outside).unwrap(),
        }
        symlink(&outside, &path).unwrap();
        let before = (files(&folder), files(&elsewhere));
        let told = publish(&folder, &folder.join("new.json")).unwrap_err();
        let told = told.text(Lang::En);
        assert!(told.contains(name) && told.contains("is a link"), "{name}: {told}");
        assert_eq!((files(&folder), files(&elsewhere)), before, "{name}");
        fs::remove_dir_all(folder).unwrap();
        fs::remove_dir_all(&elsewhere).unwrap();
        fs::create_dir_all(elsewhere.join("services")).unwrap();
    }
    // The folder itself may be one: it is how a deployment says which of its releases is served.
    let folder = folder("current");
    symlink(&folder, elsewhere.join("current")).unwrap();
    publish(&elsewhere.join("current"), &folder.join("new.json")).unwrap();
    assert!(folder.join("services/surat-keterangan-usaha/2026-11-24.json.br").is_file());
    fs::remove_dir_all(folder).unwrap();
    fs::remove_dir_all(elsewhere).unwrap();
}
