//! Lists to choose from.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};

use crate::{Office, error::Error};

pub(super) async fn list(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    Query(filter): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let list = office.lists.list(&name, &filter).ok_or(Error::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=600")];
    Ok((headers, list.to_text()).into_response())
}
