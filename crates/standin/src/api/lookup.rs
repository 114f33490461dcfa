//! Looking up an SPTU. Number and NIK must belong together; which of the two is wrong is not told.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use forms::LocalFormat;

use crate::{
    Office,
    api::{Caller, json, reply, text},
    error::Error,
    office::work,
};

pub(super) async fn sptu(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let body = json(&headers, &body)?;
    let (number, nik) = (String::from(text(&body, "nomor")?), LocalFormat::Nik.normalise(text(&body, "nik")?));
    let (thing, payer) = (format!("sptu {number}"), caller.payer());
    office.limits.enter(&thing, &payer)?;
    let found = work(&office, move |office| Ok(office.lists.sptu(&number, &nik, &office.settings.clock)));
    let record = found.await?.ok_or(Error::NotFound)?;
    office.limits.pass(&thing, &payer);
    Ok(reply(StatusCode::OK, record.to_text()))
}
