//! Drafts and the definitions that they need, by their ids.

use std::sync::Arc;

use forms::{Answers, Json, Service, Text};
use leptos::prelude::untrack;

use super::{DRAFT, Event, Store, draft_name, service_name};
use crate::{
    api,
    device::{
        self, storage,
        vault::{self, Kept},
    },
    part::spawn,
    session::{Correction, Draft, Session, State},
};

/// Where it is remembered that the citizen was told that the browser may delete drafts.
const TOLD: &str = "loket.told";

impl Store {
    /// Keeps a draft: in memory, and from there on the device. One that is closed stays as it is.
    pub fn keep(self, draft: &Draft) {
        self.keep_of(draft, None);
    }

    /// Keeps an open form; `true` once something has been answered, since only then is there anything to ask the browser for. Delivery it
    /// is frozen on the device the outbox writes it, until the draft opens again.
    pub fn keep_session(self, session: Session) -> bool {
        let draft = Draft { saved: device::clock::now(), ..session.to_draft() };
        let is_frozen = |draft: &Draft| !draft.is_open();
        if matches!(draft.state, State::Sending(_)) && self.draft(&draft.id).as_ref().is_some_and(is_frozen) {
            return true;
        }
        self.keep_of(&draft, Some(&session.service()));
        draft.is_begun()
    }

    fn keep_of(self, draft: &Draft, service: Option<&Service>) {
        (self.0.on_event)(self, Event::Kept { draft, service });
        if !self.is_closed(&draft.id) {
            self.put(draft_name(&draft.id), draft.to_json().to_text(), self.since(draft));
        }
    }

    /// Keeps the copy of a definition that drafts need. It is written anew each time: a tab that deletes what is not needed sees by that
    /// that it is (`time`).
    pub fn keep_service(self, service: &Service) {
        self.put(service_name(&service.id, &service.version), service.source.to_text(), api::server_now());
    }

    /// A draft by its id.
    pub fn draft(self, id: &str) -> Option<Draft> {
        self.settle();
        self.read(&draft_name(id))
    }

    /// How a draft is kept; tracked.
    pub fn kept(self, id: &str) -> Kept {
        self.track();
        self.read_slot(&draft_name(id), |slot| slot.kept).unwrap_or(Kept::Changed)
    }

    /// A definition that was kept.
    pub fn service(self, id: &str, version: &str) -> Option<Arc<Service>> {
        Service::read(&self.get(&service_name(id, version))?).0.map(Arc::new)
    }

    /// The title of a definition that was kept, read alone: Beranda knows no form.
    pub fn title(self, id: &str, version: &str) -> Option<Text> {
        Text::read(self.get(&service_name(id, version))?.get("title")?)
    }

    /// All drafts, newest first.
    pub fn drafts(self) -> Vec<Draft> {
        self.settle();
        let mut drafts: Vec<Draft> = self.names(DRAFT).iter().filter_map(|name| self.read(name)).collect();
        drafts.sort_by(|a, b| b.saved.total_cmp(&a.saved));
        drafts
    }

    /// Forgets a draft.
    pub fn forget(self, id: &str) {
        self.settle();
        let name = draft_name(id);
        self.0.texts.borrow_mut().remove(name.as_str());
        spawn(Box::pin(vault::remove(name, f64::NAN)));
    }

    /// Whether another tab has written or deleted a draft since; for a handler.
    pub(super) fn is_overtaken(self, id: &str) -> bool {
        untrack(|| self.kept(id)) == Kept::Changed
    }

    /// Takes a draft off the device, where an older state of it must not be believed any more; this page goes on with it in memory.
    pub(super) async fn withdraw(self, id: &str) {
        let name = draft_name(id);
        vault::remove(name.clone(), f64::NAN).await;
        self.change_slot(&name, |slot| slot.revision = 0.0);
    }

    /// A draft as the device has it, where that has not taken its newest state.
    pub(super) async fn left_behind(self, id: &str) -> Option<Draft> {
        if !untrack(|| self.kept(id)).is_refused() {
            return None;
        }
        let entry = vault::get(&draft_name(id)).await.ok().flatten()?;
        Draft::from_json(&Json::parse(&entry.text).ok()?)
    }

    /// A draft for a correction, with the answers of the sent copy where this device still holds it and it is open; and that copy's id.
    pub fn correction(self, service: &Service, correction: Correction) -> (Draft, Option<String>) {
        let copy = self.drafts().into_iter().find(|draft| match &draft.state {
            State::Sent(sent) => sent.number == correction.number && draft.version == service.version,
            _ => false,
        });
        let mut draft = Draft::new(fresh_id(), &service.id, &service.version);
        draft.correction = forms::to_json(&correction).ok();
        if let Some(copy) = &copy {
            let Answers { data, words, .. } = copy.answers();
            draft.answers = Answers { data, words, ..Answers::default() }.to_json();
        }
        (draft, copy.map(|copy| copy.id))
    }

    /// Why this device does not keep what it is given; `None` when it does.
    pub fn refusal(self) -> Option<Kept> {
        let refused = || self.0.texts.borrow().values().map(|slot| slot.kept).find(|kept| kept.is_refused());
        self.0.writer.refusal.or_else(refused)
    }

    /// Asks the browser to keep what is here when space is short, once a visit; `true` when it does not, and that was never told.
    pub async fn persist(self) -> bool {
        if self.0.writer.refusal.is_some() || self.0.writer.asked.replace(true) || vault::persist().await {
            return false;
        }
        storage::get(TOLD).is_none() && storage::set(TOLD, "1")
    }
}

/// A name for a new draft. Without a source of random numbers the clock will do: it is only a name on this device.
pub fn fresh_id() -> String {
    device::random::hex(4).unwrap_or_else(|| (device::clock::now() as u64).to_string())
}
