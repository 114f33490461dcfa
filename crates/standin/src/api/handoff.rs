//! What a kiosk and a phone hand over to each other: sealed bytes under a random name, which nobody here can read, and of which nothing is
//! logged. A kiosk that the office knows opens a place (`place`), at which a phone may write; a kiosk itself writes under a fresh name
//! (`sealed`). The reader's proof that it has opened them deletes the bytes; until then the writer may take them back, and only one of
//! both ever happens, for one reader.

mod place;
mod sealed;

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRequestParts},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::{Office, api::Caller, error::Error, limit::Quota, office::work, secret, unit};

/// Answers of the longest form are a tenth of this.
const MAX_SEALED: usize = 64 * 1024;
/// What the two agree on by is far smaller.
const MAX_OTHER: usize = 1024;
/// The writer's token or its SHA-256, and the SHA-256 of the acknowledgement.
const TOKEN: &str = "loket-token";
const ACK: &str = "loket-ack";
/// How long a place is open and sealed bytes are kept, in seconds.
const KEPT: i64 = 15 * 60;
/// How long either end can learn what became of them: as long as a phone keeps a draft that moves.
const KNOWN: i64 = 37 * 24 * 3600;
/// 128 random bits in capitals and digits (base32, RFC 4648).
const NAME: usize = 26;

pub(super) fn router() -> Router<Arc<Office>> {
    let sealed = get(sealed::get).put(sealed::put).delete(sealed::delete).layer(DefaultBodyLimit::max(MAX_SEALED));
    let others = Router::new()
        .route("/{id}/kiosk", put(place::open).get(place::kiosk))
        .route("/{id}/hello", put(place::hello).get(place::hello_of))
        .route("/{id}/reveal", put(place::reveal).get(place::reveal_of))
        .route("/{id}/ack", put(sealed::acknowledge).get(sealed::acknowledgement))
        .layer(DefaultBodyLimit::max(MAX_OTHER));
    Router::new().route("/{id}", sealed).merge(others)
}

/// How often somebody may ask in ten minutes. A kiosk has its own share, so that no stranger uses it up; all others are counted by
/// address, and a whole hall of phones, of which each asks once a second, has one.
pub(crate) struct Quotas {
    unit_writes: Quota,
    unit_reads: Quota,
    writes: Quota,
    /// What was refused has a count of its own: whoever is refused takes no share of the others in the hall.
    refusals: Quota,
    reads: Quota,
}

impl Default for Quotas {
    fn default() -> Quotas {
        let [unit_writes, unit_reads, writes, refusals, reads] = [300, 6_000, 600, 600, 12_000].map(Quota::new);
        Quotas { unit_writes, unit_reads, writes, refusals, reads }
    }
}

/// Who asks: a unit by its header, or anybody.
struct Asker {
    unit: Option<String>,
    caller: Caller,
}

impl FromRequestParts<Arc<Office>> for Asker {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Asker, Error> {
        let caller = Caller::from_request_parts(parts, office).await.unwrap_or(Caller(None));
        let unit = office.units.asks(&parts.headers).map(|unit| unit.id.clone());
        // A kiosk that is not believed must learn it at once, not when it first writes.
        if unit.is_none() && parts.headers.contains_key(unit::HEADER) {
            return Err(Error::Unit);
        }
        Ok(Asker { unit, caller })
    }
}

impl Asker {
    /// Counts a reading.
    fn reads(&self, office: &Office) -> Result<(), Error> {
        match (&self.unit, self.caller.0) {
            (Some(unit), _) => office.handoffs.unit_reads.take(unit),
            (None, Some(address)) => office.handoffs.reads.take(address),
            (None, None) => Ok(()),
        }
    }

    /// Refused when too much was written.
    fn may_write(&self, office: &Office) -> Result<(), Error> {
        match (&self.unit, self.caller.0) {
            (Some(unit), _) => office.handoffs.unit_writes.check(unit),
            (None, Some(address)) => office.handoffs.writes.check(address),
            (None, None) => Ok(()),
        }
    }

    /// Counts a writing, by what came of it. What is written already is not refused any more.
    fn wrote<T>(&self, office: &Office, done: Result<T, Error>) -> Result<T, Error> {
        let quotas = &office.handoffs;
        let counted = match (&self.unit, self.caller.0) {
            (Some(unit), _) => quotas.unit_writes.take(unit),
            (None, Some(address)) if done.is_err() => quotas.refusals.take(address),
            (None, Some(address)) => quotas.writes.take(address),
            (None, None) => Ok(()),
        };
        if done.is_ok() { done } else { counted.and(done) }
    }
}

/// What is known of a name.
struct Known {
    /// The kiosk that opened the place, or that wrote.
    unit: String,
    point: Option<String>,
    commitment: Option<String>,
    hello: Option<Vec<u8>>,
    reveal: Option<Vec<u8>>,
    /// The SHA-256 of the writer's token, once there is a writer.
    token: Option<Vec<u8>>,
    sealed: Option<Vec<u8>>,
    /// The SHA-256 of the acknowledgement, once something was written.
    ack_digest: Option<Vec<u8>>,
    ack: Option<Vec<u8>>,
    /// The SHA-256 of the number by which the reader that has it names itself.
    reader: Option<Vec<u8>>,
    /// Whether its writer has taken it back: then nobody else has it, or comes to have it.
    is_closed: bool,
    /// Whether its first quarter of an hour is not over.
    is_young: bool,
}

impl Known {
    /// Whether a phone may come: a kiosk opened it, nothing was written, nobody took it back.
    fn is_open(&self) -> bool {
        self.point.is_some() && self.ack_digest.is_none() && !self.is_closed && self.is_young
    }

    /// Whether this is the writer's token.
    fn is_of(&self, token: &[u8; 32]) -> bool {
        is_known(self.token.as_deref(), &secret::sha256(token))
    }

    /// Whether somebody may read it: what was written at a place that a kiosk has opened is for that kiosk.
    fn is_for(&self, unit: Option<&String>) -> bool {
        self.point.is_none() || unit == Some(&self.unit)
    }
}

fn is_known(known: Option<&[u8]>, digest: &[u8; 32]) -> bool {
    known.and_then(|known| known.try_into().ok()).is_some_and(|known| secret::is_equal(known, digest))
}

/// Reads what is known of a name, and counts who asks.
async fn look(office: &Arc<Office>, asker: &Asker, id: String) -> Result<Option<Known>, Error> {
    asker.reads(office)?;
    named(&id)?;
    work(office, move |office| find(&office.db.lock(), &id, office.settings.clock.now())).await
}

/// Changes what is known of a name, in one transaction, and counts who asks.
async fn change<T: Send + 'static>(
    office: &Arc<Office>,
    asker: &Asker,
    id: String,
    change: impl FnOnce(&Connection, &str, i64, Option<Known>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    named(&id)?;
    asker.may_write(office)?;
    let done = work(office, move |office| {
        let (mut connection, now) = (office.db.lock(), office.settings.clock.now());
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        sweep(&transaction, now)?;
        let known = find(&transaction, &id, now)?;
        let done = change(&transaction, &id, now, known)?;
        transaction.commit()?;
        Ok(done)
    })
    .await;
    asker.wrote(office, done)
}

fn named(id: &str) -> Result<(), Error> {
    if is_base32(id, NAME) { Ok(()) } else { Err(Error::NotFound) }
}

/// Deletes what has had its time.
///
/// # Errors
///
/// The database's.
pub(crate) fn sweep(connection: &Connection, now: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE handoff SET sealed = NULL WHERE sealed IS NOT NULL AND written <= ?1", [now - KEPT])?;
    connection.execute("DELETE FROM handoff WHERE at <= ?1", [now - KNOWN])?;
    Ok(())
}

fn find(connection: &Connection, id: &str, now: i64) -> Result<Option<Known>, Error> {
    let sql = "SELECT unit, point, commitment, hello, reveal, token, ack_digest, ack, reader, closed, at,
        CASE WHEN written > ?2 THEN sealed END FROM handoff WHERE id = ?1 AND at > ?3";
    let read = |row: &Row| {
        Ok(Known {
            unit: row.get(0)?,
            point: row.get(1)?,
            commitment: row.get(2)?,
            hello: row.get(3)?,
            reveal: row.get(4)?,
            token: row.get(5)?,
            ack_digest: row.get(6)?,
            ack: row.get(7)?,
            reader: row.get(8)?,
            is_closed: row.get::<_, Option<i64>>(9)?.is_some(),
            is_young: row.get::<_, i64>(10)? > now - KEPT,
            sealed: row.get(11)?,
        })
    };
    Ok(connection.query_row(sql, params![id, now - KEPT, now - KNOWN], read).optional()?)
}

/// A row for a name that is not known yet.
fn insert(connection: &Connection, id: &str, unit: &str, now: i64) -> Result<(), Error> {
    connection.execute("INSERT INTO handoff (id, unit, at) VALUES (?1, ?2, ?3)", params![id, unit, now])?;
    Ok(())
}

/// The 32 bytes that a header says, in hexadecimal digits.
fn said(headers: &HeaderMap, name: &str) -> Result<[u8; 32], Error> {
    headers.get(name).and_then(|value| secret::from_hex(value.to_str().ok()?)).ok_or(Error::Token)
}

fn is_base32(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| secret::BASE32.contains(&byte))
}

/// Bytes that nobody may keep, or nothing: a poll that finds nothing is no failure.
fn bytes(found: Option<Vec<u8>>) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, "no-store")];
    found.map_or_else(|| empty(StatusCode::NO_CONTENT), |found| (headers, found).into_response())
}

fn empty(status: StatusCode) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}
