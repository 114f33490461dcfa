//! The rules of the outbox for one submission, without a clock, a network or a device: [`next`] takes what has happened and says what is
//! done about it. The shell (src/store/outbox.rs) does it, and comes back with what came of that.
//!
//! A round goes one way: lock, read, take the turn, mark, send, settle. It can end early at each of these.

use rest::{Delivery, Outcome};

use super::event::{Answer, Command, Event, Facts, Left, Lock};
use crate::{api::Error, session::Fate};

/// What another tab has in hand is looked at again after so many milliseconds.
const ELSEWHERE: f64 = 5_000.0;
/// Without locks another tab may be in the middle of a try, which takes so many milliseconds at most.
const LONGEST_TRY: u32 = 30_000;

/// How far one submission is, as this page knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct State {
    phase: Phase,
    /// What the last page shows.
    progress: Progress,
    /// Whether the citizen waits for the round that is under way.
    asked: bool,
    /// What was known of it when the round began; the citizen decided by that.
    seen: Option<Fate>,
    /// Whether it goes out without being asked for.
    automatic: bool,
    n_rounds: u32,
    /// When it goes out next, in milliseconds since 1970.
    due: f64,
    /// When the last round of this page ended.
    ended: Option<f64>,
}

/// How far a frozen draft is, for the page that shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Counts what the citizen should see.
    pub turn: u32,
    /// Whether the citizen has asked for a round that is under way.
    pub waiting: bool,
    /// Whether the last round was one that the citizen has asked for.
    pub asked: bool,
    pub answer: Option<Answer>,
}

/// Where a round stands.
#[derive(Clone, Debug, Default, PartialEq)]
enum Phase {
    /// No round is under way.
    #[default]
    Resting,
    Locking,
    /// The device is asked for the newest state. Without locks another tab may be at work.
    Reading {
        alone: bool,
    },
    /// It waits for its turn among the submissions of this page.
    Turning {
        alone: bool,
        facts: Facts,
    },
    /// The device is told what may have happened from now on.
    Marking {
        alone: bool,
        facts: Facts,
        since: Option<u32>,
    },
    Sending(Facts),
    Settling(End),
}

/// How a round ends.
#[derive(Clone, Debug, PartialEq)]
enum End {
    Answer(Answer),
    /// Another tab has it in hand.
    Elsewhere,
    /// It is no longer on its way.
    Over,
}

/// What is done when something has happened. An event that does not fit the phase changes nothing.
pub(in crate::store) fn next(state: &State, event: Event) -> (State, Vec<Command>) {
    let mut state = state.clone();
    let commands = state.take(event);
    (state, commands)
}

impl State {
    /// Whether a round is under way.
    pub fn is_under_way(&self) -> bool {
        self.phase != Phase::Resting
    }

    /// What the last page shows.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether it goes out without being asked for.
    pub fn is_automatic(&self) -> bool {
        self.automatic
    }

    fn take(&mut self, event: Event) -> Vec<Command> {
        match (std::mem::take(&mut self.phase), event) {
            (phase, Event::Found) => self.stay(phase, |state| state.automatic = true),
            (phase, Event::Online { at }) => self.stay(phase, |state| state.due = state.due.min(at)),
            (phase, Event::Asked { fate }) => self.ask(phase, fate),
            (Phase::Resting, Event::Tick { now, offline, fate }) if self.is_due(now, offline) => self.begin(fate),
            (Phase::Locking, Event::Locked(Lock::Taken)) => self.settle(End::Elsewhere),
            (Phase::Locking, Event::Locked(lock)) => {
                self.go(Phase::Reading { alone: lock == Lock::Held }, Command::Read)
            }
            (Phase::Reading { .. }, Event::Read(None)) => self.settle(End::Elsewhere),
            (Phase::Reading { .. }, Event::Read(Some(None))) => self.settle(End::Over),
            (Phase::Reading { alone }, Event::Read(Some(Some(facts)))) => self.read(alone, facts),
            (Phase::Turning { facts, .. }, Event::Turned { offline: true, .. }) => {
                self.answered(facts, Err(Error::Unreachable))
            }
            (Phase::Turning { alone, facts }, Event::Turned { now, .. }) => self.mark(alone, facts, now),
            (Phase::Marking { alone, facts, since }, Event::Marked { overtaken, left }) => {
                let mut commands = withdrawn(left, facts.once);
                commands.extend(if overtaken { self.settle(End::Elsewhere) } else { self.send(alone, facts, since) });
                commands
            }
            (Phase::Sending(facts), Event::Answered(answer)) => self.answered(facts, answer),
            (Phase::Settling(end), Event::Settled { now, automatic, random }) => {
                self.rest(end, now, automatic, random);
                Vec::new()
            }
            (phase, _) => self.stay(phase, |_| ()),
        }
    }

    fn stay(&mut self, phase: Phase, change: impl FnOnce(&mut State)) -> Vec<Command> {
        change(self);
        self.phase = phase;
        Vec::new()
    }

    fn go(&mut self, phase: Phase, command: Command) -> Vec<Command> {
        self.phase = phase;
        vec![command]
    }

    fn settle(&mut self, end: End) -> Vec<Command> {
        self.go(Phase::Settling(end), Command::Settle)
    }

    /// Whether a round begins at this moment.
    pub fn is_due(&self, now: f64, offline: bool) -> bool {
        self.automatic && !self.is_under_way() && self.due <= now && !offline
    }

    fn ask(&mut self, phase: Phase, fate: Option<Fate>) -> Vec<Command> {
        self.asked = true;
        self.progress.waiting = true;
        self.progress.turn += 1;
        match phase {
            Phase::Resting => self.begin(fate),
            phase => self.stay(phase, |_| ()),
        }
    }

    fn begin(&mut self, fate: Option<Fate>) -> Vec<Command> {
        self.seen = fate;
        self.go(Phase::Locking, Command::Lock)
    }

    fn read(&mut self, alone: bool, facts: Facts) -> Vec<Command> {
        // Another tab may have left it in doubt meanwhile. The citizen decides about that, and was not asked yet.
        let is_asked = self.asked && self.seen == Some(facts.fate);
        if !is_asked && !facts.automatic {
            return self.settle(End::Over);
        }
        // Nothing is written yet: nobody who is not signed in can have sent it.
        if facts.needs_sign_in {
            return self.settle(End::Answer(Err(Error::SignIn)));
        }
        self.go(Phase::Turning { alone, facts }, Command::TakeTurn)
    }

    fn mark(&mut self, alone: bool, facts: Facts, now: f64) -> Vec<Command> {
        let unknown = matches!(facts.fate, Fate::Unknown | Fate::Doubtful);
        // The device's clock may have been changed while no page was open, so the whole time counts from now on.
        let since = unknown.then(|| self.ended.map_or(0, |ended| (now - ended) as u32));
        let fate = if facts.once == Delivery::None { Fate::Doubtful } else { Fate::Unknown };
        self.go(Phase::Marking { alone, facts, since }, Command::Mark { fate, begins: true })
    }

    fn send(&mut self, alone: bool, facts: Facts, since: Option<u32>) -> Vec<Command> {
        let may_be_sent_elsewhere = !alone && facts.fate == Fate::Unknown && self.ended.is_none();
        let wait = may_be_sent_elsewhere && facts.once != Delivery::Key;
        let fate = if facts.once == Delivery::None { Fate::Doubtful } else { Fate::Unknown };
        self.phase = Phase::Sending(Facts { fate, ..facts });
        wait.then_some(Command::Wait(LONGEST_TRY)).into_iter().chain([Command::Send { since }]).collect()
    }

    // What the device keeps of it, before another tab may look.
    fn answered(&mut self, facts: Facts, answer: Answer) -> Vec<Command> {
        let mark = |fate| Command::Mark { fate, begins: false };
        let kept = match &answer {
            Ok(Outcome::Accepted(receipt)) => Some(Command::KeepReceipt(receipt.clone())),
            Ok(Outcome::Refused { .. } | Outcome::Returned(_)) => Some(mark(Fate::Refused)),
            // It will not change by itself, and an earlier try may have been taken: the citizen decides.
            Ok(Outcome::Failed(failure)) if (400..500).contains(&failure.status) => Some(mark(Fate::Doubtful)),
            // A 429 or 401 proves that the backend took nothing.
            Ok(Outcome::Busy { status: 429, .. }) | Err(Error::SignIn) if facts.fate == Fate::Doubtful => {
                Some(mark(Fate::Unsent))
            }
            // The worker knows no outcome; it sends the same bytes under the same key, and this page hears of it when it does so, too.
            Err(Error::Unreachable) if facts.may_leave => Some(Command::SendLater),
            _ => None,
        };
        kept.into_iter().chain(self.settle(End::Answer(answer))).collect()
    }

    fn rest(&mut self, end: End, now: f64, automatic: bool, random: u32) {
        self.automatic = automatic;
        let asked = std::mem::take(&mut self.asked);
        match end {
            End::Answer(answer) => {
                self.n_rounds += 1;
                self.ended = Some(now);
                self.due = now + f64::from(Delivery::rest(answer.as_ref().ok(), self.n_rounds, random));
                // What nobody asked for and what changes nothing is not told.
                if asked || self.progress.answer.as_ref() != Some(&answer) {
                    self.progress.turn += 1;
                }
                self.progress.answer = Some(answer);
            }
            End::Elsewhere => self.due = now + ELSEWHERE,
            End::Over => self.automatic = false,
        }
        self.progress.turn += u32::from(self.progress.waiting);
        self.progress.waiting = false;
        self.progress.asked = asked;
    }
}

// A device without room still says that nothing has been sent: whoever reads that after this page has died would send it again. Only
// the same bytes under the same key may be sent twice.
fn withdrawn(left: Left, once: Delivery) -> Vec<Command> {
    let harmless = left == Left::Nothing || left == Left::Same && once == Delivery::Key;
    if harmless { Vec::new() } else { vec![Command::Withdraw] }
}
