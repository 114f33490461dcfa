//! The description of this interface (OpenAPI 3.1).

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

pub(super) async fn document() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../../openapi.json")).into_response()
}
