//! A kiosk's answers come to this phone. What came is a stranger's until it has been made again here: the definition is this city's, and
//! what was frozen must be what this phone would freeze.

use std::{rc::Rc, sync::Arc};

use forms::Service;
use leptos::prelude::Owner;

use super::{Handoff, Shown, Waiting, give, go_on, keep};
use crate::{
    api::{self, Api, Config},
    device::{
        self,
        handoff::{self, Code, HandoffError},
        vault::{self, Lock},
    },
    page::{handoff::End, review},
    session::{Direction, Draft, Fate, Frozen, Move, Session, State, Transport, is_same},
    store::{Store, fresh_id},
};

/// Fetches what lies under the code, keeps it closed, and tells the office; ends on the draft's own page.
pub async fn take(handoff: &Handoff) -> Shown {
    let store = handoff.shared.store;
    let code = handoff.known(|known| known.code.clone()).flatten();
    let Some(Code::FromKiosk { place, secret, service, .. }) = code else { return Shown::Told(End::Nothing) };
    if store.refusal().is_some() {
        return Shown::Told(End::Unkept);
    }
    // A form has one copy here, in whatever tab the code was opened.
    let lock = vault::lock(&place).await;
    if let Lock::Taken = lock {
        return Shown::Told(End::Gone);
    }
    // Scanned a second time, before the first was over.
    if let Some(draft) = arriving(store, &place) {
        handoff.note(|known| known.draft = draft);
        return finish(handoff).await;
    }
    let opened = match handoff::read(&handoff.office(), &place, &secret).await {
        Ok(opened) => opened,
        Err(why) => return why.into(),
    };
    // What was asked about is what comes.
    let Some(sealed) = Transport::read(&opened.text).filter(|sealed| sealed.service == service) else {
        return Shown::Told(End::Broken);
    };
    let definition = match definition(handoff.shared.config, &sealed).await {
        Ok(definition) => definition,
        Err(end) => return Shown::Told(end),
    };
    let Some(mut draft) = accept(handoff.shared.config, definition.clone(), sealed) else {
        return Shown::Told(End::Broken);
    };
    let frozen = match draft.state {
        State::Sending(frozen) => Some(frozen),
        _ => None,
    };
    let moving = Move { direction: Direction::Arriving, place, token: opened.reader, ack: opened.ack, frozen };
    draft.state = State::Moving(moving.to_json());
    store.keep_service(&definition);
    if !keep(store, &draft).await {
        store.forget(&draft.id);
        return Shown::Told(End::Unkept);
    }
    handoff.note(|known| known.draft = draft.id.clone());
    finish(handoff).await
}

/// Tells the office that this phone has it, and opens it if the kiosk has not taken it back.
pub async fn finish(handoff: &Handoff) -> Shown {
    let Some((draft, moving)) = handoff.moving() else { return Shown::Told(End::Gone) };
    match handoff::acknowledge(&handoff.office(), &moving.place, &moving.token, &moving.ack).await {
        Ok(true) => open(handoff, draft, moving).await,
        // Only that the kiosk has taken it back says that it is not lost if it goes from here.
        Ok(false) => {
            handoff.shared.store.forget(&draft.id);
            Shown::Told(End::Gone)
        }
        // The copy stays closed until it is deleted.
        Err(HandoffError::Other) => Shown::Told(End::Other),
        Err(HandoffError::Gone) => Shown::Forgotten,
        Err(_) => Shown::Fetched,
    }
}

/// Opens what the office has forgotten, since the citizen has seen that the other end does not have it; but the office is asked once more.
pub async fn open_anyway(handoff: &Handoff) -> Shown {
    let Some((draft, moving)) = handoff.moving() else { return Shown::Told(End::Gone) };
    let shown = match moving.direction {
        Direction::Arriving => finish(handoff).await,
        Direction::Leaving => give::take_back(handoff).await,
    };
    if shown == Shown::Forgotten { open(handoff, draft, moving).await } else { shown }
}

async fn open(handoff: &Handoff, draft: Draft, moving: Move) -> Shown {
    let draft = Draft { state: moving.frozen.map_or(State::Open, State::Sending), ..draft };
    keep(handoff.shared.store, &draft).await;
    go_on(&draft);
    Shown::Waiting(Waiting::Ending)
}

// What this phone has fetched from this place already.
fn arriving(store: Store, place: &str) -> Option<String> {
    let is_of = |draft: &Draft| match &draft.state {
        State::Moving(moving) => Move::from_json(moving)
            .is_some_and(|moving| moving.direction == Direction::Arriving && moving.place == place),
        _ => false,
    };
    store.drafts().into_iter().find(is_of).map(|draft| draft.id)
}

/// The definition of what came: this city's own.
pub async fn definition(config: &Config, sealed: &Transport) -> Result<Arc<Service>, End> {
    let definition = api::service(config, &sealed.service, &sealed.version, &device::Browser::default())
        .await
        .map_err(|error| match error {
            api::Error::Unreachable => End::Down,
            _ => End::Form,
        })?;
    // A draft that must never lie anywhere unsealed does not travel (src/app/event.rs).
    if definition.sealed { Err(End::Form) } else { Ok(definition) }
}

/// The draft that it becomes here; what was frozen is made again, and held until somebody presses "Kirim". `None` when that gives other bytes.
pub fn accept(config: &Config, definition: Arc<Service>, sealed: Transport) -> Option<Draft> {
    let (other, assisted) = (sealed.frozen.clone(), sealed.assisted.clone());
    let mut draft = sealed.into_draft(fresh_id(), device::clock::now());
    let api = Api::new(config, Some(&definition)).ok()?;
    let owner = Owner::new();
    let session = owner.with(|| Session::open(definition, draft.clone(), Rc::new(device::Browser::default())));
    // A step that the form does not have is none.
    if session.step(&draft.step).is_none() {
        draft.step = String::new();
    }
    if let Some(other) = other {
        let own = review::freeze(session, &api, &other.key, assisted.as_deref());
        // Whom the backend would know by this device is not asked for another's submission.
        if api.needs_page() || !is_same(&own, &other) {
            return None;
        }
        draft.state = State::Sending(Frozen { fate: Fate::Held, ..own });
    }
    owner.cleanup();
    Some(draft)
}
