//! Looking up an SPTU. Number and NIK must belong together; which of the two is wrong is not told.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use forms::Identity;

use crate::{
    Office,
    api::{Caller, json, reply, text},
    error::Error,
};

pub(super) async fn sptu(
    State(office): State<Arc<Office>>,
    Caller(address): Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let body = json(&headers, &body)?;
    let (number, nik) = (text(&body, "nomor")?, Identity::Nik.normalise(text(&body, "nik")?));
    let thing = format!("sptu {number}");
    office.limits.enter(&thing, address)?;
    let record = office.lists.sptu(number, &nik, &office.settings.clock).ok_or(Error::NotFound)?;
    office.limits.pass(&thing, address);
    Ok(reply(StatusCode::OK, record.to_text()))
}
