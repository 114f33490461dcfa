//! How often somebody may try: a short number and four digits can be guessed, so wrong tries cost waiting. Whoever tries pays, nobody else:
//! tries are counted for each pair of a thing (a number, known or not) and a payer (an address), so that a stranger's wrong tries never
//! keep the right ones of others out. And how often somebody may ask at all, where asking costs room.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::error::Error;

/// Wrong tries of one payer for one thing that cost nothing.
const FREE: u32 = 3;
/// From so many wrong tries of all payers on, a thing is being guessed: then a payer has one try before the waiting begins.
const GUESSED: u32 = 20;
/// Wrong tries of one payer for whatever thing, at once; one comes back each second. A hall of phones has one address, and whoever sits in
/// it must not shut it for all.
const BY_PAYER: u32 = 600;
const LONGEST: u64 = 900;
/// After this long without a try all is forgotten.
const FORGOTTEN: Duration = Duration::from_secs(3600);
/// How often what is forgotten is swept out.
const SWEEP: Duration = Duration::from_secs(60);
/// So many entries take some ten megabytes. Above, those of a single try go first.
const MOST: usize = 50_000;
/// How long a quota lasts.
const WINDOW: Duration = Duration::from_secs(600);

/// The wrong tries so far.
#[derive(Default)]
pub(crate) struct Limits {
    pairs: Mutex<Memory<(String, String)>>,
    payers: Mutex<Memory<String>>,
    things: Mutex<Memory<String>>,
}

/// Tries by what they are counted for.
struct Memory<K> {
    tries: HashMap<K, Tries>,
    swept: Instant,
}

#[derive(Clone, Copy)]
struct Tries {
    n_tries: u32,
    last: Instant,
    free_at: Instant,
}

impl Limits {
    /// Counts a try before it is judged, so that many at once gain nothing. Refused while this payer must wait; whether the try would be
    /// right makes no difference then.
    pub(crate) fn enter(&self, thing: &str, payer: &str) -> Result<(), Error> {
        let now = Instant::now();
        {
            let mut payers = lock(&self.payers);
            let tries = payers.at(String::from(payer), now);
            let back = u32::try_from((now - tries.last).as_secs()).unwrap_or(u32::MAX);
            let n_tries = tries.n_tries.saturating_sub(back);
            if n_tries >= BY_PAYER {
                return Err(Error::Busy { seconds: 1 });
            }
            if back > 0 {
                (tries.n_tries, tries.last) = (n_tries, now);
            }
            tries.n_tries += 1;
        }
        let mut things = lock(&self.things);
        let of_thing = things.at(String::from(thing), now);
        let free = if of_thing.n_tries >= GUESSED { 1 } else { FREE };
        let mut pairs = lock(&self.pairs);
        let tries = pairs.at((String::from(thing), String::from(payer)), now);
        if now < tries.free_at {
            return Err(Error::Busy { seconds: (tries.free_at - now).as_secs() + 1 });
        }
        tries.n_tries += 1;
        tries.last = now;
        tries.free_at = now + Duration::from_secs(delay(tries.n_tries, free));
        of_thing.n_tries += 1;
        of_thing.last = now;
        Ok(())
    }

    /// The try was right: what this payer did wrong for this thing before was a mistake, and is forgiven. Gives how many there were.
    pub(crate) fn pass(&self, thing: &str, payer: &str) -> u32 {
        let pair = (String::from(thing), String::from(payer));
        let n_tries = lock(&self.pairs).tries.remove(&pair).map_or(0, |tries| tries.n_tries);
        for (memory, key) in [(&self.things, thing), (&self.payers, payer)] {
            if let Some(tries) = lock(memory).tries.get_mut(key) {
                tries.n_tries = tries.n_tries.saturating_sub(n_tries);
            }
        }
        n_tries.saturating_sub(1)
    }

    #[cfg(test)]
    pub(crate) fn n_known(&self) -> usize {
        lock(&self.pairs).tries.len() + lock(&self.things).tries.len() + lock(&self.payers).tries.len()
    }
}

impl<K: Eq + Hash> Memory<K> {
    fn at(&mut self, key: K, now: Instant) -> &mut Tries {
        if now >= self.swept + SWEEP {
            self.swept = now;
            self.tries.retain(|_, tries| now < tries.last + FORGOTTEN);
        }
        if self.tries.len() >= MOST {
            self.tries.retain(|_, tries| tries.n_tries > 1);
        }
        if self.tries.len() >= MOST {
            self.tries.clear();
        }
        let tries = self.tries.entry(key).or_insert(Tries { n_tries: 0, last: now, free_at: now });
        if now >= tries.last + FORGOTTEN {
            *tries = Tries { n_tries: 0, last: now, free_at: now };
        }
        tries
    }
}

impl<K> Default for Memory<K> {
    fn default() -> Memory<K> {
        Memory { tries: HashMap::new(), swept: Instant::now() }
    }
}

/// So many requests in ten minutes of one asker (an address, a kiosk), right or wrong.
pub(crate) struct Quota {
    most: u32,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    askers: HashMap<String, (Instant, u32)>,
    swept: Option<Instant>,
}

impl Quota {
    pub(crate) fn new(most: u32) -> Quota {
        Quota { most, used: Mutex::default() }
    }

    /// Refused while there are too many; it is not counted.
    pub(crate) fn check(&self, asker: impl ToString) -> Result<(), Error> {
        let (used, now) = (lock(&self.used), Instant::now());
        match used.askers.get(&asker.to_string()) {
            Some((began, n_used)) if *n_used >= self.most && now < *began + WINDOW => {
                Err(Error::Busy { seconds: (*began + WINDOW - now).as_secs() + 1 })
            }
            _ => Ok(()),
        }
    }

    /// Counts a request; refused while there are too many.
    pub(crate) fn take(&self, asker: impl ToString) -> Result<(), Error> {
        let now = Instant::now();
        let mut used = lock(&self.used);
        if used.askers.len() >= MOST || used.swept.is_none_or(|swept| now >= swept + SWEEP) {
            used.swept = Some(now);
            used.askers.retain(|_, (began, _)| now < *began + WINDOW);
        }
        if used.askers.len() >= MOST {
            used.askers.clear();
        }
        let (began, n_used) = used.askers.entry(asker.to_string()).or_insert((now, 0));
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

/// The seconds to wait after so many tries: none while they are free, then 2, 4, 8 …
fn delay(n_tries: u32, free: u32) -> u64 {
    match n_tries.saturating_sub(free) {
        0 => 0,
        over => 2_u64.saturating_pow(over).min(LONGEST),
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
