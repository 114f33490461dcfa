use super::check;
use crate::tidy::source::Source;

#[test]
fn a_test_that_is_not_there_is_found() {
    let sources = [
        Source::read("tests/src/journey/keep.rs".into(), "pub async fn a_closed_tab() {}"),
        Source::read("crates/standin/src/limit/tests.rs".into(), "#[test]\nfn waits() {}"),
    ];
    let lines = |text: &str| check(text, &sources).into_iter().map(|fault| fault.line).collect::<Vec<_>>();
    assert_eq!(lines("| a | `keep::a_closed_tab`, `limit::waits` |"), [0usize; 0]);
    assert_eq!(lines("Words.\n`keep::a_tab` and `pin::a_closed_tab`\n`cargo xtask faults`, limit::nothing"), [2, 2]);
}
