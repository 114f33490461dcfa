//! What the rules of the outbox hear and what they ask for.

use rest::{Delivery, Outcome, Receipt};

use crate::{api::Error, session::Fate};

/// What came of a round of tries.
pub type Answer = Result<Outcome, Error>;

/// What the device and the settings say of a submission that is on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::store) struct Facts {
    pub fate: Fate,
    /// Whether it goes out without being asked for.
    pub automatic: bool,
    /// What the backend offers against taking it twice.
    pub once: Delivery,
    /// Whether somebody must sign in first.
    pub needs_sign_in: bool,
    /// Whether the service worker may send it without this page.
    pub may_leave: bool,
}

/// What has happened.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Event {
    /// A submission is on its way, and goes out by itself.
    Found,
    /// The citizen wants it sent; `fate` is what the page shows.
    Asked {
        fate: Option<Fate>,
    },
    /// Time has passed; the page knows `fate`.
    Tick {
        now: f64,
        offline: bool,
        fate: Option<Fate>,
    },
    /// There may be a line again: it is due at this moment, if not before.
    Online {
        at: f64,
    },
    /// The answer of the lock that all tabs share.
    Locked(Lock),
    /// What the device has: `None` if it does not say, `Some(None)` if it is no longer on its way.
    Read(Option<Option<Facts>>),
    Turned {
        now: f64,
        offline: bool,
    },
    /// The device was told, or refused.
    Marked {
        overtaken: bool,
        left: Left,
    },
    Answered(Answer),
    Settled {
        now: f64,
        automatic: bool,
        random: u32,
    },
}

/// What a lock said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Lock {
    Held,
    /// Another tab has it.
    Taken,
    /// This browser has no locks.
    Missing,
}

/// The older state that a device without room has kept of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Left {
    Nothing,
    /// The same bytes under the same key.
    Same,
    /// Something else, which says that nothing was sent.
    Other,
}

/// What the shell does; the last command of a list gives the next event.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Command {
    Lock,
    /// Reads what the device has.
    Read,
    /// Waits for its turn, if there is a line.
    TakeTurn,
    /// Writes what is known of it; when it begins to go out, under the present sign-in.
    Mark {
        fate: Fate,
        begins: bool,
    },
    /// Takes the older state off the device.
    Withdraw,
    Wait(u32),
    /// Sends; `since` is how long ago the last try was, in milliseconds.
    Send {
        since: Option<u32>,
    },
    /// Keeps the receipt in place of what was frozen.
    KeepReceipt(Receipt),
    /// Asks the service worker to send it.
    SendLater,
    Settle,
}
