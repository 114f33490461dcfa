//! Signing in with the password that was printed at the start, and out.

use std::sync::Arc;

use axum::{
    Form,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::html;

use crate::{
    Office,
    api::Caller,
    error::Error,
    officer::{COOKIE, Officer, STAYS, Sent, page},
    secret,
};

pub(super) async fn show() -> Response {
    form("").into_response()
}

pub(super) async fn enter(
    State(office): State<Arc<Office>>,
    Caller(address): Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    // One officer, one password: wrong tries of all addresses are counted together.
    if let Err(error) = office.limits.enter("/petugas", address) {
        let Error::Busy { seconds } = error else { return error.into_response() };
        let sentence = format!("Terlalu banyak percobaan. Coba lagi {seconds} detik lagi.");
        return (StatusCode::TOO_MANY_REQUESTS, form(&sentence)).into_response();
    }
    if !secret::is_same(Sent(fields).get("sandi"), &office.password) {
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            form("Kata sandi salah. Lihat di terminal tempat server dijalankan."),
        )
            .into_response();
    }
    office.limits.pass("/petugas", address);
    let officer = office.sessions.open();
    let seconds = STAYS.as_secs();
    let secure = if office.settings.tls.is_some() { "; Secure" } else { "" };
    let cookie =
        format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/petugas; Max-Age={seconds}{secure}", officer.token);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/petugas")).into_response()
}

pub(super) async fn leave(
    State(office): State<Arc<Office>>,
    officer: Officer,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    if !Sent(fields).is_from(&officer) {
        return page::stale();
    }
    office.sessions.close(&officer);
    let cookie = format!("{COOKIE}=; HttpOnly; SameSite=Strict; Path=/petugas; Max-Age=0");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/petugas/masuk")).into_response()
}

fn form(sentence: &str) -> impl IntoResponse + use<> {
    let content = html! {
        (page::problem(sentence))
        h1 { "Masuk sebagai petugas" }
        form method="post" action="/petugas/masuk" {
            div.field {
                label.field__label for="sandi" { "Kata sandi" }
                p.field__hint id="sandi-petunjuk" { "Tertulis di terminal saat server dimulai." }
                input.input type="password" id="sandi" name="sandi" autocomplete="current-password"
                    aria-describedby="sandi-petunjuk" required autofocus;
            }
            button.button type="submit" { "Masuk" }
        }
    };
    page::page("Masuk", None, &content)
}
