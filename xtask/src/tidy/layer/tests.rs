use super::check;
use crate::tidy::source::Source;

/// Checks one file in a house that has two pages, two widgets and a part.
fn faults(path: &str, text: &str) -> Vec<String> {
    let others =
        ["src/page/home.rs", "src/page/step.rs", "src/widget/date.rs", "src/widget/choice.rs", "src/part/panel.rs"];
    let mut sources: Vec<Source> = others.iter().map(|path| Source::read((*path).into(), "")).collect();
    sources.push(Source::read(path.into(), text));
    check(&sources).into_iter().map(|fault| fault.what).collect()
}

#[test]
fn what_the_table_allows_passes() {
    let cases = [
        ("src/part/panel.rs", "use leptos::prelude::*; use std::rc::Rc;"),
        ("src/widget/date.rs", "use crate::{part::FieldFrame, widget::Options}; use forms::Field; use super::Options;"),
        ("src/widget.rs", "use crate::widget::date::Date; mod date;"),
        ("src/page/step.rs", "use crate::{api, session::Session, route}; use super::step::answers;"),
        ("src/page/step/answers.rs", "use crate::page::step::Step; use super::Step;"),
        ("src/api.rs", "use leptos::prelude::window; use rest::Request;"),
        ("src/session.rs", "use forms::Form;"),
        ("crates/rest/src/place.rs", "use forms::Pointer;"),
        ("src/main.rs", "use crate::page::home::Home;"),
        ("src/part/tests.rs", "use forms::Field;"),
    ];
    for (path, text) in cases {
        assert_eq!(faults(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn what_it_does_not_name_is_a_fault() {
    let cases = [
        ("src/part/panel.rs", "use forms::Field;"),
        ("src/part/panel.rs", "use crate::route::Page;"),
        ("src/part/panel.rs", "fn f() { crate::api::send() }"),
        ("src/widget/date.rs", "use crate::session::Session;"),
        ("src/widget/date.rs", "use crate::widget::choice::Choice;"),
        ("src/widget/date.rs", "use super::choice::Choice;"),
        ("src/widget/date.rs", "use forms::{Field, Form};"),
        ("src/page/step.rs", "use crate::page::home::Card;"),
        ("src/page/step.rs", "use super::home;"),
        ("src/page/step/answers.rs", "use super::super::home::Card;"),
        ("src/page/step.rs", "let form = forms::Form::read(json);"),
        ("src/route.rs", "use crate::session::Session;"),
        ("src/api.rs", "use leptos::prelude::*;"),
        ("src/text/id.rs", "use web_sys::Window;"),
        ("crates/forms/src/lib.rs", "use serde_json::Value;"),
        ("crates/rest/src/lib.rs", "use gloo_net::http::Request;"),
        ("crates/words/src/lib.rs", "use rest::Reply;"),
    ];
    for (path, text) in cases {
        assert_eq!(faults(path, text).len(), 1, "{path}: {text}");
    }
}
