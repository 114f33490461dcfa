//! The PIN of a draft, or the words in its place: its pages, what the form offers, and when a draft that is open is closed again.

use std::{
    cell::{Cell, RefCell},
    pin::Pin,
    rc::Rc,
};

use forms::Service;
use leptos::{ev, prelude::*};

use super::{Shared, draft_page, late, outbox, shelf};
use crate::{
    api,
    device::{
        self,
        seal::{Kind, Secret, Tried},
    },
    page::{first, lock, missing, pin, review},
    part::{El, spawn},
    route::{self, Page},
    session::{Draft, Session, State},
};

/// A page that was out of sight for so long, in milliseconds, is no longer in the hand of whoever opened the draft.
const AWAY: i32 = 300_000;

thread_local! {
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    // Since when the page is out of sight.
    static HIDDEN: Cell<Option<f64>> = const { Cell::new(None) };
    // What was to be closed while it was being sent, by the names under which the device keeps it.
    static OWED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Closes what nobody looks at, from now on; however often it is called.
pub fn watch(shared: &Shared) {
    if WATCHING.replace(true) {
        return;
    }
    let shared = shared.clone();
    window_event_listener(ev::visibilitychange, move |_| {
        if !device::page::is_hidden() {
            // A phone may have stopped the clock below.
            close_unseen(&shared);
            HIDDEN.set(None);
            return;
        }
        HIDDEN.set(Some(device::clock::now()));
        let shared = shared.clone();
        spawn(Box::pin(async move {
            // A little later: clocks are coarse.
            api::sleep(AWAY + 1_000).await;
            close_unseen(&shared);
        }));
    });
}

/// Closes every draft with a PIN that nobody looks at: on Beranda, or out of sight for long. One that is being sent is closed when that
/// has ended, so that its end is kept.
pub fn close_unseen(shared: &Shared) {
    let away = HIDDEN.get().is_some_and(|since| device::clock::now() - since >= f64::from(AWAY));
    let is_unseen = away || shared.page.get_untracked() == Page::Home;
    for name in shelf::opened() {
        let is_owed = OWED.with_borrow(|owed| owed.contains(&name));
        if !is_unseen && !is_owed {
            continue;
        }
        if outbox::is_under_way(&name) {
            if away {
                OWED.with_borrow_mut(|owed| owed.push(name));
            }
        } else {
            OWED.with_borrow_mut(|owed| owed.retain(|other| *other != name));
            spawn(Box::pin(shelf::close(name)));
        }
    }
}

/// The page that asks for the PIN of a draft.
pub fn page(shared: &Shared, id: &str) -> Vec<El> {
    let draft = shelf::draft(id);
    let title = draft.as_ref().and_then(|draft| shelf::title(&draft.service, &draft.version));
    let (Some(draft), Some(title)) = (draft, title) else { return missing::draft(shared.language) };
    let State::Sealed(stage) = draft.state else { return missing::draft(shared.language) };
    let opening = shared.clone();
    let given = pin::Given {
        language: shared.language,
        live: shared.live,
        config: shared.config.clone(),
        title,
        stage,
        kind: shelf::kind(id),
        late: late::of(&draft, || review::code(&shelf::sealed_code(id))),
        open: Rc::new(move |pin| Box::pin(open(opening.clone(), draft.id.clone(), pin))),
    };
    vec![pin::draw(given)]
}

// Goes on where the citizen was: at the address, if it names a page of the draft.
async fn open(shared: Shared, id: String, pin: String) -> Tried<()> {
    let tried = shelf::open_with(&id, &pin).await;
    if tried != Tried::Opened(()) {
        return tried;
    }
    let page = shared.page.get_untracked();
    if page.draft() != Some(&id) {
        close_unseen(&shared);
    } else if let Some(draft) = shelf::draft(&id)
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
pub fn hold(service: &Service, draft: &Draft) {
    if service.sealed && draft.is_open() && !device::kiosk::is_here() {
        shelf::hold(&draft.id);
    }
}

/// Whether a draft must have a PIN before its form opens; tracked. A device that keeps nothing has nothing to lock.
pub fn is_wanted(id: &str) -> bool {
    shelf::track();
    shelf::is_held(id) && shelf::refusal().is_none()
}

/// The page that asks for it.
pub fn first(shared: &Shared, service: &Service, id: &str) -> Vec<El> {
    let given = lock::Given {
        language: shared.language,
        live: shared.live,
        seal: Rc::new(Offer { id: id.into(), must: true }),
    };
    vec![first::draw(given, service.title.clone())]
}

/// What the form of a draft offers; nothing where the browser encrypts nothing.
pub fn offer(session: Session) -> Option<Rc<dyn lock::Seal>> {
    let id = session.draft_untracked(|draft| draft.id.clone());
    let must = session.service().sealed;
    device::page::is_secure().then(|| Rc::new(Offer { id, must }) as Rc<dyn lock::Seal>)
}

struct Offer {
    id: String,
    must: bool,
}

impl lock::Seal for Offer {
    fn set(&self) -> Option<Kind> {
        shelf::track();
        shelf::has_pin(&self.id).then(|| shelf::kind(&self.id))
    }

    fn must(&self) -> bool {
        self.must
    }

    fn put(&self, secret: Option<Secret>) -> Pin<Box<dyn Future<Output = bool>>> {
        let id = self.id.clone();
        Box::pin(async move { shelf::put_pin(&id, secret).await })
    }
}
