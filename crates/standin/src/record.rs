//! Submissions in the database. Every function takes the connection, so that callers choose the transaction.

use rusqlite::{Connection, OptionalExtension, Row, params};

/// One submission.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) number: String,
    pub(crate) service: String,
    pub(crate) version: String,
    /// JSON, as sent.
    pub(crate) answers: String,
    /// The last four digits of the phone; empty when the service asks for none.
    pub(crate) digits: String,
    pub(crate) state: String,
    pub(crate) promised: String,
    pub(crate) reason: Option<String>,
    /// Unix seconds.
    pub(crate) created: i64,
    /// The counter whose officer helped, as the kiosk claims.
    pub(crate) assisted: Option<String>,
}

/// A state that a submission came into.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) state: String,
    pub(crate) at: i64,
    pub(crate) note: Option<String>,
    /// Who did it; nobody when the citizen did.
    pub(crate) officer: Option<String>,
}

/// An answer that the officer asks for again.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    pub(crate) pointer: String,
    pub(crate) reason: String,
}

const COLUMNS: &str = "number, service, version, answers, digits, state, promised, reason, created, assisted";

/// Writes a new submission and its first event.
pub(crate) fn insert(connection: &Connection, record: &Record) -> rusqlite::Result<()> {
    let sql = format!("INSERT INTO submission ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    let Record { number, service, version, answers, digits, state, promised, reason, created, assisted } = record;
    let values = params![number, service, version, answers, digits, state, promised, reason, created, assisted];
    connection.execute(&sql, values)?;
    happen(connection, number, &Change { state, reason: None, officer: None, at: *created })
}

pub(crate) fn find(connection: &Connection, number: &str) -> rusqlite::Result<Option<Record>> {
    let sql = format!("SELECT {COLUMNS} FROM submission WHERE number = ?1");
    connection.query_row(&sql, [number], read).optional()
}

/// The newest submissions, in one state or all, whose number or service holds `text`, or whose key begins with it: what somebody who has no
/// number is told to say.
pub(crate) fn list(connection: &Connection, state: &str, text: &str, page: u32) -> rusqlite::Result<Vec<Record>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM submission
         WHERE (?1 = '' OR state = ?1) AND (instr(number, upper(?2)) OR instr(service, lower(?2)) OR ?2 = ''
           OR length(?2) = 8 AND number IN (SELECT number FROM receipt_key WHERE substr(key, 1, 8) = lower(?2)))
         ORDER BY created DESC, number LIMIT {PAGE} OFFSET {PAGE} * ?3"
    );
    let mut statement = connection.prepare(&sql)?;
    statement.query_map(params![state, text, page], read)?.collect()
}

/// Submissions per page of the list.
pub(crate) const PAGE: usize = 50;

/// A state to bring a submission into.
pub(crate) struct Change<'a> {
    pub(crate) state: &'a str,
    /// What the citizen is told.
    pub(crate) reason: Option<&'a str>,
    /// Who does it; nobody when the citizen does.
    pub(crate) officer: Option<&'a str>,
    pub(crate) at: i64,
}

/// Brings a submission into a state.
pub(crate) fn set_state(connection: &Connection, number: &str, change: &Change<'_>) -> rusqlite::Result<()> {
    let sql = "UPDATE submission SET state = ?2, reason = ?3 WHERE number = ?1";
    connection.execute(sql, params![number, change.state, change.reason])?;
    connection.execute("DELETE FROM correction WHERE number = ?1", [number])?;
    happen(connection, number, change)
}

/// Asks for an answer again; to be called after the state was set.
pub(crate) fn ask(connection: &Connection, number: &str, pointer: &str, reason: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO correction (number, pointer, reason) VALUES (?1, ?2, ?3)";
    connection.execute(sql, [number, pointer, reason]).map(drop)
}

/// Replaces answers, digits, promise and helper, and keeps the answers before.
pub(crate) fn revise(connection: &Connection, old: &Record, new: &Record, at: i64) -> rusqlite::Result<()> {
    let sql = "INSERT INTO revision (number, answers, at) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![old.number, old.answers, at])?;
    let Record { answers, digits, promised, assisted, .. } = new;
    let sql = "UPDATE submission SET answers = ?2, digits = ?3, promised = ?4, assisted = ?5 WHERE number = ?1";
    connection.execute(sql, params![old.number, answers, digits, promised, assisted]).map(drop)
}

pub(crate) fn events(connection: &Connection, number: &str) -> rusqlite::Result<Vec<Event>> {
    let mut statement =
        connection.prepare("SELECT state, at, note, officer FROM event WHERE number = ?1 ORDER BY id")?;
    let read = |row: &Row| Ok(Event { state: row.get(0)?, at: row.get(1)?, note: row.get(2)?, officer: row.get(3)? });
    statement.query_map([number], read)?.collect()
}

pub(crate) fn corrections(connection: &Connection, number: &str) -> rusqlite::Result<Vec<Correction>> {
    let mut statement =
        connection.prepare("SELECT pointer, reason FROM correction WHERE number = ?1 ORDER BY rowid")?;
    let read = |row: &Row| Ok(Correction { pointer: row.get(0)?, reason: row.get(1)? });
    statement.query_map([number], read)?.collect()
}

fn happen(connection: &Connection, number: &str, change: &Change<'_>) -> rusqlite::Result<()> {
    let sql = "INSERT INTO event (number, state, at, note, officer) VALUES (?1, ?2, ?3, ?4, ?5)";
    let Change { state, reason, officer, at } = change;
    connection.execute(sql, params![number, state, at, reason, officer]).map(drop)
}

fn read(row: &Row) -> rusqlite::Result<Record> {
    Ok(Record {
        number: row.get(0)?,
        service: row.get(1)?,
        version: row.get(2)?,
        answers: row.get(3)?,
        digits: row.get(4)?,
        state: row.get(5)?,
        promised: row.get(6)?,
        reason: row.get(7)?,
        created: row.get(8)?,
        assisted: row.get(9)?,
    })
}
