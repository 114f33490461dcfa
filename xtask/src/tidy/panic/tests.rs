use super::check;
use crate::tidy::source::Source;

fn count(path: &str, text: &str) -> usize {
    check(&[Source::read(path.into(), text)]).len()
}

#[test]
fn what_may_panic_is_found() {
    let lines = ["x.unwrap()", "panic!(\"no\")", "todo!()", "unreachable!()", "a[0]", "f()[i]", "a[1..]", "a[0][1]"];
    for (line, wanted) in lines.iter().zip([1, 1, 1, 1, 1, 1, 1, 2]) {
        assert_eq!(count("src/page/home.rs", line), wanted, "{line}");
        assert_eq!(count("crates/forms/src/a.rs", line), wanted, "{line}");
    }
}

#[test]
fn what_cannot_is_left_alone() {
    let lines = [
        "x.unwrap_or(0)",
        "#[derive(Debug)]",
        "vec![1]",
        "let a: [u8; 2] = [1, 2];",
        "for x in [1, 2] {}",
        "&a[..]",
        "fn f(a: &[u8]) {}",
        "\"a[0] panic!\"",
        "// x.unwrap()",
        "let [a, b] = c;",
        "const A: &[&str] = &[\"x\"];",
        "debug_assert(x)",
    ];
    for line in lines {
        assert_eq!(count("src/page/home.rs", line), 0, "{line}");
    }
    assert_eq!(count("crates/standin/src/lib.rs", "x.unwrap()"), 0);
    assert_eq!(count("src/page/home/tests.rs", "x.unwrap()"), 0);
}
