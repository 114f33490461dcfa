//! What a kiosk and a phone hand over to each other: sealed bytes under a random name, kept until the reader says that it has opened
//! them, a quarter of an hour at most. Nobody here can read them, and nothing of them is logged.

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Office, api::Caller, error::Error, key::is_taken, limit::Quota, office::work};

/// Answers of the longest form are a tenth of this.
pub(super) const MAX_BODY: usize = 64 * 1024;
/// How long they are kept, in seconds.
const KEPT: i64 = 15 * 60;
/// So many are kept at once: with all of them as large as they may be, the disk holds them easily.
const MOST: i64 = 2_000;
/// 128 random bits in capitals and digits (base32, RFC 4648).
const NAME: usize = 26;

/// How often one address may ask. A hall of kiosks has one; each looks every two seconds.
pub(crate) struct Quotas {
    writes: Quota,
    reads: Quota,
}

impl Default for Quotas {
    fn default() -> Quotas {
        Quotas { writes: Quota::new(120), reads: Quota::new(6_000) }
    }
}

/// Takes them, once for each name: neither a second writer nor somebody late can put others in their place.
pub(super) async fn put(
    State(office): State<Arc<Office>>,
    caller: Caller,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Error> {
    let Caller(address) = caller;
    office.handoffs.writes.take(address)?;
    if !is_name(&id) {
        return Err(Error::NotFound);
    }
    work(&office, move |office| {
        let (connection, now) = (office.db.lock(), office.settings.clock.now());
        sweep(&connection, now)?;
        let n_kept: i64 = connection.query_row("SELECT count(*) FROM handoff", [], |row| row.get(0))?;
        if n_kept >= MOST {
            return Err(Error::Busy { seconds: KEPT.unsigned_abs() });
        }
        let sql = "INSERT INTO handoff (id, sealed, at) VALUES (?1, ?2, ?3)";
        match connection.execute(sql, params![id, body.as_ref(), now]) {
            Err(error) if is_taken(&error) => Err(Error::Plain(StatusCode::CONFLICT)),
            done => Ok(done.map(drop)?),
        }
    })
    .await?;
    Ok(empty(StatusCode::CREATED))
}

/// Gives them, as often as asked. That nothing is there is no failure: whoever waits asks until there is.
pub(super) async fn get(
    State(office): State<Arc<Office>>,
    Caller(address): Caller,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let sealed = at(&office, address, id, |connection, id| {
        let sql = "SELECT sealed FROM handoff WHERE id = ?1 AND sealed IS NOT NULL";
        Ok(connection.query_row(sql, [id], |row| row.get::<_, Vec<u8>>(0)).optional()?)
    });
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, "no-store")];
    match sealed.await? {
        Some(sealed) => Ok((headers, sealed).into_response()),
        None => Ok(empty(StatusCode::NO_CONTENT)),
    }
}

/// Deletes them: by the reader, who has opened them, or by the writer, who takes them back. Only one of the two is told that it was there, so
/// that only one goes on with what was handed over. The name stays taken until its time is over.
pub(super) async fn delete(
    State(office): State<Arc<Office>>,
    Caller(address): Caller,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let deleted = at(&office, address, id, |connection, id| {
        let sql = "UPDATE handoff SET sealed = NULL WHERE id = ?1 AND sealed IS NOT NULL";
        Ok(connection.execute(sql, [id])?)
    });
    if deleted.await? == 0 { Err(Error::NotFound) } else { Ok(empty(StatusCode::NO_CONTENT)) }
}

/// Asks the database about a name, once what is too old has gone.
async fn at<T: Send + 'static>(
    office: &Arc<Office>,
    address: Option<IpAddr>,
    id: String,
    ask: impl FnOnce(&Connection, &str) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    office.handoffs.reads.take(address)?;
    if !is_name(&id) {
        return Err(Error::NotFound);
    }
    work(office, move |office| {
        let connection = office.db.lock();
        sweep(&connection, office.settings.clock.now())?;
        ask(&connection, &id)
    })
    .await
}

fn sweep(connection: &Connection, now: i64) -> Result<(), Error> {
    connection.execute("DELETE FROM handoff WHERE at <= ?1", [now - KEPT])?;
    Ok(())
}

fn is_name(id: &str) -> bool {
    id.len() == NAME && id.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'))
}

fn empty(status: StatusCode) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}
