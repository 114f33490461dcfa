use super::{is_fixed, safe};

#[test]
fn only_names_with_a_hash_or_a_version_are_kept_for_ever() {
    let check = |name, want| assert_eq!(is_fixed(name, false), want, "{name}");
    check("loket-3f9a0c12d4e5f607.js", true);
    check("loket-3f9a0c12d4e5f607_bg.wasm", true);
    check("style/index-0123abcd.css", true);
    check("index.html", false);
    check("config.json", false);
    check("deadbeef.json", false);
    check("services/index.json", false);
    check("service-worker.js", false);
    check("services/surat-keterangan-usaha/2026-11-24.json", true);
    assert!(!is_fixed("services/surat-keterangan-usaha/2026-11-24.json", true), "a service that is being written");
    assert!(is_fixed("style/index-0123abcd.css", true), "a file of the build while services are being written");
}

#[test]
fn no_path_leaves_its_folder() {
    let check = |name, want| assert_eq!(safe(name).is_some(), want, "{name}");
    check("a/b-c_d.e.json", true);
    for name in ["", "..", "a/../b", "/etc/passwd", "a//b", ".git/config", "a\\b", "a%2e%2e", "a\0"] {
        check(name, false);
    }
}
