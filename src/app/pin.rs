//! The PIN of a draft, or the words in its place: its pages, what the form offers, and when a draft that is open is closed again.

use std::rc::Rc;

use forms::Service;
use leptos::prelude::*;

use super::{Screen, Shared, draft_page, late};
use crate::{
    device::{self, seal::Tried},
    page::{first, lock, missing, pin, review},
    part::El,
    route::{self, Page},
    session::{Draft, Session, State},
    store::Store,
};

/// Closes every draft with a PIN that nobody looks at: on Beranda, or out of sight for long.
pub fn close_unseen(screen: Screen, store: Store) {
    store.close_unseen(screen.page.get_untracked() == Page::Home);
}

/// The page that asks for the PIN of a draft.
pub fn page(shared: Shared, id: &str) -> Vec<El> {
    let store = shared.store;
    let draft = store.draft(id);
    let title = draft.as_ref().and_then(|draft| store.title(&draft.service, &draft.version));
    let (Some(draft), Some(title)) = (draft, title) else { return missing::draft(shared.language) };
    let State::Sealed(stage) = draft.state else { return missing::draft(shared.language) };
    let given = pin::Props {
        language: shared.language,
        live: shared.live,
        config: shared.config,
        title,
        stage,
        kind: store.kind(id),
        late: late::of(store, &draft, || review::code(&store.sealed_code(id))),
        open: Rc::new(move |pin| Box::pin(open(shared, draft.id.clone(), pin))),
    };
    vec![pin::draw(given)]
}

// Goes on where the citizen was: at the address, if it names a page of the draft.
async fn open(shared: Shared, id: String, pin: String) -> Tried<()> {
    let store = shared.store;
    let tried = store.open_with(&id, &pin).await;
    if tried != Tried::Opened(()) {
        return tried;
    }
    let page = shared.page.get_untracked();
    if page.draft() != Some(&id) {
        close_unseen(shared.screen, store);
    } else if let Some(draft) = store.draft(&id)
        && matches!(page, Page::Step { step, .. } if step.is_empty())
    {
        route::replace(&draft_page(&draft));
    } else {
        request_animation_frame(|| {
            device::page::focus_first("#main h1");
        });
    }
    tried
}

/// Keeps a draft off the device until it has a PIN, if its service asks for that. A kiosk keeps nothing of any.
pub fn hold(store: Store, service: &Service, draft: &Draft) {
    if service.sealed && draft.is_open() && !device::kiosk::is_here() {
        store.hold(&draft.id);
    }
}

/// Whether a draft must have a PIN before its form opens; tracked. A device that keeps nothing has nothing to lock.
pub fn is_wanted(store: Store, id: &str) -> bool {
    store.track();
    store.is_held(id) && store.refusal().is_none()
}

/// The page that asks for it.
pub fn first(shared: Shared, service: &Service, id: &str) -> Vec<El> {
    let given = lock::Props {
        language: shared.language,
        live: shared.live,
        seal: lock::DraftSeal { store: shared.store, draft: id.into(), must: true },
    };
    vec![first::draw(given, service.title.clone())]
}

/// What the form of a draft offers; nothing where the browser encrypts nothing.
pub fn offer(store: Store, session: Session) -> Option<lock::DraftSeal> {
    let draft = session.draft_untracked(|draft| draft.id.clone());
    let must = session.service().sealed;
    device::page::is_secure().then_some(lock::DraftSeal { store, draft, must })
}
