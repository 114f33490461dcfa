//! Who is an officer: names with hashed passwords, and the browsers in which an officer has signed in before.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};
use rusqlite::{Connection, OptionalExtension, params};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{Settings, secret};

/// The name of the trial officer.
const TRIAL: &str = "petugas";
/// A password has at least so many characters.
const SHORTEST: usize = 10;
/// How long a browser is known, in seconds.
const KNOWN: i64 = 90 * 24 * 3600;
/// A hash takes 19 megabytes and some time on purpose, so only so many are made at once.
const AT_ONCE: usize = 2;

/// The officers of the command line.
pub(crate) struct Officers {
    named: Vec<(String, String)>,
    /// The trial officer's password, for trying: it is not kept anywhere.
    trial: Option<String>,
    /// Whether the password was made here, so that it has to be printed.
    is_made: bool,
    /// What a name that nobody has is compared with, so that it takes as long.
    nobody: String,
    /// Strangers wait for each other here, and not before those who have signed in from this browser before.
    strangers: Semaphore,
    known: Semaphore,
}

impl Officers {
    /// Takes the passwords out of the settings. The error is a sentence for the terminal.
    pub(crate) fn new(settings: &mut Settings) -> Result<Officers, String> {
        let named = std::mem::take(&mut settings.officers);
        if let Some((name, _)) = named.iter().find(|(_, hash)| PasswordHash::new(hash).is_err()) {
            return Err(format!("The hash of officer {name} is none: `standin officer {name}` makes one."));
        }
        let given = settings.password.take();
        let is_made = given.is_none() && named.is_empty();
        let made = is_made.then(|| secret::random(12, b"abcdefghjkmnpqrstuvwxyz23456789"));
        let nobody = named.first().map(|(_, hash)| hash.clone()).unwrap_or_default();
        let [strangers, known] = [AT_ONCE; 2].map(Semaphore::new);
        Ok(Officers { named, trial: given.or(made), is_made, nobody, strangers, known })
    }

    /// The password that was made at the start, to be printed.
    pub(crate) fn made(&self) -> Option<&str> {
        self.trial.as_deref().filter(|_| self.is_made)
    }

    /// The name that stands in the form from the beginning.
    pub(crate) fn suggested(&self) -> &str {
        if self.trial.is_some() && self.named.is_empty() { TRIAL } else { "" }
    }

    /// The officer of this name, if the name is known at all: only then may the log hold it.
    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        let named = self.named.iter().map(|(known, _)| known.as_str());
        named.chain(self.trial.as_ref().map(|_| TRIAL)).find(|known| *known == name)
    }

    /// Waits until a password may be judged.
    pub(crate) async fn turn(&self, is_known: bool) -> Option<SemaphorePermit<'_>> {
        if is_known { &self.known } else { &self.strangers }.acquire().await.ok()
    }

    /// Whether the password is the one of this name. Takes long.
    pub(crate) fn judge(&self, name: &str, password: &str) -> bool {
        if let Some(trial) = self.trial.as_ref().filter(|_| name == TRIAL) {
            return secret::is_same(trial, password);
        }
        let known = self.named.iter().find(|(known, _)| known == name);
        let hash = known.map_or(&self.nobody, |(_, hash)| hash);
        let is_right = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        is_right && known.is_some()
    }
}

/// The hash of an officer's password (Argon2id, RFC 9106). The error is a sentence for the terminal.
pub fn hash(name: &str, password: &str) -> Result<String, String> {
    let is_name = |character: char| character.is_alphanumeric() || " ._-".contains(character);
    if !(1..=40).contains(&name.len()) || !name.chars().all(is_name) {
        return Err(String::from("An officer's name has up to 40 letters, digits, spaces, dots and dashes."));
    }
    if password.chars().count() < SHORTEST {
        return Err(format!("A password has at least {SHORTEST} characters."));
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| error.to_string())?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Remembers a browser; gives what its cookie holds.
pub(super) fn remember(connection: &Connection, officer: &str, now: i64) -> rusqlite::Result<String> {
    let token = secret::token();
    connection.execute("DELETE FROM device WHERE at < ?1", [now - KNOWN])?;
    let sql = "INSERT INTO device (digest, officer, at) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![secret::sha256(token.as_bytes()), officer, now])?;
    Ok(token)
}

/// Whether this officer has signed in before in the browser with this cookie.
pub(super) fn is_known(connection: &Connection, officer: &str, token: &str, now: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM device WHERE digest = ?1 AND officer = ?2 AND at >= ?3";
    let digest = secret::sha256(token.as_bytes());
    Ok(connection.query_row(sql, params![digest, officer, now - KNOWN], |_| Ok(())).optional()?.is_some())
}
