//! Lists to choose from: most of them whole, one searched and given page by page.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::reply;
use crate::{
    Office,
    error::Error,
    neighbourhood::{self, MOST_PAGES, Search},
    office::work,
};

pub(super) async fn list(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    Query(filter): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asked = |key: &str| filter.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
    let page = asked("page").map_or(Ok(1), |page| page.parse().map_err(|_| Error::Unreadable))?;
    if !(1..=MOST_PAGES).contains(&page) {
        return Err(Error::Unreadable);
    }
    if name == neighbourhood::NAME {
        let search = Search { query: asked("query").unwrap_or_default(), kelurahan: asked("kelurahan"), page };
        let found = work(&office, move |office| Ok(neighbourhood::search(&office.db, &search)?)).await?;
        // What somebody has typed is nobody's to keep.
        return Ok(reply(StatusCode::OK, found));
    }
    let list = office.lists.list(&name, &filter).ok_or(Error::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=600")];
    Ok((headers, list.to_text()).into_response())
}
