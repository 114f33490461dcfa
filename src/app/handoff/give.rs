//! This phone's answers go to a kiosk that the office vouches for. They are closed here from before the first byte leaves until the kiosk proves that
//! it has them, or the citizen takes them back.

use forms::{Json, Text};

use super::{Handoff, Kiosk, Shown, keep};
use crate::{
    api,
    device::{
        clock,
        handoff::{self, Code, HandoffError},
    },
    page::handoff::End,
    session::{Direction, Draft, Move, State, Transport},
};

/// How often it is looked whether the kiosk has it, and after how long it can be taken back, in milliseconds.
const LOOK: i32 = 1_000;
const PATIENCE: f64 = 6_000.0;
/// After so long it is looked less often, so that pages left open ask little.
const LONG: f64 = 60_000.0;
const SELDOM: i32 = 5_000;
/// So many wrong digits end it.
const MOST_WRONG: u32 = 3;

/// Asks the office whose code this is.
pub async fn meet(handoff: &Handoff, draft: String) -> Shown {
    let Some((place, digest)) = code(handoff) else { return Shown::Told(End::Nothing) };
    match handoff::meet(&handoff.office(), &place, &digest).await {
        Ok(said) => {
            let kiosk = named(&said);
            handoff.note(|known| (known.draft, known.said) = (draft, said));
            Shown::Confirm(kiosk)
        }
        Err(why) => why.into(),
    }
}

/// Names this phone to the kiosk, which then shows digits.
pub async fn greet(handoff: &Handoff) -> Shown {
    let Some((place, _)) = code(handoff) else { return Shown::Told(End::Nothing) };
    let said = handoff.known(|known| known.said.clone()).unwrap_or_default();
    match handoff::greet(&handoff.office(), &place, &said).await {
        Ok(exchange) => {
            handoff.note(|known| known.exchange = Some(exchange));
            Shown::Digits { kiosk: named(&said), n_wrong: 0 }
        }
        Err(why) => why.into(),
    }
}

/// Gives the draft, if these are the kiosk's digits.
pub async fn give(handoff: &Handoff, digits: String) -> Shown {
    let known = |known: &super::Known| (known.exchange.clone(), known.draft.clone(), known.said.clone(), known.n_wrong);
    let Some((Some(exchange), id, said, n_wrong)) = handoff.known(known) else {
        return Shown::Told(End::Gone);
    };
    if !exchange.fits(&digits).await {
        let n_wrong = n_wrong + 1;
        handoff.note(|known| known.n_wrong = n_wrong);
        return match n_wrong {
            MOST_WRONG.. => Shown::Told(End::WrongDigits),
            _ => Shown::Digits { kiosk: named(&said), n_wrong },
        };
    }
    let (Some((place, _)), Some((token, ack))) = (code(handoff), exchange.proofs().await) else {
        return Shown::Told(End::Gone);
    };
    // Another tab may have gone on with it.
    let store = handoff.shared.store;
    store.refresh(&id).await;
    let draft = store.draft(&id).filter(|draft| draft.is_open() && !store.has_pin(&draft.id));
    let Some((draft, sealed)) = draft.and_then(|draft| Transport::of(&draft, None).map(|sealed| (draft, sealed)))
    else {
        return Shown::Told(End::Broken);
    };
    let moving = Move { direction: Direction::Leaving, place: place.clone(), token, ack, frozen: None };
    if !keep(store, &Draft { state: State::Moving(moving.to_json()), ..draft.clone() }).await {
        keep(store, &draft).await;
        return Shown::Told(End::Unkept);
    }
    // It seals one text.
    handoff.note(|known| known.exchange = None);
    match handoff::give(&handoff.office(), &place, &exchange, &sealed.to_text()).await {
        Ok(()) => wait(handoff).await,
        // It may have arrived all the same.
        Err(HandoffError::Down) => Shown::Given,
        // A browser asks again by itself where a reply is lost, and the second time is refused: only the office knows whether it has it.
        Err(why) => match take_back(handoff).await {
            Shown::Told(End::Cancelled) => why.into(),
            other => other,
        },
    }
}

/// Waits until the kiosk proves that it has the draft, and then lets go of it. After a while it can be taken back.
pub async fn wait(handoff: &Handoff) -> Shown {
    let (n_works, patient) = (handoff.n_works(), clock::now() + PATIENCE);
    let mut is_told = false;
    while let Some((draft, moving)) = handoff.moving().filter(|_| handoff.n_works() == n_works) {
        if let Ok(true) = handoff::is_taken(&handoff.office(), &moving.place, &moving.ack).await {
            handoff.shared.store.forget(&draft.id);
            return Shown::Told(End::Arrived);
        }
        if clock::now() > patient && !is_told && handoff.n_works() == n_works {
            is_told = true;
            handoff.show(Shown::Given);
        }
        api::sleep(if clock::now() > patient + LONG { SELDOM } else { LOOK }).await;
    }
    Shown::Told(End::Gone)
}

/// Takes the draft back, unless the kiosk has it.
pub async fn take_back(handoff: &Handoff) -> Shown {
    let Some((draft, moving)) = handoff.moving() else { return Shown::Told(End::Gone) };
    match handoff::take_back(&handoff.office(), &moving.place, &moving.token).await {
        Ok(true) => {
            keep(handoff.shared.store, &Draft { state: State::Open, ..draft }).await;
            Shown::Told(End::Cancelled)
        }
        Ok(false) => wait(handoff).await,
        Err(HandoffError::Gone) => Shown::Forgotten,
        Err(_) => Shown::Given,
    }
}

fn code(handoff: &Handoff) -> Option<(String, String)> {
    match handoff.known(|known| known.code.clone()).flatten() {
        Some(Code::ToKiosk { place, digest }) => Some((place, digest)),
        _ => None,
    }
}

// Name and place of a kiosk, as the office writes them.
fn named(said: &str) -> Kiosk {
    let json = Json::parse(said).unwrap_or_default();
    let text = |key| json.get(key).and_then(Text::read).unwrap_or_default();
    Kiosk { name: text("name"), place: text("place") }
}
