//! The pages of one draft, over one session, which is kept after every edit.

use std::{rc::Rc, sync::Arc};

use forms::{FieldId, Json, Service};
use leptos::{ev, prelude::*};

use super::{Shared, account::account, event, handoff, late, pin, renew};
use crate::{
    api::Api,
    device::{self, vault::Kept},
    page::{Lists, missing, receipt, review, service::title_in, step},
    part::{El, el, spawn},
    route::{self, Page},
    session::{Direction, Draft, Move, Sent, Session, State},
    store::Store,
};

/// Opens a draft, with its PIN if it has one, and draws whichever of its pages is asked for.
pub fn pages(shared: Shared, id: &str) -> Vec<El> {
    shared.store.watch_sight(Rc::new(move || pin::close_unseen(shared.screen, shared.store)));
    // What is too old is about to be deleted, and must not be seen by whoever has kept its address.
    let store = shared.store;
    if store.draft(id).is_some_and(|draft| store.is_late(&draft).is_none()) {
        return missing::draft(shared.language);
    }
    let id = String::from(id);
    let asked = id.clone();
    let closed = move || {
        store.track();
        u32::from(store.is_closed(&asked))
    };
    vec![
        el("div", "")
            .swap_on(closed, move |closed| if closed == 1 { pin::page(shared, &id) } else { open_pages(shared, &id) }),
    ]
}

fn open_pages(shared: Shared, id: &str) -> Vec<El> {
    let Some(draft) = shared.store.draft(id) else { return missing::draft(shared.language) };
    if let State::Moving(moving) = &draft.state {
        return moving_pages(shared, id, moving);
    }
    let open = move |draft| opened(shared, draft);
    match renew::newer(shared, &draft) {
        Some(version) => vec![renew::draw(shared, draft, version, Rc::new(open))],
        None => open(draft),
    }
}

// Once it has arrived it is gone on with at this very address.
fn moving_pages(shared: Shared, id: &str, moving: &Json) -> Vec<El> {
    let is_arriving = Move::from_json(moving).is_some_and(|moving| moving.direction == Direction::Arriving);
    if !is_arriving {
        return vec![handoff::page(shared, id)];
    }
    let id = String::from(id);
    let (store, asked) = (shared.store, id.clone());
    let arrived = move || {
        store.track();
        u32::from(store.draft(&asked).is_some_and(|draft| !matches!(draft.state, State::Moving(_))))
    };
    vec![el("div", "").swap_on(arrived, move |arrived| {
        if arrived == 1 { open_pages(shared, &id) } else { vec![handoff::page(shared, &id)] }
    })]
}

fn opened(shared: Shared, draft: Draft) -> Vec<El> {
    let store = shared.store;
    store.start_sending();
    store.take_up(&draft);
    let service = store.service(&draft.service, &draft.version);
    event::tell_kiosk(&draft, service.as_deref());
    let Some(service) = service else { return missing::draft(shared.language) };
    pin::hold(store, &service, &draft);
    let (id, asked) = (draft.id.clone(), draft.id);
    let wanted = move || u32::from(pin::is_wanted(store, &asked));
    vec![el("div", "").swap_on(wanted, move |wanted| match wanted {
        1 => pin::first(shared, &service, &id),
        _ => form_of(shared, &service, &id),
    })]
}

fn form_of(shared: Shared, service: &Arc<Service>, id: &str) -> Vec<El> {
    let store = shared.store;
    let draft = store.draft(id);
    let Some((session, api)) = draft.and_then(|draft| session(shared, service.clone(), draft)) else {
        return missing::draft(shared.language);
    };
    let may_go = RwSignal::new(false);
    write(store, session, may_go);
    follow_sending(store, session);
    let asked = String::from(id);
    // Two windows side by side are never out of sight.
    let hearing = window_event_listener(ev::focus, move |_| {
        let asked = asked.clone();
        spawn(Box::pin(async move { store.check(&asked).await }));
    });
    on_cleanup(move || hearing.remove());
    let opened = Opened { shared, session, lists: Lists::new(session, api.clone()), api, may_go };
    // A memo, so that the review page stays while it sends: drawn anew, it would not hear the answer.
    let page = shared.page;
    let shown = RwSignal::new(untrack(|| Shown::of(store, session, page.get())));
    Effect::new(move |_| {
        let (asked, now) = (page.get(), Shown::of(store, session, page.get()));
        // What was sent from another tab or by the worker, too, has the address of its receipt: the change of page is what is told.
        let draft = session.draft_untracked(|draft| draft.id.clone());
        let is_elsewhere = matches!(asked, Page::Step { .. } | Page::Review { .. }) && asked.draft() == Some(&draft);
        if now == Shown::Receipt && is_elsewhere {
            route::replace(&Page::Receipt { draft });
        }
        if shown.with_untracked(|shown| *shown != now) {
            shown.set(now);
        }
    });
    vec![el("div", "").swap(move || {
        let shown = shown.get();
        untrack(|| opened.draw(&shown))
    })]
}

fn session(shared: Shared, service: Arc<Service>, draft: Draft) -> Option<(Session, Rc<Api>)> {
    let api = Api::new(shared.config, Some(&service)).ok()?;
    Some((Session::open(service, draft, Rc::new(device::Browser::default())), Rc::new(api)))
}

// Which page of a draft is shown: what is asked for, as far as its state allows.
#[derive(Clone, PartialEq)]
enum Shown {
    Step(String),
    Review,
    Receipt,
    /// Another tab has gone on with it: this one must not overwrite what is there.
    Changed,
}

impl Shown {
    fn of(store: Store, session: Session, page: Page) -> Shown {
        session.draft(|draft| match (&draft.state, page) {
            _ if store.kept(&draft.id) == Kept::Changed => Shown::Changed,
            (State::Sent(_), _) => Shown::Receipt,
            (State::Open, Page::Step { step, .. }) => Shown::Step(step),
            _ => Shown::Review,
        })
    }
}

struct Opened {
    shared: Shared,
    session: Session,
    api: Rc<Api>,
    lists: Lists,
    // Whether it is to be told that the browser may delete it.
    may_go: RwSignal<bool>,
}

impl Opened {
    fn draw(&self, shown: &Shown) -> Vec<El> {
        match shown {
            Shown::Step(step) => match self.session.step(step) {
                Some(step) => vec![self.step(step)],
                None => missing::draw(self.shared.language),
            },
            Shown::Review => vec![self.review()],
            Shown::Receipt => self.receipt().into_iter().collect(),
            Shown::Changed => missing::changed(self.shared.language),
        }
    }

    fn step(&self, step: forms::Step) -> El {
        let services = self.shared.services;
        let given = step::Props {
            session: self.session,
            language: self.shared.language,
            api: self.api.clone(),
            lists: self.lists.clone(),
            account: account(self.shared),
            live: self.shared.live,
            store: self.shared.store,
            seal: pin::offer(self.shared.store, self.session),
            days: self.shared.config.draft_days(),
            fleeting: device::vault::is_fleeting(),
            may_go: self.may_go,
            title_of: Rc::new(move |id, lang| title_in(services, id, lang)),
        };
        step::draw(given, step)
    }

    fn review(&self) -> El {
        let (session, target) = (self.session, self.shared.target);
        let late = session.draft_untracked(|draft| {
            let State::Sending(frozen) = &draft.state else { return None };
            late::of(self.shared.store, draft, || review::code(&frozen.key))
        });
        review::draw(review::Props {
            late,
            session,
            language: self.shared.language,
            api: self.api.clone(),
            lists: self.lists.clone(),
            account: account(self.shared),
            live: self.shared.live,
            config: self.shared.config,
            store: self.shared.store,
            go_to_field: Rc::new(move |id: &FieldId, page: Page| {
                target.set(id.as_str().into());
                route::go(&page);
            }),
        })
    }

    fn receipt(&self) -> Option<El> {
        let State::Sent(sent) = self.session.draft_untracked(|draft| draft.state.clone()) else { return None };
        let given = receipt::Props {
            session: self.session,
            language: self.shared.language,
            live: self.shared.live,
            config: self.shared.config,
        };
        if sent.news {
            self.session.mark(|draft| draft.state = State::Sent(Sent { news: false, ..sent.clone() }));
        }
        Some(receipt::draw(given, sent))
    }
}

// Keeps what is edited; an effect, since it touches storage.
fn write(store: Store, session: Session, may_go: RwSignal<bool>) {
    #[cfg(feature = "trap")]
    if !crate::trap::keeps() {
        return;
    }
    let settling = StoredValue::new_local(store);
    Effect::new(move |before: Option<u32>| {
        let edits = session.edits();
        if before.is_some_and(|before| before != edits) {
            let keep = Rc::new(move || {
                if store.keep_session(session) {
                    spawn(Box::pin(async move {
                        if store.persist().await {
                            let _ = may_go.try_set(true);
                        }
                    }));
                }
            });
            store.keep_soon(keep);
            // A choice is kept at once, however soon it comes after a letter.
            if !session.is_typing() {
                store.settle();
            }
        }
        edits
    });
    // Once these pages are gone there is no session to keep.
    on_cleanup(move || settling.try_with_value(|store| store.settle()).unwrap_or_default());
}

// What the outbox has kept of a frozen draft is what this page shows. Of an open one there is nothing to read, however often it is written.
fn follow_sending(store: Store, session: Session) {
    Effect::new(move |_| {
        store.track();
        let (id, state) = session.draft_untracked(|draft| (draft.id.clone(), draft.state.clone()));
        if !matches!(state, State::Sending(_)) {
            return;
        }
        if let Some(kept) = store.draft(&id).map(|draft| draft.state)
            && kept != state
            && !matches!(kept, State::Open | State::Sealed(_))
        {
            session.mark(|draft| draft.state = kept);
        }
    });
}
