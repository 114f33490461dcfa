//! Signing in by name and password, and out.

use std::sync::Arc;

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
};
use maud::html;

use crate::{
    Office,
    address::Way,
    error::Error,
    office::work,
    officer::{Officer, STAYS, Sent, cookie, known, page},
    secret,
};

/// How long a form of signing in may lie, and how long a browser is known, in seconds.
const FORM_STAYS: u64 = 3600;
const DEVICE_STAYS: u64 = 90 * 24 * 3600;

pub(super) async fn show(State(office): State<Arc<Office>>, way: Way) -> Response {
    form(&office, &way, "")
}

pub(super) async fn enter(
    State(office): State<Arc<Office>>,
    way: Way,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let sent = Sent(fields);
    let given = cookie::get(&headers, cookie::FORM, way.is_https).filter(|given| !given.is_empty());
    if !given.is_some_and(|given| secret::is_same(given, sent.get("token"))) {
        office.journal.security("form-refused", "form=login", way.from);
        return Ok(page::stale());
    }
    let (name, password) = (String::from(sent.get("nama")), String::from(sent.get("sandi")));
    let Some(known) = judge(&office, &way, &headers, &name, password).await? else {
        let sentence = "Nama atau kata sandi salah. Cek lagi.";
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, form(&office, &way, sentence)).into_response());
    };
    let known = match known {
        Ok(known) => known,
        Err(seconds) => {
            let sentence = format!("Terlalu banyak percobaan. Coba lagi {seconds} detik lagi.");
            let retry = [(header::RETRY_AFTER, seconds.to_string())];
            return Ok((StatusCode::TOO_MANY_REQUESTS, retry, form(&office, &way, &sentence)).into_response());
        }
    };
    office.journal.security("login", format!("officer={name}"), way.from);
    let officer = office.sessions.open(&name);
    let mut cookies = vec![
        cookie::set(cookie::SESSION, &officer.token, STAYS.as_secs(), way.is_https),
        cookie::set(cookie::FORM, "", 0, way.is_https),
    ];
    if !known {
        let device =
            work(&office, move |office| Ok(known::remember(&office.db.lock(), &name, office.settings.clock.now())?));
        cookies.push(cookie::set(cookie::DEVICE, &device.await?, DEVICE_STAYS, way.is_https));
    }
    let cookies = AppendHeaders(cookies.into_iter().map(|cookie| (header::SET_COOKIE, cookie)));
    Ok((cookies, Redirect::to("/petugas")).into_response())
}

/// Whether somebody may come in: nothing for a wrong password, else whether the browser is known, or how long to wait. Whoever has signed in
/// from this browser before is counted by it, and by nobody else's tries.
async fn judge(
    office: &Arc<Office>,
    way: &Way,
    headers: &HeaderMap,
    name: &str,
    password: String,
) -> Result<Option<Result<bool, u64>>, Error> {
    let device = cookie::get(headers, cookie::DEVICE, way.is_https).map(String::from);
    let (of, device_of) = (String::from(name), device.clone().unwrap_or_default());
    let is_known = work(office, move |office| {
        Ok(known::is_known(&office.db.lock(), &of, &device_of, office.settings.clock.now())?)
    })
    .await?;
    // What somebody types in the wrong field may be a password: a name that nobody has is kept as a digest.
    let thing = format!("officer {}", office.journal.mark(name));
    let address = way.from.map(|address| address.to_string()).unwrap_or_default();
    let payer = device.filter(|_| is_known).unwrap_or(address);
    let said = office.officers.named(name).unwrap_or("unknown");
    if let Err(Error::Busy { seconds }) = office.limits.enter(&thing, &payer) {
        office.journal.security("limit", format!("officer={said}"), way.from);
        return Ok(Some(Err(seconds)));
    }
    let _turn = office.officers.turn(is_known).await;
    let of = String::from(name);
    if work(office, move |office| Ok(office.officers.judge(&of, &password))).await? {
        office.limits.pass(&thing, &payer);
        return Ok(Some(Ok(is_known)));
    }
    office.journal.security("login-refused", format!("officer={said}"), way.from);
    Ok(None)
}

pub(super) async fn leave(
    State(office): State<Arc<Office>>,
    way: Way,
    officer: Officer,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    if !Sent(fields).is_from(&officer) {
        office.journal.security("form-refused", format!("form=logout officer={}", officer.name), way.from);
        return page::stale();
    }
    office.sessions.close(&officer);
    office.journal.security("logout", format!("officer={}", officer.name), way.from);
    let cookie = cookie::set(cookie::SESSION, "", 0, way.is_https);
    ([(header::SET_COOKIE, cookie)], Redirect::to("/petugas/masuk")).into_response()
}

/// The form, with a token that must come back with its cookie.
fn form(office: &Office, way: &Way, sentence: &str) -> Response {
    let token = secret::token();
    let hint = office.officers.made().map(|_| "Tertulis di terminal saat server dimulai.");
    let content = html! {
        (page::problem(sentence))
        h1 { "Masuk sebagai petugas" }
        form method="post" action="/petugas/masuk" {
            input type="hidden" name="token" value=(token);
            div.field {
                label.field__label for="nama" { "Nama petugas" }
                input.input type="text" id="nama" name="nama" value=(office.officers.suggested())
                    autocomplete="username" autocapitalize="none" spellcheck="false" required;
            }
            div.field {
                label.field__label for="sandi" { "Kata sandi" }
                @if let Some(hint) = hint { p.field__hint id="sandi-petunjuk" { (hint) } }
                input.input type="password" id="sandi" name="sandi" autocomplete="current-password"
                    aria-describedby=[hint.map(|_| "sandi-petunjuk")] required autofocus;
            }
            button.button type="submit" { "Masuk" }
        }
    };
    let cookie = cookie::set(cookie::FORM, &token, FORM_STAYS, way.is_https);
    ([(header::SET_COOKIE, cookie)], page::page("Masuk", None, &content)).into_response()
}
