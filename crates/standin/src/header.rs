//! The security headers of every reply, and the log of requests.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{Office, address::Way, error::Error};

/// What the app may load: nothing but its own files and its own wasm. `loket headers` says the same, as a test knows.
const APP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types loket";

/// What a reply below /api may do when it is opened as a page: nothing, not even belong to this origin, whose drafts it could read.
const BARE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The officers' pages run no script at all.
const OFFICER: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Puts the security headers on every reply.
pub(crate) async fn secure(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let is_https = Way::of(&office.settings, request.extensions(), request.headers()).is_https;
    let is_here = is_loopback(&request);
    let policy = policy(request.uri().path());
    let mut response = next.run(request).await;
    for (name, value) in HEADERS.into_iter().chain([(header::CONTENT_SECURITY_POLICY, policy)]) {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // Browsers ignore it on plain http from elsewhere, and say so in the console.
    if is_https || is_here {
        let name = HeaderName::from_static("cross-origin-opener-policy");
        response.headers_mut().insert(name, HeaderValue::from_static("same-origin"));
    }
    // Not for this machine: it would hold for whatever else is tried there.
    if is_https && !is_here {
        let lasting = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, lasting);
    }
    response
}

fn policy(path: &str) -> &'static str {
    match path.split('/').nth(1) {
        Some("api") => BARE,
        Some("petugas") => OFFICER,
        _ => APP,
    }
}

/// Whether the browser runs on this machine; to it plain http is as good as https then.
fn is_loopback(request: &Request) -> bool {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    host.is_none_or(|host| ["localhost", "127.", "[::1]"].iter().any(|name| host.starts_with(name)))
}

/// Prints one line per request: the route's pattern, never an address with numbers in it, never a body. A refusal that matters for
/// security has a line of its own, whether requests are logged or not.
pub(crate) async fn log(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().map(|path| String::from(path.as_str()));
    let from = Way::of(&office.settings, request.extensions(), request.headers()).from;
    let response = next.run(request).await;
    let path = path.unwrap_or_else(|| String::from("(app)"));
    let status = response.status().as_u16();
    if let Some(what) = response.extensions().get::<Error>().and_then(refusal) {
        office.journal.security(what, format!("route={path}"), from);
    }
    if office.settings.log {
        office.journal.request(format!("{method} {path} {status} {} ms", began.elapsed().as_millis()));
    }
    response
}

/// What the log calls a refusal that matters for security.
fn refusal(error: &Error) -> Option<&'static str> {
    match error {
        Error::Busy { .. } => Some("limit"),
        Error::Unknown => Some("wrong-digits"),
        Error::Guarded => Some("guarded"),
        Error::Pin => Some("wrong-pin"),
        Error::Unit => Some("no-kiosk"),
        Error::Token => Some("wrong-token"),
        _ => None,
    }
}
