//! Whether a PIN is an officer's, asked by a kiosk that the office knows: gives the counter that it belongs to. After wrong ones the answer takes longer.

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
    door::GUESSED,
    error::Error,
    secret,
};

pub(super) async fn unlock(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let body = json(&headers, &body)?;
    let (kiosk, pin) = (text(&body, "kiosk")?, text(&body, "pin")?);
    let unit = office.units.asks(&headers).filter(|unit| unit.id == kiosk).ok_or(Error::Unit)?;
    let tried = office.doors.enter(&unit.id).await?;
    // All are compared: how long it takes tells nothing.
    let same = |found, (counter, own)| if secret::is_same(own, pin) { Some(counter) } else { found };
    let counters = office.counters.iter().map(|(counter, own)| (counter, own.as_str()));
    let Some(counter) = counters.fold(None, same) else {
        if tried.n_tries() == GUESSED {
            office.journal.security("alarm", format!("kiosk={} pin=guessed", unit.id), caller.0);
        }
        return Err(Error::Pin);
    };
    tried.pass();
    office.journal.security("unlocked", format!("kiosk={} counter={counter}", unit.id), caller.0);
    Ok(reply(StatusCode::OK, json!({ "counter": counter })))
}
