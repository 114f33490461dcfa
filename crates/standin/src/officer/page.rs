//! The frame of the officer's pages and the pieces that several of them use.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use forms::Lang;
use maud::{DOCTYPE, Markup, html};

use crate::officer::Officer;

/// A whole page. Without an officer there is nothing to sign out of.
pub(super) fn page(title: &str, officer: Option<&Officer>, content: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="id" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) " – Petugas Loket" }
                // Without it the browser asks for /favicon.ico.
                link rel="icon" href="data:,";
                link rel="stylesheet" href="/petugas/gaya.css";
            }
            body {
                a.skip href="#isi" { "Langsung ke isi" }
                header {
                    div.top {
                        div.top__row {
                            a.top__name href="/petugas" { "Loket" span.top__sub { "Halaman petugas" } }
                            @if let Some(officer) = officer {
                                form method="post" action="/petugas/keluar" {
                                    (token(officer))
                                    span { (officer.name) }
                                    button.top__button type="submit" { "Keluar" }
                                }
                            }
                        }
                    }
                    div.equator {}
                    p.trial { "Server ini hanya untuk mencoba dan menguji. Jangan isi data orang sungguhan." }
                }
                main id="isi" { (content) }
            }
        }
    };
    Html(page.into_string())
}

/// The hidden field that every form carries.
pub(super) fn token(officer: &Officer) -> Markup {
    html! { input type="hidden" name="token" value=(officer.form_token); }
}

/// A state in the words that citizens see.
pub(super) fn state(code: &str) -> &str {
    words::state(Lang::Id, code).map_or(code, |state| state.label)
}

/// What went wrong with a form, on top of its page.
pub(super) fn problem(sentence: &str) -> Markup {
    html! { @if !sentence.is_empty() { div.summary role="alert" { p { (sentence) } } } }
}

/// No such page.
pub(super) async fn missing() -> Response {
    let content = html! {
        h1 { "Halaman tidak ada" }
        p { "Cek nomornya, atau " a href="/petugas" { "kembali ke daftar" } "." }
    };
    (StatusCode::NOT_FOUND, page("Halaman tidak ada", None, &content)).into_response()
}

/// A form that did not come from a page of ours, or came too late.
pub(super) fn stale() -> Response {
    let content = html! {
        h1 { "Formulir ini sudah kedaluwarsa" }
        p { a href="/petugas" { "Kembali ke daftar" } ", lalu coba lagi." }
    };
    (StatusCode::FORBIDDEN, page("Formulir kedaluwarsa", None, &content)).into_response()
}

pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("style.css")).into_response()
}
