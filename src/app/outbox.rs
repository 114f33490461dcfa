//! What "Kirim" has frozen and the backend has not answered yet: it goes out by itself, whichever page is open, as soon as there is
//! a line. One try at a time over all tabs, and nothing leaves before the device has it.

use std::cell::{Cell, RefCell};

use forms::Service;
use js_sys::Math;
use leptos::{ev, prelude::*};
use rest::{Next, Once, Outcome};

use super::{Shared, pin, shelf};
use crate::{
    api::{self, Api, Error, Message},
    device::{self, clock, vault},
    page::review::{self, Answer, Progress},
    part::spawn,
    session::{Draft, Fate, Frozen, Sent, State, Transport},
    text,
};

/// How often it is looked whether something is due, in milliseconds.
const LOOK: i32 = 1_000;
/// When the network comes back, phones spread their tries over this long.
const SPREAD: f64 = 2_000.0;
/// What another tab has in hand is looked at again after this long.
const ELSEWHERE: f64 = 5_000.0;
/// Without locks another tab may be in the middle of a try, which lasts no longer than this.
const LONGEST_TRY: i32 = 30_000;

thread_local! {
    // What is on its way; a handful at most.
    static TRIES: RefCell<Vec<Try>> = const { RefCell::new(Vec::new()) };
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

#[derive(Default)]
struct Try {
    draft: String,
    under_way: bool,
    // Whether the citizen waits for it.
    asked: bool,
    automatic: bool,
    n_rounds: u32,
    due: f64,
    // When the last round of this page ended.
    ended: Option<f64>,
    progress: Progress,
}

/// What became of a round of tries.
enum End {
    Answer(Answer),
    /// Another tab has it in hand.
    Elsewhere,
    /// It is no longer on its way.
    Over,
}

/// The outbox for the last page.
pub struct Outbox(pub Shared);

impl review::Outbox for Outbox {
    fn send(&self, draft: &str) {
        with(draft, |one| {
            one.asked = true;
            one.progress.waiting = true;
            one.progress.turn += 1;
        });
        shelf::tell();
        spawn(Box::pin(round(self.0.clone(), draft.into())));
    }

    fn progress(&self, draft: &str) -> Progress {
        shelf::track();
        with(draft, |one| one.progress.clone())
    }
}

/// Begins to send what is on its way; once for each page that is opened, however often it is called.
pub fn start(shared: &Shared) {
    if STARTED.replace(true) {
        return;
    }
    for draft in shelf::drafts() {
        take_up(shared, &draft);
    }
    let (online, visible) = (shared.clone(), shared.clone());
    window_event_listener(ev::online, move |_| hurry(&online));
    window_event_listener(ev::visibilitychange, move |_| {
        if !device::page::is_hidden() {
            hurry(&visible);
        }
    });
}

/// Takes up a draft that waits to be sent: one that its PIN has just opened was not there at the start.
pub fn take_up(shared: &Shared, draft: &Draft) {
    if matches!(&draft.state, State::Sending(frozen) if is_automatic(frozen)) {
        with(&draft.id, |one| one.automatic = true);
        wake(shared);
    }
}

/// Whether a draft is being sent right now.
pub fn is_under_way(name: &str) -> bool {
    TRIES.with_borrow(|tries| tries.iter().any(|one| one.under_way && shelf::draft_name(&one.draft) == name))
}

// There may be a line again.
fn hurry(shared: &Shared) {
    let now = clock::now();
    TRIES.with_borrow_mut(|tries| {
        for one in tries {
            one.due = one.due.min(now + Math::random() * SPREAD);
        }
    });
    wake(shared);
}

fn wake(shared: &Shared) {
    if !WATCHING.replace(true) {
        spawn(Box::pin(watch(shared.clone())));
    }
}

async fn watch(shared: Shared) {
    while let Some(due) = due() {
        for draft in due {
            spawn(Box::pin(round(shared.clone(), draft)));
        }
        api::sleep(LOOK).await;
    }
    WATCHING.set(false);
}

// What is due now; `None` when nothing is on its way.
fn due() -> Option<Vec<String>> {
    let now = clock::now();
    TRIES.with_borrow(|tries| {
        let mut waiting = tries.iter().filter(|one| one.automatic).peekable();
        waiting.peek()?;
        let is_due = |one: &&Try| !one.under_way && one.due <= now && !api::is_offline();
        Some(waiting.filter(is_due).map(|one| one.draft.clone()).collect())
    })
}

async fn round(shared: Shared, id: String) {
    if with(&id, |one| std::mem::replace(&mut one.under_way, true)) {
        return;
    }
    device::page::set_sending(true);
    let end = send(&shared, &id).await;
    let automatic = frozen(&id).is_some_and(|(_, frozen)| is_automatic(&frozen));
    with(&id, |one| one.end(end, automatic));
    device::page::set_sending(TRIES.with_borrow(|tries| tries.iter().any(|one| one.under_way)));
    shelf::tell();
    pin::close_unseen(&shared);
    wake(&shared);
}

// One round: alone among all tabs, from what the device has now.
async fn send(shared: &Shared, id: &str) -> End {
    let name = shelf::draft_name(id);
    let seen = frozen(id).map(|(_, frozen)| frozen.fate);
    let lock = vault::lock(&name).await;
    if matches!(lock, vault::Lock::Taken) || !shelf::refresh(id).await {
        return End::Elsewhere;
    }
    let Some((draft, frozen)) = frozen(id) else { return End::Over };
    // Another tab may have left it in doubt meanwhile: then it is for the citizen to decide, who has not been asked yet.
    let is_asked = with(id, |one| one.asked) && seen == Some(frozen.fate);
    if !is_asked && !is_automatic(&frozen) {
        return End::Over;
    }
    let Some(service) = shelf::service(&draft.service, &draft.version) else { return End::Over };
    let Ok(api) = Api::new(&shared.config, Some(&service)) else { return End::Over };
    // Before anything is written: nobody who is not signed in can have sent it.
    if api.needs_sign_in() {
        return End::Answer(Err(Error::SignIn));
    }
    // Whoever waits for its turn has sent nothing yet.
    let turn = if api::is_offline() { None } else { api.turn().await };
    let frozen = Frozen { signed_in: api.provider().and_then(|_| api::sign_in_name()), ..frozen };
    let unknown = matches!(frozen.fate, Fate::Unknown | Fate::Doubtful);
    let ended = with(id, |one| one.ended);
    // The device's clock may have been changed while no page was open: then the whole time counts from now on.
    let since = unknown.then(|| ended.map_or(0, |ended| (clock::now() - ended) as u32));
    let answer = if api::is_offline() {
        Err(Error::Unreachable)
    } else {
        let may_be_double = api.once() == Once::None;
        let before = frozen.fate;
        mark(&draft, &frozen, if may_be_double { Fate::Doubtful } else { Fate::Unknown }).await;
        disown(&api, id, &frozen).await;
        if shelf::is_overtaken(id) {
            return End::Elsewhere;
        }
        if matches!(lock, vault::Lock::Missing) && before == Fate::Unknown && ended.is_none() && api.once() != Once::Key
        {
            api::sleep(LONGEST_TRY).await;
        }
        api.send(&message(&frozen), &frozen.key, since, turn, waits(shared, id)).await
    };
    settle(shared, &api, id, &answer).await;
    End::Answer(answer)
}

// A device without room still says that nothing has been sent: whoever reads that after this page has died would send it again. Only the
// same bytes under the same key may be.
async fn disown(api: &Api, id: &str, frozen: &Frozen) {
    let Some(old) = shelf::left_behind(id).await else { return };
    let is_same = matches!(old.state, State::Sending(old) if old.key == frozen.key);
    if api.once() != Once::Key || !is_same {
        shelf::withdraw(id).await;
    }
}

// Keeps what became of it, before another tab may look.
async fn settle(shared: &Shared, api: &Api, id: &str, answer: &Answer) {
    let Some((draft, frozen)) = frozen(id) else { return };
    match answer {
        Ok(Outcome::Accepted(receipt)) => {
            // A correction keeps the number of what it corrects; where the backend names none, the code of the submission is one.
            let corrected = draft.correction.as_ref().map(|correction| correction.number.clone());
            let unnamed = || corrected.unwrap_or_else(|| review::short_code(&frozen.key));
            let number = Some(receipt.number.clone()).filter(|number| !number.is_empty()).unwrap_or_else(unnamed);
            let said = text::number(&number);
            let sent = Sent {
                number,
                promised: receipt.promised.map(forms::Date::to_text),
                link: receipt.link.clone(),
                at: clock::now(),
                news: true,
            };
            keep(Draft { state: State::Sent(sent), ..draft }).await;
            if !is_open(shared, id) && !shelf::has_pin(id) {
                let words = text::front(shared.language.get_untracked());
                shared.live.say(&text::fill(words.home_arrived, &[("number", &said)]));
            }
            return;
        }
        Ok(Outcome::Refused { .. } | Outcome::Returned(_)) => mark(&draft, &frozen, Fate::Refused).await,
        // It will not change by itself, and an earlier try may have been taken: the citizen decides.
        Ok(Outcome::Failed(failure)) if (400..500).contains(&failure.status) => {
            mark(&draft, &frozen, Fate::Doubtful).await;
        }
        // Told to come more slowly, or to sign in, one knows that nothing was taken.
        Ok(Outcome::Busy { status: 429, .. }) | Err(Error::SignIn) if frozen.fate == Fate::Doubtful => {
            mark(&draft, &frozen, Fate::Unsent).await;
        }
        _ => {}
    }
    // The worker knows no outcome; it sends the same bytes under the same key, and this page hears of it when it does so, too.
    let is_silent = matches!(answer, Err(Error::Unreachable));
    let may_leave = api.once() == Once::Key && !api.needs_page() && !shelf::has_pin(id);
    if is_silent && may_leave {
        device::page::send_later(&shelf::draft_name(id));
    }
}

impl Try {
    fn end(&mut self, end: End, automatic: bool) {
        let now = clock::now();
        self.under_way = false;
        self.automatic = automatic;
        let asked = std::mem::take(&mut self.asked);
        match end {
            End::Answer(answer) => {
                self.n_rounds += 1;
                self.ended = Some(now);
                let random = (Math::random() * f64::from(u32::MAX)) as u32;
                self.due = now + f64::from(Once::rest(answer.as_ref().ok(), self.n_rounds, random));
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

fn with<T>(id: &str, then: impl FnOnce(&mut Try) -> T) -> T {
    TRIES.with_borrow_mut(|tries| match tries.iter_mut().find(|one| one.draft == id) {
        Some(one) => then(one),
        None => {
            let mut one = Try { draft: id.into(), ..Try::default() };
            let done = then(&mut one);
            tries.push(one);
            done
        }
    })
}

fn frozen(id: &str) -> Option<(Draft, Frozen)> {
    let draft = shelf::draft(id)?;
    match draft.state.clone() {
        State::Sending(frozen) => Some((draft, frozen)),
        _ => None,
    }
}

fn is_automatic(frozen: &Frozen) -> bool {
    frozen.is_automatic(api::sign_in_name().as_deref())
}

async fn mark(draft: &Draft, frozen: &Frozen, fate: Fate) {
    keep(Draft { state: State::Sending(Frozen { fate, ..frozen.clone() }), ..draft.clone() }).await;
}

/// Lets a kiosk hand a draft to a phone, and say what is known of a submission before it wipes. `service` is the draft's definition.
pub fn tell_kiosk(draft: &Draft, service: Option<&Service>) {
    if !device::kiosk::is_here() {
        return;
    }
    let (fate, key) = match &draft.state {
        State::Sending(Frozen { fate: Fate::Unsent, key, .. }) => ("unsent", key.as_str()),
        State::Sending(Frozen { fate: Fate::Unknown | Fate::Doubtful, key, .. }) => ("unknown", key.as_str()),
        State::Sent(_) => ("sent", ""),
        _ => ("", ""),
    };
    // What must never lie anywhere unsealed stays here: a phone would have to keep it before it has a lock.
    let must_stay = service.is_some_and(|service| service.sealed);
    let text = Transport::of(draft, device::kiosk::assisted()).filter(|_| !must_stay);
    let text = text.map(|draft| draft.to_text()).unwrap_or_default();
    device::kiosk::tell(&text, fate, &review::code(key));
}

async fn keep(draft: Draft) {
    if device::kiosk::is_here() {
        tell_kiosk(&draft, shelf::service(&draft.service, &draft.version).as_deref());
    }
    shelf::keep(&draft);
    shelf::flush().await;
}

fn message(frozen: &Frozen) -> Message {
    Message {
        method: frozen.method.clone(),
        url: frozen.url.clone(),
        headers: frozen.headers.clone(),
        body: Some(frozen.body.clone()),
    }
}

fn is_open(shared: &Shared, id: &str) -> bool {
    shared.page.with_untracked(|page| page.draft() == Some(id))
}

// Every wait is said, where the citizen looks at it.
fn waits(shared: &Shared, id: &str) -> impl Fn(Next) + use<> {
    let (shared, id) = (shared.clone(), String::from(id));
    move |next| {
        if is_open(&shared, &id) {
            let words = shared.language.words_untracked();
            shared.live.say(if matches!(next, Next::Ask { .. }) { words.asking } else { words.sending_again });
        }
    }
}
