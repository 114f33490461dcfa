//! The place that a kiosk opens for a phone: what the office says of the kiosk, and what the two need to agree on a key.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use rusqlite::params;
use serde_json::json;

use super::{Asker, Known, TOKEN, bytes, change, empty, insert, is_base32, is_known, look, said};
use crate::{
    Office,
    api::{json, reply, text},
    error::Error,
};

/// 65 bytes of a point, and 32 of a digest, in base32.
const POINT: usize = 104;
const COMMITMENT: usize = 52;

/// Opens a place: phones may write there for a quarter of an hour.
pub(super) async fn open(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let unit = asker.unit.clone().ok_or(Error::Unit)?;
    let body = json(&headers, &body)?;
    let read = |key: &str, length: usize| {
        let text = text(&body, key)?;
        if is_base32(text, length) { Ok(String::from(text)) } else { Err(Error::Unreadable) }
    };
    let (point, commitment) = (read("point", POINT)?, read("commitment", COMMITMENT)?);
    change(&office, &asker, id, move |connection, id, now, known| {
        if let Some(known) = known {
            let is_same = known.unit == unit && known.point == Some(point) && known.commitment == Some(commitment);
            return if is_same { Ok(()) } else { Err(Error::Plain(StatusCode::CONFLICT)) };
        }
        insert(connection, id, &unit, now)?;
        let sql = "UPDATE handoff SET point = ?2, commitment = ?3 WHERE id = ?1";
        Ok(connection.execute(sql, params![id, point, commitment]).map(drop)?)
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

/// The word of the office for a kiosk: which it is, where it stands, and the point that is its own.
pub(super) async fn kiosk(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let known = look(&office, &asker, id).await?;
    let is_there = |known: &Known| known.is_young && !known.is_closed && known.ack.is_none();
    let Some(Known { unit, point: Some(point), commitment, .. }) = known.filter(is_there) else {
        return Ok(empty(StatusCode::NO_CONTENT));
    };
    let unit = office.units.get(&unit).ok_or(Error::NotFound)?;
    let word = json!({
        "kiosk": unit.id, "name": unit.name, "place": unit.place, "point": point, "commitment": commitment,
    });
    Ok(reply(StatusCode::OK, word))
}

/// The phone's point, once, where a kiosk waits for it. From now on only this phone writes there: whoever else has seen the code does not know
/// its token.
pub(super) async fn hello(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Error> {
    let (token, hello) = (said(&headers, TOKEN)?, sized(&body, 65)?);
    change(&office, &asker, id, move |connection, id, _, known| {
        let known = known.filter(|known| known.point.is_some()).ok_or(Error::Plain(StatusCode::FORBIDDEN))?;
        // The same once more: a browser repeats what it has heard no answer to.
        if known.hello.as_ref() == Some(&hello) && is_known(known.token.as_deref(), &token) {
            return Ok(());
        }
        if known.hello.is_some() || !known.is_open() {
            return Err(Error::Plain(StatusCode::CONFLICT));
        }
        let sql = "UPDATE handoff SET hello = ?2, token = ?3 WHERE id = ?1";
        Ok(connection.execute(sql, params![id, hello, token]).map(drop)?)
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

pub(super) async fn hello_of(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let known = look(&office, &asker, id).await?;
    Ok(bytes(known.filter(|known| known.is_young).and_then(|known| known.hello)))
}

/// What the kiosk had committed itself to, from the kiosk that opened the place.
pub(super) async fn reveal(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Error> {
    let reveal = sized(&body, 32)?;
    let unit = asker.unit.clone().ok_or(Error::Unit)?;
    change(&office, &asker, id, move |connection, id, _, known| {
        let known = known.filter(|known| known.point.is_some() && known.unit == unit).ok_or(Error::Unit)?;
        if known.reveal.as_ref() == Some(&reveal) {
            return Ok(());
        }
        if known.reveal.is_some() || known.hello.is_none() || !known.is_open() {
            return Err(Error::Plain(StatusCode::CONFLICT));
        }
        Ok(connection.execute("UPDATE handoff SET reveal = ?2 WHERE id = ?1", params![id, reveal]).map(drop)?)
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

pub(super) async fn reveal_of(
    State(office): State<Arc<Office>>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let known = look(&office, &asker, id).await?;
    Ok(bytes(known.filter(|known| known.is_young).and_then(|known| known.reveal)))
}

/// A body of just so many bytes.
pub(super) fn sized(body: &Bytes, length: usize) -> Result<Vec<u8>, Error> {
    if body.len() == length { Ok(body.to_vec()) } else { Err(Error::Unreadable) }
}
