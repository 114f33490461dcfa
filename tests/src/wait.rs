//! Waiting as people wait: until something is there, or patience ends. Nothing sleeps longer than it must.

use std::{future::Future, time::Duration};

use tokio::time::Instant;

use crate::wrong::{Result, ensure};

/// How long somebody waits before giving up. Long, since build machines are slow; nothing waits longer than it must.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(25);

/// One space between words, none around them.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asks again and again until there is something; `None` when patience ends. A page that changes meanwhile is asked again.
pub async fn wait<T, F: Future<Output = Result<Option<T>>>>(mut ask: impl FnMut() -> F) -> Result<Option<T>> {
    let end = Instant::now() + PATIENCE;
    loop {
        let answer = ask().await;
        match answer {
            Ok(Some(found)) => return Ok(Some(found)),
            Err(error) if Instant::now() > end => return Err(error),
            _ if Instant::now() > end => return Ok(None),
            _ => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Waits until something holds.
pub async fn until<F: Future<Output = Result<bool>>>(what: &str, mut holds: impl FnMut() -> F) -> Result {
    let held = wait(|| {
        let holds = holds();
        async { Ok(holds.await?.then_some(())) }
    });
    ensure(held.await?.is_some(), || format!("Waited in vain for {what}."))
}
