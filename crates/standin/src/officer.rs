//! The officer's pages (`/petugas`): plain HTML from the server, in Indonesian, for trying the whole way of a permit.

mod act;
mod cookie;
mod known;
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

use crate::{Office, address::Way, secret};

pub(crate) use known::Officers;
pub use known::hash;

/// How long an officer stays signed in at most: one working day.
const STAYS: Duration = Duration::from_secs(9 * 3600);
/// And without doing anything.
const IDLE: Duration = Duration::from_secs(30 * 60);

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
        .route("/{number}/batal", post(act::withdraw))
        .fallback(page::missing)
        .layer(middleware::from_fn(keep_nothing))
}

/// The officers who are signed in, by the token in their cookie.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<HashMap<String, Session>>);

struct Session {
    officer: Officer,
    until: Instant,
    seen: Instant,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Officer {
    pub(crate) name: String,
    token: String,
    /// Must come back with every form, so that no other site can send one.
    pub(crate) form_token: String,
}

impl Sessions {
    fn open(&self, name: &str) -> Officer {
        let officer = Officer { name: String::from(name), token: secret::token(), form_token: secret::token() };
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        sessions.retain(|_, session| session.is_open(now));
        let session = Session { officer: officer.clone(), until: now + STAYS, seen: now };
        sessions.insert(officer.token.clone(), session);
        officer
    }

    fn find(&self, token: &str) -> Option<Officer> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (session, now) = (sessions.get_mut(token)?, Instant::now());
        if !session.is_open(now) {
            return None;
        }
        session.seen = now;
        Some(session.officer.clone())
    }

    fn close(&self, officer: &Officer) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&officer.token);
    }
}

impl Session {
    fn is_open(&self, now: Instant) -> bool {
        now < self.until && now < self.seen + IDLE
    }
}

impl FromRequestParts<Arc<Office>> for Officer {
    type Rejection = Redirect;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Officer, Redirect> {
        let is_https = Way::of(&office.settings, &parts.extensions, &parts.headers).is_https;
        let token = cookie::get(&parts.headers, cookie::SESSION, is_https);
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
