//! The database: one SQLite file with a write-ahead log, brought up to date when it is opened.

use std::{
    fs::{OpenOptions, Permissions},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::Connection;

use crate::journal::complain;

/// One step per release; a step that was released is never changed.
const MIGRATIONS: [&str; 7] = [
    include_str!("../migration/0001.sql"),
    include_str!("../migration/0002.sql"),
    include_str!("../migration/0003.sql"),
    include_str!("../migration/0004.sql"),
    include_str!("../migration/0005.sql"),
    include_str!("../migration/0006.sql"),
    include_str!("../migration/0007.sql"),
];

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The open database.
pub(crate) struct Db(Mutex<Connection>);

impl Db {
    /// Opens (or makes) the file and runs the migrations that are missing.
    pub(crate) fn open(path: &Path) -> rusqlite::Result<Db> {
        keep_private(path);
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // A receipt that was shown must survive a power cut.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // What is deleted is gone from the file, too: sealed answers, tokens.
        connection.pragma_update(None, "secure_delete", true)?;
        migrate(&mut connection)?;
        Ok(Db(Mutex::new(connection)))
    }

    /// The connection, for one caller at a time. A transaction that a panic left open was rolled back when it fell.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the write-ahead log into the file and empties it: what was deleted stands in neither. `false` while somebody else reads the file, who is
/// not waited for.
pub(crate) fn fold(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(Duration::ZERO)?;
    let is_busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
    connection.busy_timeout(PATIENCE)?;
    is_busy.map(|is_busy| !is_busy)
}

/// What citizens wrote is for this user of the machine alone. SQLite gives the files beside it the same rights.
fn keep_private(path: &Path) {
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    let kept = file.and_then(|file| file.set_permissions(Permissions::from_mode(0o600)));
    if let Err(error) = kept {
        complain(format!("{} cannot be kept from others: {error}", path.display()));
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
