//! The officer's pages (`/petugas`): plain HTML from the server, in Indonesian, for trying the whole way of a permit.

mod act;
mod list;
mod login;
mod page;
mod view;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    extract::FromRequestParts,
    http::{HeaderValue, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use tokio::time::Instant;

use crate::{Office, secret};

/// How long an officer stays signed in: one working day.
const STAYS: Duration = Duration::from_secs(9 * 3600);
const COOKIE: &str = "petugas";

pub(crate) fn router() -> Router<Arc<Office>> {
    Router::new()
        .route("/", get(list::show))
        .route("/masuk", get(login::show).post(login::enter))
        .route("/keluar", post(login::leave))
        .route("/gaya.css", get(page::style))
        .route("/{number}", get(view::show))
        .route("/{number}/status", post(act::set_state))
        .route("/{number}/perbaikan", post(act::ask))
        .route("/{number}/tolak", post(act::refuse))
        .fallback(page::missing)
        .layer(middleware::from_fn(keep_nothing))
}

/// The officers who are signed in, by the token in their cookie.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<String, (Officer, Instant)>>);

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Officer {
    token: String,
    /// Must come back with every form, so that no other site can send one.
    pub(crate) form_token: String,
}

impl Sessions {
    fn open(&self) -> Officer {
        let officer = Officer { token: secret::token(), form_token: secret::token() };
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        sessions.retain(|_, (_, until)| now < *until);
        sessions.insert(officer.token.clone(), (officer.clone(), now + STAYS));
        officer
    }

    fn find(&self, token: &str) -> Option<Officer> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (officer, until) = sessions.get(token)?;
        (Instant::now() < *until).then(|| officer.clone())
    }

    fn close(&self, officer: &Officer) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&officer.token);
    }
}

impl FromRequestParts<Arc<Office>> for Officer {
    type Rejection = Redirect;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Officer, Redirect> {
        let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        let token = cookies.find(|(name, _)| *name == COOKIE).map(|(_, token)| token);
        token.and_then(|token| office.sessions.find(token)).ok_or_else(|| Redirect::to("/petugas/masuk"))
    }
}

/// The fields of a form that an officer sent.
pub(crate) struct Sent(Vec<(String, String)>);

impl Sent {
    /// The trimmed value of a field; empty when it is not there.
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether the form was made for this officer.
    fn is_from(&self, officer: &Officer) -> bool {
        secret::is_same(self.get("token"), &officer.form_token)
    }
}

/// These pages hold what citizens wrote: no cache keeps them.
async fn keep_nothing(request: axum::extract::Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response.into_response()
}
