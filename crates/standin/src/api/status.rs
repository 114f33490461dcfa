//! How far a submission is, and taking it back. No answers leave through here.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use forms::Json;
use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    Office,
    api::{Caller, json, reply, text},
    error::Error,
    number,
    office::work,
    record::{self, Record},
    secret, state,
};

/// An unknown number and wrong digits are answered after the same time.
const REFUSAL: Duration = Duration::from_millis(250);

pub(super) async fn status(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let record = admit(&office, &caller, &json(&headers, &body)?).await?;
    let status = work(&office, move |office| Ok(describe(&office.db.lock(), &record)?)).await?;
    Ok(reply(StatusCode::OK, status))
}

pub(super) async fn withdraw(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let record = admit(&office, &caller, &json(&headers, &body)?).await?;
    let status = work(&office, move |office| take_back(office, &record.number)).await?;
    Ok(reply(StatusCode::OK, status))
}

/// The submission that a body names by `number` and `digits`.
pub(super) async fn admit(office: &Arc<Office>, caller: &Caller, body: &Json) -> Result<Record, Error> {
    let number = number::read(text(body, "number")?);
    let digits: String = text(body, "digits")?.chars().filter(char::is_ascii_digit).collect();
    let began = Instant::now();
    office.limits.enter(&number, caller.0)?;
    let wanted = number.clone();
    let record = work(office, move |office| Ok(record::find(&office.db.lock(), &wanted)?)).await?;
    let known = record.as_ref().map_or("", |record| record.digits.as_str());
    let is_right = secret::is_same(known, &digits) && !known.is_empty();
    match record.filter(|_| is_right) {
        Some(record) => {
            office.limits.pass(&number, caller.0);
            Ok(record)
        }
        None => {
            tokio::time::sleep_until(began + REFUSAL).await;
            Err(Error::Unknown)
        }
    }
}

fn describe(connection: &Connection, record: &Record) -> rusqlite::Result<Value> {
    let corrections = record::corrections(connection, &record.number)?;
    let corrections =
        corrections.iter().map(|correction| json!({ "pointer": correction.pointer, "reason": correction.reason }));
    let mut status = json!({
        "number": record.number,
        "service": record.service,
        "version": record.version,
        "state": record.state,
        "steps": state::steps(&record.state, &record::events(connection, &record.number)?),
        "corrections": corrections.collect::<Vec<Value>>(),
        "withdrawable": state::is_withdrawable(&record.state),
    });
    if !state::is_closed(&record.state) {
        status["promised"] = Value::from(record.promised.as_str());
    }
    if let Some(reason) = &record.reason {
        status["reason"] = Value::from(reason.as_str());
    }
    Ok(status)
}

fn take_back(office: &Office, number: &str) -> Result<Value, Error> {
    let mut connection = office.db.lock();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let record = record::find(&transaction, number)?.ok_or(Error::Unknown)?;
    // A second tap on "withdraw" finds it withdrawn, which is what was wanted.
    if record.state != state::WITHDRAWN {
        if !state::is_withdrawable(&record.state) {
            return Err(Error::State);
        }
        record::set_state(&transaction, number, state::WITHDRAWN, None, office.settings.clock.now())?;
    }
    let record = record::find(&transaction, number)?.ok_or(Error::Unknown)?;
    let status = describe(&transaction, &record)?;
    transaction.commit()?;
    Ok(status)
}
