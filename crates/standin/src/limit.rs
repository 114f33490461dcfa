//! How often somebody may try: a short number and four digits can be guessed, so each wrong try costs more waiting. And how often an
//! address may ask at all, where asking costs room.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{address::Address, error::Error};

/// Wrong tries for one thing (a number, known or not) that cost nothing.
const FREE: u32 = 3;
/// Wrong tries from one address that cost nothing. Many phones share one address of a mobile network.
const FREE_BY_ADDRESS: u32 = 40;
const LONGEST: u64 = 900;
/// After this long without a try all is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(3600);
/// Above this many entries old ones are looked for and dropped.
const MANY: usize = 20_000;

/// How long a quota lasts.
const WINDOW: Duration = Duration::from_secs(600);

/// The wrong tries so far.
#[derive(Default)]
pub(crate) struct Limits {
    things: Mutex<HashMap<String, Tries>>,
    addresses: Mutex<HashMap<Address, Tries>>,
}

#[derive(Clone, Copy)]
struct Tries {
    n_tries: u32,
    last: Instant,
    free_at: Instant,
}

impl Limits {
    /// Counts a try before it is judged, so that many at once gain nothing. Refused while one must wait; whether the
    /// try would be right makes no difference then.
    pub(crate) fn enter(&self, thing: &str, address: Option<Address>) -> Result<(), Error> {
        if let Some(address) = address {
            enter(&self.addresses, address, FREE_BY_ADDRESS)?;
        }
        enter(&self.things, String::from(thing), FREE)
    }

    /// The try was right.
    pub(crate) fn pass(&self, thing: &str, address: Option<Address>) {
        self.things.lock().unwrap_or_else(PoisonError::into_inner).remove(thing);
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(tries) = address.and_then(|address| addresses.get_mut(&address)) {
            tries.n_tries = tries.n_tries.saturating_sub(1);
            tries.free_at = tries.last;
        }
    }
}

/// So many requests in ten minutes of one asker (an address, a kiosk), right or wrong.
pub(crate) struct Quota {
    most: u32,
    used: Mutex<HashMap<String, (Instant, u32)>>,
}

impl Quota {
    pub(crate) fn new(most: u32) -> Quota {
        Quota { most, used: Mutex::default() }
    }

    /// Counts a request; refused while there are too many.
    pub(crate) fn take(&self, asker: impl ToString) -> Result<(), Error> {
        let now = Instant::now();
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() > MANY {
            used.retain(|_, (began, _)| now < *began + WINDOW);
        }
        let (began, n_used) = used.entry(asker.to_string()).or_insert((now, 0));
        if now >= *began + WINDOW {
            (*began, *n_used) = (now, 0);
        }
        if *n_used >= self.most {
            return Err(Error::Busy { seconds: (*began + WINDOW - now).as_secs() + 1 });
        }
        *n_used += 1;
        Ok(())
    }
}

fn enter<K: Eq + std::hash::Hash>(all: &Mutex<HashMap<K, Tries>>, key: K, free: u32) -> Result<(), Error> {
    let now = Instant::now();
    let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() > MANY {
        all.retain(|_, tries| now < tries.last + FORGOTTEN);
    }
    let tries = all.entry(key).or_insert(Tries { n_tries: 0, last: now, free_at: now });
    if now < tries.free_at {
        let wait = tries.free_at - now;
        return Err(Error::Busy { seconds: wait.as_secs() + 1 });
    }
    if now > tries.last + FORGOTTEN {
        tries.n_tries = 0;
    }
    tries.n_tries += 1;
    tries.last = now;
    tries.free_at = now + Duration::from_secs(delay(tries.n_tries, free));
    Ok(())
}

/// The seconds to wait after so many tries: none while they are free, then 2, 4, 8 …
fn delay(n_tries: u32, free: u32) -> u64 {
    match n_tries.saturating_sub(free) {
        0 => 0,
        over => 2_u64.saturating_pow(over).min(LONGEST),
    }
}

#[cfg(test)]
mod tests;
