//! The doors of kiosks: an officer stands before the same screen as whoever tried wrong PINs there, so waiting cannot be put on one of
//! them alone. A try is judged always, one at a time, but later and later: a right PIN opens, and guessing stays slow. Only after very many
//! wrong ones within an hour the door rests between tries.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{sync::OwnedMutexGuard, time::Instant};

use crate::error::Error;

/// Wrong tries that are judged at once.
const FREE: u32 = 3;
/// A kiosk waits ten seconds for an answer.
const LATEST: Duration = Duration::from_secs(8);
/// Above so many within an hour somebody is guessing: one try a minute.
pub(crate) const GUESSED: u32 = 30;
const REST: Duration = Duration::from_secs(60);
const FORGOTTEN: Duration = Duration::from_secs(3600);

/// The wrong tries at each door; there are as many as kiosks.
#[derive(Default)]
pub(crate) struct Doors(Mutex<HashMap<String, Arc<tokio::sync::Mutex<Tries>>>>);

#[derive(Default)]
pub(crate) struct Tries {
    n_tries: u32,
    last: Option<Instant>,
}

/// A try that may be judged now. Meanwhile no other is, at this door.
pub(crate) struct Try(OwnedMutexGuard<Tries>);

impl Doors {
    /// Waits until a try may be judged, and counts it. Refused while another one waits, and during a rest.
    pub(crate) async fn enter(&self, kiosk: &str) -> Result<Try, Error> {
        let door =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(String::from(kiosk)).or_default().clone();
        let mut tries = door.try_lock_owned().map_err(|_| Error::Busy { seconds: LATEST.as_secs() })?;
        let now = Instant::now();
        if tries.last.is_some_and(|last| now >= last + FORGOTTEN) {
            tries.n_tries = 0;
        }
        let rested = tries.last.map_or(now, |last| last + REST);
        if tries.n_tries >= GUESSED && now < rested {
            return Err(Error::Busy { seconds: (rested - now).as_secs() + 1 });
        }
        tries.n_tries += 1;
        tries.last = Some(now);
        let over = tries.n_tries.saturating_sub(FREE + 1);
        let late = if over == 0 { Duration::ZERO } else { Duration::from_secs(2_u64.saturating_pow(over)).min(LATEST) };
        tokio::time::sleep(late).await;
        Ok(Try(tries))
    }
}

impl Try {
    /// It was right.
    pub(crate) fn pass(mut self) {
        *self.0 = Tries::default();
    }

    /// It was wrong; the how many-eth in a row.
    pub(crate) fn n_tries(&self) -> u32 {
        self.0.n_tries
    }
}
