//! Wrong digits for one number, over days, restarts and however many addresses: from some on somebody is guessing. An alarm is then shown to
//! officers, and the number cannot be withdrawn by digits alone any more, since by now they may be known; the citizen does it at the counter.

use rusqlite::{Connection, OptionalExtension, params};

/// So many of ten thousand. Mistakes of whoever finds the right digits afterwards are taken off.
const ALARM: i64 = 20;
/// After so long without a wrong one they count anew, in seconds.
const FORGOTTEN: i64 = 30 * 24 * 3600;

/// One more wrong try. Whether it raises the alarm.
pub(crate) fn count(connection: &Connection, number: &str, now: i64) -> rusqlite::Result<bool> {
    let sql = "INSERT INTO guess (number, n_wrong, last) SELECT number, 1, ?2 FROM submission WHERE number = ?1
        ON CONFLICT (number) DO UPDATE SET last = ?2, n_wrong = iif(last < ?3, 1, n_wrong + 1),
        alarmed = iif(last < ?3, NULL, alarmed)";
    connection.execute(sql, params![number, now, now - FORGOTTEN])?;
    let sql = "UPDATE guess SET alarmed = ?2 WHERE number = ?1 AND n_wrong >= ?3 AND alarmed IS NULL";
    Ok(connection.execute(sql, params![number, now, ALARM])? > 0)
}

/// So many wrong tries were mistakes.
pub(crate) fn forgive(connection: &Connection, number: &str, n_tries: u32) -> rusqlite::Result<()> {
    let sql = "UPDATE guess SET n_wrong = max(0, n_wrong - ?2) WHERE number = ?1";
    connection.execute(sql, params![number, n_tries]).map(drop)
}

/// Since when a number is guessed at; nothing once nobody has guessed for so long that they count anew.
pub(crate) fn alarmed(connection: &Connection, number: &str, now: i64) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT alarmed FROM guess WHERE number = ?1 AND last >= ?2";
    Ok(connection.query_row(sql, params![number, now - FORGOTTEN], |row| row.get(0)).optional()?.flatten())
}
