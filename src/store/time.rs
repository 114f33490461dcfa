//! How long what lies on the device stays there. Its time is counted by the server's clock alone, since a phone's own may be weeks ahead or
//! behind: from the moment of writing or, where no reply had told the time by then, from the next start at which one had. So
//! nothing goes too early; what was written without a network may stay longer.

use std::pin::Pin;

use super::{DRAFT, SERVICE, Store, draft_name, service_name};
use crate::{
    api,
    device::{clock, vault},
    part::spawn,
    session::{Draft, State},
};

const DAY: f64 = 86_400_000.0;
/// What has been on its way for so many days the citizen may delete: a backend keeps the keys of submissions no longer (docs/backend.md).
const LONGEST: f64 = 37.0;
/// A definition that no draft needs stays for a day: another tab may be about to write a draft beside it.
const UNNEEDED: f64 = 1.0;

type Work = Pin<Box<dyn Future<Output = ()>>>;

impl Store {
    /// Whether a draft has been on its way for so long that it may be deleted; `None` when its time is over.
    pub fn is_late(self, draft: &Draft) -> Option<bool> {
        let (age, is_on_its_way) = (self.age(&draft_name(&draft.id)), draft.is_on_its_way());
        let is_over = age > if is_on_its_way { LONGEST } else { self.days() };
        (is_on_its_way || !is_over).then_some(is_over)
    }

    /// Whether there is anything here to be sent, to be counted or deleted (`tidy`), to be fetched (`missing`), or to be told of (`lost`).
    pub fn needs_care(self) -> bool {
        let drafts = self.names(DRAFT);
        let unneeded = self.names(SERVICE).iter().filter(|name| !(-1.0..=UNNEEDED).contains(&self.age(name))).count();
        unneeded > drafts.len()
            || drafts.iter().any(|name| {
                let is_counted = self.0.opened.is_nan() || (-1.0..=self.days()).contains(&self.age(name));
                !is_counted
                    || self
                        .read(name)
                        .is_none_or(|draft| matches!(draft.state, State::Sending(_)) || !self.is_shown(&draft))
            })
    }

    /// Deletes what is older than its days, but for what is on its way, and definitions that no draft has needed for a day; begins to count
    /// where nobody has yet, and anew where somebody counted by a clock that was ahead. Another tab may have begun a draft since this page
    /// has looked: what it has written since stays.
    pub fn tidy(self) {
        if self.0.opened.is_nan() {
            return;
        }
        for name in self.names(DRAFT) {
            let is_kept = self.read(&name).is_some_and(|draft| self.is_shown(&draft) && draft.is_on_its_way());
            self.expire(name, self.days(), is_kept);
        }
        let needed: Vec<String> =
            self.drafts().iter().map(|draft| service_name(&draft.service, &draft.version)).collect();
        let unneeded = self.names(SERVICE).into_iter().filter(|name| !needed.contains(name));
        unneeded.for_each(|name| self.expire(name, UNNEEDED, false));
        self.tell();
    }

    /// The definitions, by id and version, that drafts here need and that are not here.
    pub fn missing(self) -> Vec<(String, String)> {
        let missing = self.drafts().into_iter().filter(|draft| !self.is_shown(draft));
        missing.map(|draft| (draft.service, draft.version)).collect()
    }

    /// How many drafts cannot be read any more, and from when the time of the last of them is counted.
    pub fn lost(self) -> (usize, f64) {
        let is_lost = |name: &String| !self.read(name).is_some_and(|draft| self.is_shown(&draft));
        let lost = self.names(DRAFT).into_iter().filter(is_lost);
        lost.fold((0, f64::NEG_INFINITY), |(n_lost, last), name| {
            let since = self.since_of(&name);
            // Not a number stays one: then nobody knows of all of them.
            (n_lost + 1, if since > last || since.is_nan() { since } else { last })
        })
    }

    // From when the time of a draft is counted that is written now. One that stays on its way has gone on it once.
    pub(super) fn since(self, draft: &Draft) -> f64 {
        let name = draft_name(&draft.id);
        if draft.is_on_its_way() && self.get(&name).is_some_and(|before| before.get("sending").is_some()) {
            return self.since_of(&name);
        }
        // The later of both: the phone's may have been put right since the server's was heard.
        let server = api::server_now();
        if server.is_nan() { server } else { server.max(clock::now()) }
    }

    // Deletes a text, as this page knows it, that is older than so many days; or begins to count.
    fn expire(self, name: String, days: f64, is_kept: bool) {
        let (age, opened) = (self.age(&name), self.0.opened);
        let work: Work = if age > days && !is_kept {
            let slot = self.0.texts.borrow_mut().remove(name.as_str());
            Box::pin(vault::remove(name, slot.map_or(f64::NAN, |slot| slot.revision)))
        } else if age.is_nan() || age < -1.0 {
            self.change_slot(&name, |slot| slot.since = opened);
            Box::pin(vault::count(name, opened))
        } else {
            return;
        };
        spawn(work);
    }

    // In days; not a number where nobody knows.
    fn age(self, name: &str) -> f64 {
        (self.0.opened - self.since_of(name)) / DAY
    }

    fn since_of(self, name: &str) -> f64 {
        self.read_slot(name, |slot| slot.since).unwrap_or(f64::NAN)
    }

    // One without its definition is nowhere to be seen.
    fn is_shown(self, draft: &Draft) -> bool {
        self.title(&draft.service, &draft.version).is_some()
    }

    fn days(self) -> f64 {
        self.0.config.draft_days() as f64
    }
}
