//! The requests below `/api`, one file per address.

mod corrections;
pub(crate) mod handoff;
pub(crate) mod health;
mod lookup;
mod openapi;
mod options;
mod status;
pub(crate) mod submissions;
mod unlock;

use std::{convert::Infallible, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use forms::Json;
use tower_http::compression::CompressionLayer;

use crate::{Office, address::Address, error::Error};

/// Answers are text; this is far above any form.
const MAX_BODY: usize = 256 * 1024;

pub(crate) fn router() -> Router<Arc<Office>> {
    Router::new()
        .route("/options/{name}", get(options::list).layer(CompressionLayer::new()))
        .route("/lookup/sptu", post(lookup::sptu))
        .route("/services/{service}/{version}/submissions", post(submissions::submit))
        .route("/status", post(status::status))
        .route("/withdraw", post(status::withdraw))
        .route("/corrections", post(corrections::correct))
        .nest("/handoff", handoff::router())
        .route("/kiosk/unlock", post(unlock::unlock))
        .route("/openapi.json", get(openapi::document))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

/// Who asks, as far as the connection tells.
pub(crate) struct Caller(pub(crate) Option<Address>);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Infallible> {
        let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Caller(info.map(|info| Address::from(info.0.ip()))))
    }
}

/// The JSON of a request's body.
pub(crate) fn json(headers: &HeaderMap, body: &Bytes) -> Result<Json, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind != "application/json" && !kind.ends_with("+json") {
        return Err(Error::MediaType);
    }
    parse(body)
}

/// Bytes as JSON, whatever they were called.
pub(crate) fn parse(body: &Bytes) -> Result<Json, Error> {
    let text = std::str::from_utf8(body).map_err(|_| Error::Unreadable)?;
    Json::parse(text).map_err(|_| Error::Unreadable)
}

/// The counter whose officer helped, as a kiosk claims: short and plain, since officers read it.
fn assisted(headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(value) = headers.get("loket-assisted") else { return Ok(None) };
    let fits = |text: &&str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" ._-".contains(&byte);
        (1..=40).contains(&text.len()) && text.bytes().all(is_plain)
    };
    value.to_str().ok().filter(fits).map(|text| Some(String::from(text))).ok_or(Error::Assisted)
}

/// A member that must be a text.
fn text<'a>(body: &'a Json, key: &str) -> Result<&'a str, Error> {
    body.get(key).and_then(Json::as_str).ok_or(Error::Unreadable)
}

/// A reply that nobody may keep.
fn reply(status: StatusCode, body: impl ToString) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body.to_string()).into_response()
}
