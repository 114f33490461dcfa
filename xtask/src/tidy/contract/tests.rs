use super::check;

const TABLE: &str = "# Scripts\n\n| name | writes | reads | values |\n|---|---|---|---|\n\
    | `data-page` | loader/loader.js, app.rs | style | `home` |\n| `loket.later` | worker/offline.js | device/loket.rs | |\n";

fn files() -> Vec<(String, String)> {
    [
        ("src/loader/loader.js", "root.setAttribute(\"data-page\", home);"),
        ("src/app.rs", "set_root(\"data-page\", \"home\"); // data-other"),
        ("style/kiosk.css", ":root[data-page=\"home\"] { }"),
        ("src/worker/offline.js", "window.loket.later = (name) => name;"),
        ("src/device/loket.rs", "    pub fn later(name: &str) -> Result<(), JsValue>;"),
    ]
    .map(|(path, text)| (path.into(), text.into()))
    .into()
}

fn said(files: &[(String, String)]) -> Vec<String> {
    check(TABLE, files).into_iter().map(|fault| fault.what).collect()
}

#[test]
fn what_stands_in_the_table_is_in_order() {
    assert_eq!(said(&files()), Vec::<String>::new());
}

#[test]
fn who_is_missing_and_what_has_no_row_is_told() {
    let mut files = files();
    files[2].1.clear();
    files.push(("src/kiosk/bar.js".into(), "root.dataset.page; window.loket.draft;".into()));
    assert_eq!(
        said(&files),
        [
            "data-page: the table and the code differ in kiosk/bar.js, style.",
            "loket.draft has no row; it stands in kiosk/bar.js."
        ]
    );
}
