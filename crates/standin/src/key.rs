//! Idempotency keys: one receipt per key, however often and however fast the same request comes.
//!
//! While a request is at work its key is held in memory; the receipt and its key are written in one transaction. So a
//! key is never left behind half-used, not by a refusal, not by a crash.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use axum::http::HeaderMap;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;

/// How long a key is remembered: a phone may be without a network for a month.
const KEPT: i64 = 37 * 24 * 3600;

/// The keys at work.
#[derive(Default)]
pub(crate) struct Keys(Mutex<HashSet<String>>);

/// Holds a key until it is dropped.
pub(crate) struct Held<'a> {
    keys: &'a Keys,
    key: String,
}

/// What a key has given.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Receipt {
    pub(crate) number: String,
    pub(crate) promised: String,
}

impl Keys {
    /// Takes a key; refused while another request holds it.
    pub(crate) fn hold(&self, key: &str) -> Result<Held<'_>, Error> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !held.insert(String::from(key)) {
            return Err(Error::InProgress);
        }
        Ok(Held { keys: self, key: String::from(key) })
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.keys.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

/// The key of a request.
pub(crate) fn read(headers: &HeaderMap) -> Result<String, Error> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_key = (16..=64).contains(&key.len()) && key.bytes().all(fits);
    is_key.then(|| String::from(key)).ok_or(Error::Key)
}

/// The receipt that a key has given for the same request; another request under it is refused.
pub(crate) fn given(connection: &Connection, key: &str, fingerprint: &[u8; 32]) -> Result<Option<Receipt>, Error> {
    let sql = "SELECT fingerprint, number, promised FROM receipt_key WHERE key = ?1";
    let row = connection.query_row(sql, [key], |row| {
        let receipt = Receipt { number: row.get(1)?, promised: row.get(2)? };
        Ok((row.get::<_, Vec<u8>>(0)?, receipt))
    });
    match row.optional()? {
        None => Ok(None),
        Some((known, receipt)) if known == fingerprint => Ok(Some(receipt)),
        Some(_) => Err(Error::KeyReused),
    }
}

/// Binds a key to its receipt, inside the transaction that makes it, and forgets keys that are too old.
pub(crate) fn bind(
    connection: &Connection,
    key: &str,
    fingerprint: &[u8; 32],
    receipt: &Receipt,
    now: i64,
) -> Result<(), Error> {
    connection.execute("DELETE FROM receipt_key WHERE at < ?1", [now - KEPT])?;
    let sql = "INSERT INTO receipt_key (key, fingerprint, number, promised, at) VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![key, fingerprint, receipt.number, receipt.promised, now];
    match connection.execute(sql, values) {
        // Another process on the same file was faster.
        Err(error) if is_taken(&error) => Err(Error::InProgress),
        done => Ok(done.map(drop)?),
    }
}

/// Remembers the receipt of what came with a reference; of several the first.
pub(crate) fn refer(connection: &Connection, reference: &str, receipt: &Receipt, now: i64) -> Result<(), Error> {
    let sql = "INSERT OR IGNORE INTO receipt_key (key, fingerprint, number, promised, at) VALUES (?1, x'', ?2, ?3, ?4)";
    connection.execute(sql, params![reference, receipt.number, receipt.promised, now])?;
    Ok(())
}

/// The receipt of what came with a reference.
pub(crate) fn referred(connection: &Connection, reference: &str) -> Result<Option<Receipt>, Error> {
    let sql = "SELECT number, promised FROM receipt_key WHERE key = ?1 AND fingerprint = x''";
    let found =
        connection.query_row(sql, [reference], |row| Ok(Receipt { number: row.get(0)?, promised: row.get(1)? }));
    Ok(found.optional()?)
}

/// Whether a row with this key is there already.
pub(crate) fn is_taken(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}
