//! The sealed bytes: written once, read as often as asked, and in the end either acknowledged by one reader or taken back by the writer. Only
//! who has opened them can make the acknowledgement, and only the writer has the token.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rusqlite::{Connection, params};

use super::{ACK, Asker, KEPT, Known, TOKEN, bytes, change, empty, insert, is_known, look, said};
use crate::{Office, error::Error, secret};

/// So many sealed things may lie there at once for one kiosk: it has one screen, and one person before it.
const MOST: i64 = 60;

/// Takes them: from a kiosk under a fresh name, at an open place from the phone that has said hello. Both digests keep the tokens themselves from
/// whoever reads the database.
pub(super) async fn put(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let (token, ack) = (said(&headers, TOKEN)?, said(&headers, ACK)?);
    let unit = asker.unit.clone();
    change(&office, &asker, id, move |connection, id, now, known| {
        let is_writer = |known: &Known| is_known(known.token.as_deref(), &token);
        let unit = match (known, unit) {
            (Some(known), _) if known.is_open() && is_writer(&known) => known.unit,
            (Some(known), _) if known.is_open() => return Err(Error::Token),
            // The same once more: a browser repeats what it has heard no answer to.
            (Some(known), _)
                if !known.is_closed
                    && is_writer(&known)
                    && is_known(known.ack_digest.as_deref(), &ack)
                    && known.sealed.as_deref().is_none_or(|sealed| sealed == body.as_ref()) =>
            {
                return Ok(());
            }
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
        let sql = "UPDATE handoff SET token = ?2, ack_digest = ?3, sealed = ?4, written = ?5 WHERE id = ?1";
        Ok(connection.execute(sql, params![id, token, ack, body.as_ref(), now]).map(drop)?)
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

/// Gives them, as often as asked. That nothing is there is no failure: a reader asks until there is.
pub(super) async fn get(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let known = look(&office, &asker, id).await?;
    Ok(bytes(known.filter(|known| known.is_for(asker.unit.as_ref())).and_then(|known| known.sealed)))
}

/// A reader has opened them, and it is the first: they are deleted, and the writer can learn it. From then on nobody takes them back, and no
/// other reader has them. It may say so as long as the name is known: a reader whose line was cut has the only copy, if the writer has gone.
pub(super) async fn acknowledge(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Error> {
    let Some((ack, reader)) = body.split_first_chunk::<32>().filter(|(_, reader)| reader.len() == 32) else {
        return Err(Error::Unreadable);
    };
    let (ack, reader, unit) = (*ack, secret::sha256(reader), asker.unit.clone());
    change(&office, &asker, id, move |connection, id, _, known| {
        let known = known.ok_or(Error::NotFound)?;
        match known {
            known if !known.is_for(unit.as_ref()) => Err(Error::Unit),
            Known { ack_digest: None, is_closed: false, .. } => Err(Error::NotFound),
            Known { ack_digest: None, .. } => Err(Error::Plain(StatusCode::GONE)),
            known if !is_known(known.ack_digest.as_deref(), &secret::sha256(&ack)) => Err(Error::Token),
            known if is_known(known.reader.as_deref(), &reader) => Ok(()),
            Known { reader: Some(_), .. } => Err(Error::Plain(StatusCode::CONFLICT)),
            Known { is_closed: true, .. } => Err(Error::Plain(StatusCode::GONE)),
            _ => {
                let sql = "UPDATE handoff SET ack = ?2, reader = ?3, sealed = NULL WHERE id = ?1";
                Ok(connection.execute(sql, params![id, ack, reader]).map(drop)?)
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
/// to what was sent knows then that it cannot arrive late; 201 says that a kiosk's name was not known here at all.
pub(super) async fn delete(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let token = said(&headers, TOKEN)?;
    let unit = asker.unit.clone();
    let status = change(&office, &asker, id, move |connection, id, now, known| {
        let close = |status| close(connection, id, &secret::sha256(&token)).map(|()| status);
        match (known, unit) {
            (None, None) => Err(Error::NotFound),
            (None, Some(unit)) => {
                insert(connection, id, &unit, now)?;
                close(StatusCode::CREATED)
            }
            // Nobody has said hello yet, as far as this store knows.
            (Some(Known { token: None, unit: own, .. }), unit) => {
                if unit.as_ref() == Some(&own) {
                    close(StatusCode::NO_CONTENT)
                } else {
                    Err(Error::NotFound)
                }
            }
            (Some(known), _) if !known.is_of(&token) => Err(Error::Token),
            (Some(Known { ack: Some(_), .. }), _) => Err(Error::Plain(StatusCode::CONFLICT)),
            _ => close(StatusCode::NO_CONTENT),
        }
    })
    .await?;
    Ok(empty(status))
}

// Whatever was written, or comes yet, is the writer's own.
fn close(connection: &Connection, id: &str, token: &[u8; 32]) -> Result<(), Error> {
    let sql = "UPDATE handoff SET token = ?2, sealed = NULL, closed = 1 WHERE id = ?1";
    Ok(connection.execute(sql, params![id, token]).map(drop)?)
}
