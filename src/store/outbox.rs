//! What "Kirim" has frozen and the backend has not answered yet: it goes out by itself, whichever page is open, as soon as there is
//! a line. One try at a time over all tabs, and nothing leaves before the device has it. The rules are pure (`rule`); this is the shell
//! that does what they say.

mod event;
mod rule;

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
};

use forms::Service;
use js_sys::Math;
use leptos::{ev, prelude::window_event_listener};
use rest::{Delivery, Next, Receipt};

use super::{Store, draft_name};
use crate::{
    api::{self, Api, Error, Message, Turn},
    device::{self, clock, vault},
    part::spawn,
    session::{self, Draft, Fate, Frozen, Sent, State},
};

pub use event::Answer;
use event::{Command, Facts, Left};
pub use rule::Progress;
use rule::next;

/// How often it is looked whether something is due, in milliseconds.
const LOOK: i32 = 1_000;
/// When the network comes back, phones spread their tries over so many milliseconds.
const SPREAD: f64 = 2_000.0;

/// What becomes of drafts, for the app.
pub enum Event<'a> {
    /// A draft is kept; its definition, where that is at hand.
    Kept { draft: &'a Draft, service: Option<&'a Service> },
    /// The backend has taken it, under this number.
    Arrived { draft: &'a str, number: &'a str },
    /// It is waited before this is done.
    Waits { draft: &'a str, next: Next },
    /// A round of tries has ended.
    Rested,
}

/// The submissions that are on their way; a handful at most.
#[derive(Default)]
pub(super) struct Outbox {
    states: RefCell<Vec<(String, rule::State)>>,
    started: Cell<bool>,
    watching: Cell<bool>,
}

impl Store {
    /// Begins to send what is on its way; once for each page that is opened, however often it is called.
    pub fn start_sending(self) {
        if self.0.outbox.started.replace(true) {
            return;
        }
        for draft in self.drafts() {
            self.take_up(&draft);
        }
        window_event_listener(ev::online, move |_| self.hurry());
        window_event_listener(ev::visibilitychange, move |_| {
            if !device::page::is_hidden() {
                self.hurry();
            }
        });
    }

    /// Takes up a draft that waits to be sent: one that its PIN has just opened was not there at the start.
    pub fn take_up(self, draft: &Draft) {
        if matches!(&draft.state, State::Sending(frozen) if is_automatic(frozen)) {
            self.step(&draft.id, event::Event::Found);
            self.watch();
        }
    }

    /// Sends a draft now, since the citizen asks for it.
    pub fn send(self, id: &str) {
        self.begin(id, event::Event::Asked { fate: self.fate(id) });
        self.tell();
    }

    /// How far a draft is; tracked.
    pub fn progress(self, id: &str) -> Progress {
        self.track();
        self.with_state(id, |state| state.progress().clone())
    }

    /// Whether the draft of this name is being sent right now.
    pub(super) fn is_under_way(self, name: &str) -> bool {
        let states = self.0.outbox.states.borrow();
        states.iter().any(|(id, state)| state.is_under_way() && draft_name(id) == name)
    }

    // There may be a line again.
    fn hurry(self) {
        for id in self.sending() {
            self.step(&id, event::Event::Online { at: clock::now() + Math::random() * SPREAD });
        }
        self.watch();
    }

    fn watch(self) {
        if self.0.outbox.watching.replace(true) {
            return;
        }
        spawn(Box::pin(async move {
            while self.look() {
                api::sleep(LOOK).await;
            }
            self.0.outbox.watching.set(false);
        }));
    }

    // Begins what is due now; `false` when nothing goes out by itself.
    fn look(self) -> bool {
        let (now, offline) = (clock::now(), api::is_offline());
        for id in self.sending() {
            if self.with_state(&id, |state| state.is_due(now, offline)) {
                self.begin(&id, event::Event::Tick { now, offline, fate: self.fate(&id) });
            }
        }
        self.0.outbox.states.borrow().iter().any(|(_, state)| state.is_automatic())
    }

    fn sending(self) -> Vec<String> {
        self.0.outbox.states.borrow().iter().map(|(id, _)| id.clone()).collect()
    }

    // Begins a round if the rules say so.
    fn begin(self, id: &str, event: event::Event) {
        let commands = self.step(id, event);
        if commands.is_empty() {
            return;
        }
        self.show_sending();
        let round = Round { store: self, id: id.into(), ready: None, lock: None, turn: None };
        spawn(Box::pin(round.go(commands)));
    }

    fn step(self, id: &str, event: event::Event) -> Vec<Command> {
        self.with_state(id, |state| {
            let (after, commands) = next(state, event);
            *state = after;
            commands
        })
    }

    fn with_state<T>(self, id: &str, read: impl FnOnce(&mut rule::State) -> T) -> T {
        let mut states = self.0.outbox.states.borrow_mut();
        if let Some((_, state)) = states.iter_mut().find(|(other, _)| other == id) {
            return read(state);
        }
        let mut state = rule::State::default();
        let result = read(&mut state);
        states.push((id.into(), state));
        result
    }

    fn show_sending(self) {
        let states = self.0.outbox.states.borrow();
        device::page::set_sending(states.iter().any(|(_, state)| state.is_under_way()));
    }

    fn frozen(self, id: &str) -> Option<(Draft, Frozen)> {
        let draft = self.draft(id)?;
        match draft.state.clone() {
            State::Sending(frozen) => Some((draft, frozen)),
            _ => None,
        }
    }

    fn fate(self, id: &str) -> Option<Fate> {
        self.frozen(id).map(|(_, frozen)| frozen.fate)
    }

    // Boxed, since two commands do it.
    fn keep_state(self, draft: Draft, state: State) -> Pin<Box<dyn Future<Output = ()>>> {
        self.keep(&Draft { state, ..draft });
        Box::pin(self.flush())
    }
}

/// One round of tries: what the shell holds while it does what the rules say.
struct Round {
    store: Store,
    id: String,
    /// The backend of its service, and what was frozen.
    ready: Option<(Api, Frozen)>,
    /// Held until the round ends.
    lock: Option<vault::Lock>,
    turn: Option<Turn>,
}

impl Round {
    async fn go(mut self, mut commands: Vec<Command>) {
        while !commands.is_empty() {
            let mut event = None;
            for command in commands {
                event = self.act(command).await;
            }
            let Some(event) = event else { break };
            commands = self.store.step(&self.id, event);
        }
        let Round { store, lock, .. } = self;
        drop(lock);
        store.show_sending();
        store.tell();
        (store.0.on_event)(store, Event::Rested);
        store.watch();
    }

    // Does it, and gives what came of it.
    async fn act(&mut self, command: Command) -> Option<event::Event> {
        match command {
            Command::Lock => return Some(self.take_lock().await),
            Command::Read => return Some(event::Event::Read(self.read().await)),
            Command::TakeTurn => return Some(self.take_turn().await),
            Command::Mark { fate, begins } => {
                self.mark(fate, begins).await;
                if begins {
                    return Some(self.marked().await);
                }
            }
            Command::Withdraw => self.store.withdraw(&self.id).await,
            Command::Wait(milliseconds) => api::sleep(milliseconds as i32).await,
            Command::Send { since } => return Some(event::Event::Answered(self.send(since).await)),
            Command::KeepReceipt(receipt) => self.keep_receipt(receipt).await,
            Command::SendLater => self.send_later(),
            Command::Settle => return Some(self.settle()),
        }
        None
    }

    async fn take_lock(&mut self) -> event::Event {
        let lock = vault::lock(&draft_name(&self.id)).await;
        let said = match lock {
            vault::Lock::Held(_) => event::Lock::Held,
            vault::Lock::Taken => event::Lock::Taken,
            vault::Lock::Missing => event::Lock::Missing,
        };
        self.lock = Some(lock);
        event::Event::Locked(said)
    }

    // What the device has now: another tab may have gone on with it.
    async fn read(&mut self) -> Option<Option<Facts>> {
        let store = &self.store;
        if !store.refresh(&self.id).await {
            return None;
        }
        let Some((draft, frozen)) = store.frozen(&self.id) else { return Some(None) };
        let service = store.service(&draft.service, &draft.version);
        let api = service.and_then(|service| Api::new(store.0.config, Some(&service)).ok());
        let Some(api) = api else { return Some(None) };
        let facts = Facts {
            fate: frozen.fate,
            automatic: is_automatic(&frozen),
            once: api.once(),
            needs_sign_in: api.needs_sign_in(),
            may_leave: api.once() == Delivery::Key && !api.needs_page(),
        };
        self.ready = Some((api, frozen));
        Some(Some(facts))
    }

    // A round that waits for its turn has sent nothing yet.
    async fn take_turn(&mut self) -> event::Event {
        if let Some((api, _)) = self.ready.as_ref().filter(|_| !api::is_offline()) {
            self.turn = api.turn().await;
        }
        event::Event::Turned { now: clock::now(), offline: api::is_offline() }
    }

    // Writes what is known of it; when it begins to go out, under the present sign-in.
    async fn mark(&self, fate: Fate, begins: bool) {
        let Some((draft, mut frozen)) = self.store.frozen(&self.id) else { return };
        if begins {
            let signs_in = self.ready.as_ref().is_some_and(|(api, _)| api.provider().is_some());
            frozen.signed_in = api::sign_in_name().filter(|_| signs_in);
        }
        self.store.keep_state(draft, State::Sending(Frozen { fate, ..frozen })).await;
    }

    async fn marked(&self) -> event::Event {
        let key = self.ready.as_ref().map(|(_, frozen)| frozen.key.as_str());
        let left = match self.store.left_behind(&self.id).await.map(|draft| draft.state) {
            None => Left::Nothing,
            Some(State::Sending(old)) if Some(old.key.as_str()) == key => Left::Same,
            Some(_) => Left::Other,
        };
        event::Event::Marked { overtaken: self.store.is_overtaken(&self.id), left }
    }

    async fn send(&mut self, since: Option<u32>) -> Answer {
        let Some((api, frozen)) = &self.ready else { return Err(Error::Unreachable) };
        let waits = |next| (self.store.0.on_event)(self.store, Event::Waits { draft: &self.id, next });
        api.send(&message(frozen), &frozen.key, since, self.turn.take(), waits).await
    }

    async fn keep_receipt(&self, receipt: Receipt) {
        let Some((draft, frozen)) = self.store.frozen(&self.id) else { return };
        // A correction keeps the number of what it corrects; where the backend names none, the code of the submission is one.
        let corrected = draft.correction().map(|correction| correction.number);
        let unnamed = || corrected.unwrap_or_else(|| session::short_code(&frozen.key));
        let number = Some(receipt.number).filter(|number| !number.is_empty()).unwrap_or_else(unnamed);
        let promised = receipt.promised.map(forms::Date::to_text);
        let sent = Sent { number: number.clone(), promised, link: receipt.link, at: clock::now(), news: true };
        self.store.keep_state(draft, State::Sent(sent)).await;
        (self.store.0.on_event)(self.store, Event::Arrived { draft: &self.id, number: &number });
    }

    fn send_later(&self) {
        let (store, id) = (&self.store, &self.id);
        if store.frozen(id).is_some() && !store.has_pin(id) {
            device::page::send_later(&draft_name(id));
        }
    }

    fn settle(&self) -> event::Event {
        let automatic = self.store.frozen(&self.id).is_some_and(|(_, frozen)| is_automatic(&frozen));
        let random = (Math::random() * f64::from(u32::MAX)) as u32;
        event::Event::Settled { now: clock::now(), automatic, random }
    }
}

fn is_automatic(frozen: &Frozen) -> bool {
    frozen.is_automatic(api::sign_in_name().as_deref())
}

fn message(frozen: &Frozen) -> Message {
    Message {
        method: frozen.method.clone(),
        url: frozen.url.clone(),
        headers: frozen.headers.clone(),
        body: Some(frozen.body.clone()),
    }
}

#[cfg(test)]
mod tests;
