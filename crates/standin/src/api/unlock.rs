//! Whether a PIN is an officer's, asked by a kiosk that the office knows: gives the counter that it belongs to. Every wrong one makes the next wait longer.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::json;

use crate::{
    Office,
    api::{Caller, json, reply, text},
    error::Error,
    secret,
};

pub(super) async fn unlock(
    State(office): State<Arc<Office>>,
    Caller(address): Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let body = json(&headers, &body)?;
    let (kiosk, pin) = (text(&body, "kiosk")?, text(&body, "pin")?);
    let unit = office.units.asks(&headers).filter(|unit| unit.id == kiosk).ok_or(Error::Unit)?;
    let thing = format!("kiosk {}", unit.id);
    office.limits.enter(&thing, address)?;
    // All are compared: how long it takes tells nothing.
    let same = |found, (counter, own)| if secret::is_same(own, pin) { Some(counter) } else { found };
    let counters = office.counters.iter().map(|(counter, own)| (counter, own.as_str()));
    let counter: &String = counters.fold(None, same).ok_or(Error::Pin)?;
    office.limits.pass(&thing, address);
    Ok(reply(StatusCode::OK, json!({ "counter": counter })))
}
