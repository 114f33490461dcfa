use super::check;
use crate::tidy::source::Source;

#[test]
fn a_comment_without_a_subject_is_found() {
    let text = "//! Whoever reads this.\n\nfn f() {} // Told so.\n/// Of two the first.\nstruct A;\n// The first of two.\n// Offices.\n";
    let lines: Vec<usize> = check(&[Source::read("src/a.rs".into(), text)]).iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 3, 4]);
}
