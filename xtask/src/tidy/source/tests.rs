use super::{Source, mark_tests};

fn paths(text: &str) -> Vec<String> {
    let source = Source::read("src/page/step.rs".into(), text);
    source.paths().into_iter().map(|named| named.path).collect()
}

#[test]
fn paths_are_written_out() {
    let cases = [
        ("use crate::part::Panel;", "crate::part::Panel"),
        ("use crate::{part::{self, Panel as P}, text};", "crate::part::self crate::part::Panel crate::text"),
        ("use super::home::Card;", "crate::page::home::Card"),
        ("use super::super::api;", "crate::api"),
        ("pub use self::draft::Draft;", "crate::page::step::draft::Draft"),
        ("use leptos::prelude::*;", "leptos::prelude::*"),
        ("use web_sys;", "web_sys"),
        ("fn f() { forms::Form::new(x); a.b(); }", "forms::Form::new"),
        ("let v = Vec::<u8>::new();", "Vec"),
        ("view! { <p>{crate::text::x()}</p> }", "crate::text::x"),
    ];
    for (text, wanted) in cases {
        assert_eq!(paths(text).join(" "), wanted, "{text}");
    }
}

#[test]
fn comments_strings_and_lifetimes_are_no_paths() {
    let text = "// crate::a::b\n/* crate::c::d /* e::f */ */ fn f<'a>(x: &'a str) { \"g::h\"; r#\"i::\"j\"#; b\"k::l\"; '\\''; ':'; }";
    assert_eq!(paths(text), Vec::<String>::new());
}

#[test]
fn lines_are_counted_through_strings_and_comments() {
    let source = Source::read("src/a.rs".into(), "/*\n*/\n\"\n\"; \nlast");
    assert_eq!(source.tokens.last().map(|token| token.line), Some(5));
}

#[test]
fn modules_for_tests_are_known_by_their_mod_line() {
    let mut sources = [
        Source::read("crates/a/src/lib.rs".into(), "mod b; #[cfg(test)] mod case;"),
        Source::read("crates/a/src/b.rs".into(), "#[cfg(test)]\nmod tests;"),
        Source::read("crates/a/src/case.rs".into(), ""),
        Source::read("crates/a/src/b/tests.rs".into(), ""),
    ];
    mark_tests(&mut sources);
    assert_eq!(sources.map(|source| source.test), [false, false, true, true]);
}
