use super::check;
use crate::tidy::source::Source;

#[test]
fn a_file_without_a_head_is_found() {
    let files = [
        ("src/a.rs", "//! What it is.\n", 0),
        ("src/b.rs", "use std::fmt;\n", 1),
        ("src/c.rs", "", 1),
        ("src/d/tests.rs", "use super::d;\n", 0),
    ];
    for (path, text, wanted) in files {
        assert_eq!(check(&[Source::read(path.into(), text)]).len(), wanted, "{path}");
    }
}
