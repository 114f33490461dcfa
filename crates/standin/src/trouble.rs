//! Failures to order, for tests: a slow office, an error instead of a reply, a reply that got lost.
//!
//! Off unless `--trouble` is given. `PUT /trouble` takes `[ { "path": "/api/status", "status": 500, "times": 1 } ]`; an
//! order with `"after": true` lets the request do its work first and loses only the reply.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::Bytes,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use forms::Json;

use crate::{Office, api, error::Error};

/// The orders that are still to be carried out.
#[derive(Default)]
pub(crate) struct Trouble(Mutex<Vec<Order>>);

#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// Where the path must begin.
    path: String,
    /// How often it still happens.
    times: i64,
    ms: u64,
    after: bool,
    /// The reply instead of the real one; without it the request is only slow.
    status: Option<StatusCode>,
    kind: String,
    body: String,
}

/// Replaces all orders.
pub(crate) async fn set(State(office): State<Arc<Office>>, body: Bytes) -> Result<StatusCode, Error> {
    let json = api::parse(&body)?;
    let orders = json.as_array().ok_or(Error::Unreadable)?.iter().map(Order::read);
    let orders = orders.collect::<Option<Vec<Order>>>().ok_or(Error::Unreadable)?;
    *office.trouble.0.lock().unwrap_or_else(PoisonError::into_inner) = orders;
    Ok(StatusCode::NO_CONTENT)
}

/// Carries out `--slow-ms` and the orders.
pub(crate) async fn happen(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let order = office.trouble.take(path);
    let slow_ms = if path.starts_with("/api/") { office.settings.slow_ms } else { 0 };
    let ms = slow_ms + order.as_ref().map_or(0, |order| order.ms);
    if ms > 0 {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    match order {
        Some(Order { status: Some(status), kind, body, after, .. }) => {
            if after {
                next.run(request).await;
            }
            (status, [(header::CONTENT_TYPE, kind)], body).into_response()
        }
        _ => next.run(request).await,
    }
}

impl Trouble {
    fn take(&self, path: &str) -> Option<Order> {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let order = orders.iter_mut().find(|order| order.times > 0 && path.starts_with(&order.path))?;
        order.times -= 1;
        Some(order.clone())
    }
}

impl Order {
    fn read(json: &Json) -> Option<Order> {
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(String::from);
        let number = |key: &str| json.get(key).and_then(Json::as_i64);
        let status = number("status").map(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok());
        Some(Order {
            path: text("path")?,
            times: number("times").unwrap_or(1),
            ms: number("ms").and_then(|ms| u64::try_from(ms).ok()).unwrap_or_default(),
            after: json.get("after").and_then(Json::as_bool).unwrap_or_default(),
            status: match status {
                Some(status) => Some(status?),
                None => None,
            },
            kind: text("type").unwrap_or_else(|| String::from("text/html; charset=utf-8")),
            body: text("body").unwrap_or_else(|| String::from("<!doctype html><title>Error</title>")),
        })
    }
}
