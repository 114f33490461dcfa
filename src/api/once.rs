//! Sending frozen bytes until the backend has said yes or no, as far as its level against doubles allows.

use std::cell::Cell;

use js_sys::Math;
use rest::{Delivery, Next, Outcome, Sought};

use super::{Api, Error, Message, is_offline, send_alone, send_as, sleep};

/// How often it is looked whether the turn has come, in milliseconds.
const LOOK: i32 = 200;

thread_local! {
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

/// The turn of one submission; the next one has its when this is dropped. Of several at once a browser leaves connections over, and
/// what breaks on one of those it sends again by itself.
pub struct Turn(());

impl Drop for Turn {
    fn drop(&mut self) {
        TAKEN.set(false);
    }
}

type Answer = Result<Outcome, Error>;

impl Api {
    /// What the backend offers against taking a submission twice.
    pub fn once(&self) -> Delivery {
        self.backend.once()
    }

    /// Waits for the turn to send; `None` where a key makes a second one harmless.
    pub async fn turn(&self) -> Option<Turn> {
        if self.once() == Delivery::Key {
            return None;
        }
        while TAKEN.replace(true) {
            sleep(LOOK).await;
        }
        Some(Turn(()))
    }

    /// Sends under `key` until the outcome is known or patience ends; an error leaves it unknown. `since` is how long ago the
    /// last try was, in milliseconds; `None` for the first. `told` hears of every wait. The first try has `turn`; others wait for theirs.
    pub async fn send(
        &self,
        message: &Message,
        key: &str,
        since: Option<u32>,
        mut turn: Option<Turn>,
        told: impl Fn(Next),
    ) -> Answer {
        let mut next = since.map_or(Next::Send { after: 0 }, |since| self.once().again(since));
        let mut answer = Err(Error::Unreachable);
        let mut n_tries = 0;
        // Whether a try may have been taken that nobody has heard of.
        let mut in_doubt = since.is_some();
        loop {
            let (Next::Send { after } | Next::Ask { after }) = next else {
                return if in_doubt { answer } else { answer.map(Outcome::turned_away) };
            };
            if n_tries > 0 || after > 0 {
                told(next);
            }
            if after > 0 {
                turn = None;
                sleep(i32::try_from(after).unwrap_or(i32::MAX)).await;
            }
            if let Next::Ask { .. } = next {
                match self.seek(key).await {
                    Ok(Sought::Found(receipt)) => return Ok(Outcome::Accepted(receipt)),
                    Ok(Sought::Missing) => in_doubt = false,
                    Err(Error::SignIn) => return Err(Error::SignIn),
                    Ok(Sought::Unknown) | Err(_) => return answer,
                }
            }
            let in_turn = match turn.take() {
                None => self.turn().await,
                had => had,
            };
            answer = self.try_once(message).await;
            drop(in_turn);
            n_tries += 1;
            in_doubt |= !answer.as_ref().is_ok_and(Outcome::is_untaken);
            if is_offline() && answer.is_err() || answer == Err(Error::SignIn) {
                return answer;
            }
            next = self.once().next(answer.as_ref().ok(), n_tries, 0, (Math::random() * 65_536.0) as u32);
        }
    }

    async fn try_once(&self, message: &Message) -> Answer {
        // A browser sends again by itself what breaks on a connection that was used before. Only a key makes that harmless.
        let answer = match self.once() {
            Delivery::Key => send_as(&self.backend, message).await?,
            _ => send_alone(&self.backend, message).await?,
        };
        Ok(self.backend.receipt(&answer.reply()))
    }

    async fn seek(&self, key: &str) -> Result<Sought, Error> {
        let Some(request) = self.backend.seek(key) else { return Ok(Sought::Unknown) };
        let answer = send_as(&self.backend, &Message::from(request)).await?;
        Ok(self.backend.sought(&answer.reply()))
    }
}
