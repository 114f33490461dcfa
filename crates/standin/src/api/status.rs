//! How far a submission is, and taking it back. No answers leave through here.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use forms::{Json, Lang};
use rusqlite::{Connection, TransactionBehavior};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::{
    Office,
    api::{Caller, json, reply, text},
    error::{Error, GUARDED, language},
    guess, number,
    office::work,
    record::{self, Change, Record},
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
    let lang = language(&headers);
    let describing = move |office: &Office| {
        let now = office.settings.clock.now();
        Ok(describe(&office.db.lock(), &record, now, lang)?)
    };
    let status = work(&office, describing).await?;
    Ok(reply(StatusCode::OK, status))
}

pub(super) async fn withdraw(
    State(office): State<Arc<Office>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let record = admit(&office, &caller, &json(&headers, &body)?).await?;
    let lang = language(&headers);
    let status = work(&office, move |office| take_back(office, &record.number, lang)).await?;
    Ok(reply(StatusCode::OK, status))
}

/// The submission that a body names by `number` and `digits`.
pub(super) async fn admit(office: &Arc<Office>, caller: &Caller, body: &Json) -> Result<Record, Error> {
    let number = number::read(text(body, "number")?);
    let digits: String = text(body, "digits")?.chars().filter(char::is_ascii_digit).collect();
    let (began, payer) = (Instant::now(), caller.payer());
    office.limits.enter(&number, &payer)?;
    let wanted = number.clone();
    let record = work(office, move |office| Ok(record::find(&office.db.lock(), &wanted)?)).await?;
    let known = record.as_ref().map_or("", |record| record.digits.as_str());
    let is_right = secret::is_same(known, &digits) && !known.is_empty();
    match record.filter(|_| is_right) {
        Some(record) => {
            let n_mistakes = office.limits.pass(&number, &payer);
            if n_mistakes > 0 {
                work(office, move |office| Ok(guess::forgive(&office.db.lock(), &number, n_mistakes)?)).await?;
            }
            Ok(record)
        }
        None => {
            let mark = office.journal.mark(&number);
            let alarm =
                work(office, move |office| Ok(guess::count(&office.db.lock(), &number, office.settings.clock.now())?));
            if alarm.await? {
                office.journal.security("alarm", format!("number={mark} digits=guessed"), caller.0);
            }
            tokio::time::sleep_until(began + REFUSAL).await;
            Err(Error::Unknown)
        }
    }
}

fn describe(connection: &Connection, record: &Record, now: i64, lang: Lang) -> rusqlite::Result<Value> {
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
    if state::is_withdrawable(&record.state) && guess::alarmed(connection, &record.number, now)?.is_some() {
        status["withdrawable"] = Value::from(false);
        status["reason"] = Value::from(if lang == Lang::En { GUARDED.1 } else { GUARDED.0 });
    }
    Ok(status)
}

fn take_back(office: &Office, number: &str, lang: Lang) -> Result<Value, Error> {
    let mut connection = office.db.lock();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let record = record::find(&transaction, number)?.ok_or(Error::Unknown)?;
    // A second tap on "withdraw" finds it withdrawn, which is what was wanted.
    if record.state != state::WITHDRAWN {
        if !state::is_withdrawable(&record.state) {
            return Err(Error::State);
        }
        if guess::alarmed(&transaction, number, office.settings.clock.now())?.is_some() {
            return Err(Error::Guarded);
        }
        let now = office.settings.clock.now();
        record::set_state(
            &transaction,
            number,
            &Change { state: state::WITHDRAWN, reason: None, officer: None, at: now },
        )?;
    }
    let record = record::find(&transaction, number)?.ok_or(Error::Unknown)?;
    let status = describe(&transaction, &record, office.settings.clock.now(), lang)?;
    transaction.commit()?;
    Ok(status)
}
