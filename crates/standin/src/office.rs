//! What all requests share: the database, the services, the lists, the clock, and who tried how often.

use std::sync::Arc;

use forms::Json;

use crate::{
    Settings,
    api::handoff::{self, Quotas},
    calendar::Calendar,
    db::{self, Db},
    door::Doors,
    error::Error,
    journal::{Journal, complain},
    key::Keys,
    limit::{Limits, Quota},
    lists::Lists,
    neighbourhood,
    officer::{Officers, Sessions},
    secret,
    service::Services,
    trouble::Trouble,
    unit::Units,
};

/// The running office.
pub struct Office {
    pub(crate) settings: Settings,
    /// The counters whose officers unlock kiosks: (name, PIN).
    pub(crate) counters: Vec<(String, String)>,
    /// The kiosks that it vouches for.
    pub(crate) units: Units,
    pub(crate) db: Db,
    pub(crate) services: Services,
    pub(crate) lists: Lists,
    pub(crate) calendar: Calendar,
    pub(crate) keys: Keys,
    pub(crate) limits: Limits,
    pub(crate) doors: Doors,
    pub(crate) submissions: Quota,
    /// The same for what was refused.
    pub(crate) refusals: Quota,
    pub(crate) handoffs: Quotas,
    pub(crate) officers: Officers,
    pub(crate) sessions: Sessions,
    pub(crate) journal: Journal,
    pub(crate) trouble: Trouble,
}

impl Office {
    /// Opens the database and reads the data. The error is a sentence for the terminal.
    pub fn open(mut settings: Settings) -> Result<Office, String> {
        let db = Db::open(&settings.db)
            .map_err(|error| format!("The database {} cannot be opened: {error}", settings.db.display()))?;
        let mut counters = settings.counters.clone();
        if counters.is_empty() {
            counters.push((String::from("1"), secret::random(6, b"0123456789")));
        }
        let config = std::fs::read_to_string(&settings.config).unwrap_or_default();
        let calendar = Calendar::read(
            &embedded(include_str!("../data/holidays.json"))?,
            &embedded(include_str!("../data/promise.json"))?,
        );
        let lists = Lists::read()?;
        neighbourhood::fill(&db, &lists).map_err(|error| format!("The list of RTs cannot be written: {error}"))?;
        Ok(Office {
            counters,
            units: Units::new(&settings.kiosks, &config),
            db,
            services: Services::new(settings.services.clone()),
            lists,
            calendar: calendar.ok_or("data/holidays.json or data/promise.json has a wrong shape")?,
            keys: Keys::default(),
            limits: Limits::default(),
            doors: Doors::default(),
            submissions: Quota::new(settings.submissions),
            refusals: Quota::new(settings.submissions),
            handoffs: Quotas::default(),
            officers: Officers::new(&mut settings)?,
            sessions: Sessions::default(),
            journal: Journal::new(settings.clock),
            trouble: Trouble::default(),
            settings,
        })
    }

    /// The words for a value of a list.
    pub(crate) fn words(&self, list: &str, value: &Json) -> Option<String> {
        if list == neighbourhood::NAME {
            return neighbourhood::words(&self.db, value.as_str()?);
        }
        self.lists.words(list, value)
    }

    /// Deletes from the database's files what has had its time, whether anybody asks or not.
    pub(crate) fn sweep(&self) {
        let connection = self.db.lock();
        let swept = handoff::sweep(&connection, self.settings.clock.now()).and_then(|()| db::fold(&connection));
        match swept {
            Ok(true) => {}
            Ok(false) => complain("What has had its time is still in the log of the database: somebody reads it."),
            Err(error) => complain(format!("What has had its time cannot be deleted: {error}")),
        }
    }

    /// The trial officer's password, if it was made here and has to be printed.
    pub fn made_password(&self) -> Option<&str> {
        self.officers.made()
    }

    /// The first counter and its PIN, to be printed at the start.
    pub fn counter(&self) -> Option<(&str, &str)> {
        self.counters.first().map(|(name, pin)| (name.as_str(), pin.as_str()))
    }
}

/// Runs work that waits for the database or judges answers, off the threads that serve. It runs to its end even when
/// the caller has gone.
pub(crate) async fn work<T: Send + 'static>(
    office: &Arc<Office>,
    work: impl FnOnce(&Office) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let office = office.clone();
    tokio::task::spawn_blocking(move || work(&office)).await.unwrap_or(Err(Error::Internal))
}

/// A data file that is part of the program.
pub(crate) fn embedded(text: &str) -> Result<Json, String> {
    Json::parse(text).map_err(|error| format!("a data file is no JSON at byte {}", error.offset))
}
