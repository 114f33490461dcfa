//! The sealed bytes: written once, read as often as asked, and in the end either acknowledged by the reader or taken back by the writer.
//! Both need the token, which the reader finds in what it has opened.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rusqlite::{Connection, params};

use super::{Asker, KEPT, Known, bytes, change, empty, insert, look, place::sized, token};
use crate::{Office, error::Error, secret};

/// So many sealed things may lie there at once for one kiosk: it has one screen, and one person before it.
const MOST: i64 = 60;

/// Takes them: from a kiosk under a fresh name, from anybody at an open place.
pub(super) async fn put(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    // It is the digest of the token: whoever reads the database can neither acknowledge nor take back.
    let token = token(&headers)?;
    let unit = asker.unit.clone();
    change(&office, &asker, id, move |connection, id, now, known| {
        let unit = match (known, unit) {
            (Some(known), _) if known.is_open() => known.unit,
            (Some(_), _) => return Err(Error::Plain(StatusCode::CONFLICT)),
            (None, Some(unit)) => {
                insert(connection, id, &unit, now)?;
                unit
            }
            (None, None) => return Err(Error::Unit),
        };
        let sql = "SELECT count(*) FROM handoff WHERE unit = ?1 AND sealed IS NOT NULL";
        if connection.query_row(sql, [&unit], |row| row.get::<_, i64>(0))? >= MOST {
            return Err(Error::Busy { seconds: KEPT.unsigned_abs() });
        }
        write(connection, id, &token, &body, now)
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

/// Gives them, as often as asked; what was written at a place that a kiosk has opened, to that kiosk alone. That nothing is there is no
/// failure: a reader asks until there is.
pub(super) async fn get(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let known = look(&office, &asker, id).await?;
    let is_for = |known: &Known| known.point.is_none() || asker.unit.as_ref() == Some(&known.unit);
    Ok(bytes(known.filter(is_for).and_then(|known| known.sealed)))
}

/// The reader has opened them: they are deleted, and the writer can learn it. From then on nobody takes them back. It may say so as long as the
/// name is known: a reader whose line was cut has the only copy, if the writer has gone.
pub(super) async fn acknowledge(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let (token, ack) = (token(&headers)?, sized(&body, 32)?);
    change(&office, &asker, id, move |connection, id, _, known| {
        let known = known.filter(|known| known.token.is_some()).ok_or(Error::NotFound)?;
        match known {
            known if !known.is_of(&token) => Err(Error::Token),
            Known { ack: Some(known), .. } if known == ack => Ok(()),
            Known { ack: Some(_), .. } => Err(Error::Plain(StatusCode::CONFLICT)),
            Known { is_taken_back: true, .. } => Err(Error::Plain(StatusCode::GONE)),
            _ => {
                let sql = "UPDATE handoff SET ack = ?2, sealed = NULL WHERE id = ?1";
                Ok(connection.execute(sql, params![id, ack]).map(drop)?)
            }
        }
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

pub(super) async fn acknowledgement(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    Ok(bytes(look(&office, &asker, id).await?.and_then(|known| known.ack)))
}

/// The writer takes them back, also when their time is over. Where nothing was written yet, nothing can be any more: whoever heard no answer
/// to what was sent knows then that it cannot arrive late.
pub(super) async fn delete(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = token(&headers)?;
    let unit = asker.unit.clone();
    change(&office, &asker, id, move |connection, id, now, known| {
        let close = |connection| close(connection, id, &secret::sha256(&token));
        match (known, unit) {
            (None, None) => Err(Error::NotFound),
            (None, Some(unit)) => {
                insert(connection, id, &unit, now)?;
                close(connection)
            }
            (Some(Known { token: None, .. }), _) => close(connection),
            (Some(known), _) if !known.is_of(&token) => Err(Error::Token),
            (Some(Known { ack: Some(_), .. }), _) => Err(Error::Plain(StatusCode::CONFLICT)),
            _ => close(connection),
        }
    })
    .await?;
    Ok(empty(StatusCode::NO_CONTENT))
}

// Whatever was written, or comes yet, is the writer's own.
fn close(connection: &Connection, id: &str, token: &[u8; 32]) -> Result<(), Error> {
    let sql = "UPDATE handoff SET token = ?2, sealed = NULL, written = NULL WHERE id = ?1";
    Ok(connection.execute(sql, params![id, token]).map(drop)?)
}

fn write(connection: &Connection, id: &str, token: &[u8; 32], sealed: &[u8], now: i64) -> Result<(), Error> {
    let sql = "UPDATE handoff SET token = ?2, sealed = ?3, written = ?4 WHERE id = ?1";
    Ok(connection.execute(sql, params![id, token, sealed, now]).map(drop)?)
}
