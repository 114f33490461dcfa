//! Hand-over between this phone and a kiosk: an address asks, and only a press fetches, takes or gives. Whoever gives keeps a closed copy until the
//! other end proves that it has it; whoever takes keeps a closed copy until the office has heard so. So nothing is lost and nothing is at two
//! places, wherever a line or a page breaks.

mod arrive;
mod give;
mod kiosk;

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::Shared;
use crate::{
    api::Api,
    device::{
        self,
        handoff::{Code, Exchange, HandoffError},
        vault::Kept,
    },
    page::{
        handoff::{self as page, Act, Choice, End, Kiosk, Shown, Waiting},
        waiting,
    },
    part::{El, el, spawn},
    route,
    session::{Direction, Draft, Move, State},
    store::Store,
};

/// What a page of hand-over knows; a handle.
#[derive(Clone)]
struct Handoff {
    shared: Shared,
    turn: RwSignal<u32>,
    known: StoredValue<Known, LocalStorage>,
}

struct Known {
    shown: Shown,
    code: Option<Code>,
    /// The draft that moves.
    draft: String,
    /// What the office says of the kiosk.
    said: String,
    exchange: Option<Exchange>,
    n_wrong: u32,
    n_works: u32,
    /// What is tried again.
    last: Act,
}

type Draw = fn(Shared, &str) -> El;

thread_local! {
    static DRAW: Cell<Option<Draw>> = const { Cell::new(None) };
}

/// The page of a code, or of a draft whose move has not ended; until its module has come, a word that it is on its way.
pub fn page(shared: Shared, draft: &str) -> El {
    let arrived = RwSignal::new(0);
    if DRAW.get().is_none() {
        spawn(Box::pin(async move {
            DRAW.set(door().await.ok());
            let _ = arrived.try_set(1);
        }));
    }
    let draft = String::from(draft);
    el("div", "").swap_on(
        move || arrived.get(),
        move |_| match DRAW.get() {
            Some(draw) => vec![draw(shared, &draft)],
            None => vec![waiting::draw(shared.language)],
        },
    )
}

// Few move a form: what only these pages need is a module of its own.
#[wasm_split(handoff_page, fallible)]
fn door() -> Result<Draw, SplitLoaderError> {
    Ok(draw)
}

fn draw(shared: Shared, draft: &str) -> El {
    let known = Known {
        shown: Shown::Waiting(Waiting::Ending),
        code: None,
        draft: draft.into(),
        said: String::new(),
        exchange: None,
        n_wrong: 0,
        n_works: 0,
        last: Act::Again,
    };
    let handoff = Handoff { shared, turn: RwSignal::new(0), known: StoredValue::new_local(known) };
    handoff.begin();
    let (shown, acting) = (handoff.clone(), handoff);
    page::draw(page::Props {
        language: shared.language,
        live: shared.live,
        shown: Rc::new(move || {
            shown.turn.track();
            shown.known(|known| known.shown.clone()).unwrap_or(Shown::Waiting(Waiting::Ending))
        }),
        act: Rc::new(move |act| acting.act(act)),
    })
}

impl Handoff {
    fn begin(&self) {
        if device::kiosk::is_here() {
            return kiosk::take(self);
        }
        if let Some((_, moving)) = self.moving() {
            return match moving.direction {
                Direction::Arriving => self.show(Shown::Fetched),
                Direction::Leaving => self.show(Shown::Given),
            };
        }
        let code = device::handoff::take_code();
        let can = self.shared.config.handoff.is_some();
        let shown = match &code {
            None => Shown::Told(End::Nothing),
            Some(_) if !can => Shown::Told(End::Gone),
            Some(_) if !device::page::is_secure() => Shown::Told(End::Unkept),
            Some(Code::FromKiosk { at, service, .. }) => {
                let listed = self.shared.services.iter().find(|listed| listed.id == *service);
                Shown::Ask { title: listed.map(|listed| listed.title.clone()), at: at * 1000.0 }
            }
            Some(Code::ToKiosk { .. }) => choose(self.shared.store),
        };
        self.note(|known| known.code = code);
        self.show(shown);
    }

    // What is pressed; work that takes a while ends in `show`.
    fn act(&self, act: Act) {
        let handoff = self.clone();
        if act != Act::Again {
            self.note(|known| known.last = act.clone());
        }
        match act {
            Act::Take => self.work(Waiting::Taking, async move { arrive::take(&handoff).await }),
            Act::Open => self.work(Waiting::Ending, async move { arrive::open_anyway(&handoff).await }),
            Act::Finish => self.work(Waiting::Ending, async move { arrive::finish(&handoff).await }),
            Act::Choose(draft) => self.work(Waiting::Office, async move { give::meet(&handoff, draft).await }),
            Act::Confirm => self.work(Waiting::Kiosk, async move { give::greet(&handoff).await }),
            Act::Type(digits) => self.work(Waiting::Kiosk, async move { give::give(&handoff, digits).await }),
            Act::TakeBack => self.work(Waiting::Ending, async move { give::take_back(&handoff).await }),
            Act::Again => match self.moving() {
                Some((_, Move { direction: Direction::Leaving, .. })) => {
                    self.work(Waiting::Kiosk, async move { give::wait(&handoff).await })
                }
                Some(_) => self.act(Act::Finish),
                None => {
                    if let Some(last) = self.known(|known| known.last.clone()).filter(|last| *last != Act::Again) {
                        self.act(last);
                    }
                }
            },
        }
    }

    fn work(&self, waiting: Waiting, work: impl Future<Output = Shown> + 'static) {
        self.note(|known| known.n_works += 1);
        self.show(Shown::Waiting(waiting));
        let (handoff, n_works) = (self.clone(), self.n_works());
        spawn(Box::pin(async move {
            let shown = work.await;
            // Something else may have been pressed since.
            if handoff.n_works() == n_works {
                handoff.show(shown);
            }
        }));
    }

    fn show(&self, shown: Shown) {
        // The page may have gone.
        self.note(|known| known.shown = shown);
        let _ = self.turn.try_update(|turn| *turn += 1);
    }

    // What is known; `None` once the page has gone.
    fn known<T>(&self, read: impl FnOnce(&Known) -> T) -> Option<T> {
        self.known.try_with_value(read)
    }

    fn note(&self, change: impl FnOnce(&mut Known)) {
        let _ = self.known.try_update_value(change);
    }

    // Counts what was pressed; 0 once the page has gone.
    fn n_works(&self) -> u32 {
        self.known(|known| known.n_works).unwrap_or_default()
    }

    /// The draft that moves, and its move.
    fn moving(&self) -> Option<(Draft, Move)> {
        let draft = self.shared.store.draft(&self.known(|known| known.draft.clone())?)?;
        let State::Moving(moving) = &draft.state else { return None };
        let moving = Move::from_json(moving)?;
        Some((draft, moving))
    }

    /// The address of the office's store between kiosk and phone.
    fn office(&self) -> String {
        let config = self.shared.config;
        Api::new(config, None).ok().and_then(|api| api.handoff(config)).unwrap_or_default()
    }
}

// What can go: open, begun, and without a PIN.
fn choose(store: Store) -> Shown {
    let drafts = store.drafts();
    let closed = drafts.iter().any(|draft| store.has_pin(&draft.id) && !draft.is_sent());
    let open = drafts.into_iter().filter(|draft| draft.is_open() && draft.is_begun() && !store.has_pin(&draft.id));
    let choice = |draft: Draft| {
        let title = store.title(&draft.service, &draft.version)?;
        Some(Choice { title, id: draft.id, saved: draft.saved })
    };
    Shown::Choose { drafts: open.filter_map(choice).collect(), closed }
}

/// Keeps a draft, closed or open, and waits until the device has it; `false` when it does not take it. A slow one has its time.
async fn keep(store: Store, draft: &Draft) -> bool {
    let began = device::clock::now();
    store.keep(draft);
    loop {
        store.flush().await;
        match untrack(|| store.kept(&draft.id)) {
            Kept::At(at) if at >= began => return true,
            // A clock that is set back while it writes is no refusal.
            Kept::At(_) if device::clock::now() < began => return true,
            Kept::At(_) | Kept::Waiting => {}
            _ => return false,
        }
    }
}

/// To the page of a draft that may be gone on with, in place of this one.
fn go_on(draft: &Draft) {
    route::replace(&super::draft_page(draft));
}

impl From<HandoffError> for Shown {
    fn from(why: HandoffError) -> Shown {
        Shown::Told(match why {
            HandoffError::Down => End::Down,
            HandoffError::Gone => End::Gone,
            HandoffError::Other => End::Other,
            HandoffError::Broken => End::Broken,
            HandoffError::Stranger => End::Stranger,
            HandoffError::Busy => End::Busy,
            HandoffError::Large => End::Large,
        })
    }
}
