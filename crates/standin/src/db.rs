//! The database: one SQLite file with a write-ahead log, brought up to date when it is opened.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::Connection;

/// One step per release; a step that was released is never changed.
const MIGRATIONS: [&str; 5] = [
    include_str!("../migration/0001.sql"),
    include_str!("../migration/0002.sql"),
    include_str!("../migration/0003.sql"),
    include_str!("../migration/0004.sql"),
    include_str!("../migration/0005.sql"),
];

/// The open database.
pub(crate) struct Db(Mutex<Connection>);

impl Db {
    /// Opens (or makes) the file and runs the migrations that are missing.
    pub(crate) fn open(path: &Path) -> rusqlite::Result<Db> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A receipt that was shown must survive a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate(&mut connection)?;
        Ok(Db(Mutex::new(connection)))
    }

    /// The connection, for one caller at a time. A transaction that a panic left open was rolled back when it fell.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let done: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (step, migration) in (1..).zip(MIGRATIONS).filter(|(step, _)| *step > done) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", step)?;
        transaction.commit()?;
    }
    Ok(())
}
