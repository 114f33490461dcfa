//! A kiosk takes what a phone has given: src/kiosk/handoff.js has opened it, and hears from here whether it can be gone on with. The phone
//! is told so before it is shown.

use leptos::prelude::untrack;

use super::{Handoff, arrive, go_on};
use crate::{
    device::kiosk::{self, Handover},
    page::handoff::End,
    part::spawn,
    route::{self, Page},
    session::{Draft, Transport},
};

/// Takes what is there; without anything, back to the first page.
pub fn take(handoff: &Handoff) {
    let handoff = handoff.clone();
    spawn(Box::pin(async move {
        let Some(given) = kiosk::take_given() else { return route::replace(&Page::Home) };
        match accept(&handoff, &given).await {
            Err(why) => drop(given.may_show(why).await),
            Ok(draft) => {
                if given.may_show("").await {
                    untrack(|| handoff.shared.store.keep(&draft));
                    return go_on(&draft);
                }
            }
        }
        route::replace(&Page::Home);
    }));
}

// The draft, or why there is none: "down", "unread" or "form".
async fn accept(handoff: &Handoff, given: &Handover) -> Result<Draft, &'static str> {
    // A phone sends what it has frozen itself.
    let sealed = Transport::read(&given.text).filter(|sealed| sealed.frozen.is_none()).ok_or("unread")?;
    let config = handoff.shared.config;
    let definition = arrive::definition(config, &sealed).await.map_err(|end| match end {
        End::Down => "down",
        _ => "form",
    })?;
    let draft = arrive::accept(config, definition.clone(), sealed).ok_or("unread")?;
    handoff.shared.store.keep_service(&definition);
    Ok(draft)
}
