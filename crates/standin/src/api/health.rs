//! Whether the server and its database work.

use std::sync::Arc;

use axum::{extract::State, http::header, response::IntoResponse};

use crate::{Office, error::Error, office::work};

pub(crate) async fn health(State(office): State<Arc<Office>>) -> Result<impl IntoResponse, Error> {
    work(&office, |office| Ok(office.db.lock().query_row("SELECT 1", [], |_| Ok(()))?)).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], "ok\n"))
}
