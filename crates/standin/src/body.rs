//! Bodies arrive within a time and below a size, or the request is refused: who sends a byte now and then holds nothing.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::Error;

/// Answers are text; this is far above any form.
pub(crate) const MOST: usize = 256 * 1024;
/// A form of ten kilobytes needs a third of it at a kilobyte a second, and the largest hand-over two kilobytes a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// Waits for the whole body before anything else is done.
pub(crate) async fn arrive(request: Request, next: Next) -> Response {
    let declared = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|declared: usize| declared > MOST) {
        return Error::Plain(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(PATIENCE, to_bytes(body, MOST)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => Error::Plain(StatusCode::PAYLOAD_TOO_LARGE).into_response(),
        Err(_) => Error::Plain(StatusCode::REQUEST_TIMEOUT).into_response(),
    }
}
