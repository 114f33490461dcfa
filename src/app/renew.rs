//! A draft of an older version of its service goes on in the one that the index names. Each draft has its own version beside it, so
//! that nothing happens to it without a network, nor before the citizen has seen what has no place in the newer one.

use std::{rc::Rc, sync::Arc};

use forms::{Field, Form, Migrated, Service};
use leptos::prelude::*;

use super::{Shared, draft_page};
use crate::{
    api, device,
    page::{renewed, waiting},
    part::{El, Task, el},
    route,
    session::{Draft, State},
    store::Store,
};

/// Draws a draft once it is settled in which version it goes on.
pub type Open = Rc<dyn Fn(Draft) -> Vec<El>>;

/// The version that a draft could go on in. One that is on its way, or corrects what was sent, stays in its own.
pub fn newer(shared: Shared, draft: &Draft) -> Option<String> {
    let is_free = draft.state == State::Open && draft.correction.is_none();
    let listed = shared.services.iter().find(|service| service.id == draft.service && is_free)?;
    (listed.version != draft.version).then(|| listed.version.clone())
}

/// Fetches the newer version, shows what it does not take, and opens the draft; what cannot be fetched leaves the draft as it is.
pub fn draw(shared: Shared, draft: Draft, version: String, open: Open) -> El {
    let (loading, done) = (Task::<Option<Plan>>::new(), RwSignal::new(false));
    let (language, config, old) = (shared.language, shared.config, draft.clone());
    let store = shared.store;
    let plan = async move {
        let plan =
            plan(store, old, api::service(config, &draft.service, &version, &device::Browser::default()).await.ok()?)?;
        // Nothing is asked where nothing can be lost.
        if plan.draft.is_begun() || !plan.left.is_empty() {
            return Some(plan);
        }
        plan.keep();
        None
    };
    loading.start(plan, |_| focus());
    let id = draft.id.clone();
    el("div", "").swap(move || {
        let (loaded, done_now) = (loading.result(), done.get());
        untrack(|| match loaded {
            None => vec![waiting::draw(language)],
            Some(Some(plan)) if !done_now => vec![renewed::draw(renewed::Props {
                language,
                service: plan.before.clone(),
                left: plan.left.clone(),
                go_on: Rc::new(move || {
                    plan.keep();
                    route::replace(&draft_page(&plan.draft));
                    done.set(true);
                    focus();
                }),
            })],
            Some(_) => store.draft(&id).map(|draft| open(draft)).unwrap_or_default(),
        })
    })
}

// How a draft would go over.
#[derive(Clone)]
struct Plan {
    store: Store,
    before: Arc<Service>,
    after: Arc<Service>,
    draft: Draft,
    left: Rc<Vec<Field>>,
}

impl Plan {
    fn keep(&self) {
        self.store.keep_service(&self.after);
        self.store.keep(&Draft { saved: device::clock::now(), ..self.draft.clone() });
    }
}

fn plan(store: Store, draft: Draft, after: Arc<Service>) -> Option<Plan> {
    let before = store.service(&draft.service, &draft.version)?;
    let host = Rc::new(device::Browser::default());
    let form = Form::open(before.clone(), draft.answers(), host.clone());
    let Migrated { answers, left } = form.migrate(&after);
    // The step that was open last, if it is still there; else the first.
    let form = Form::open(after.clone(), answers, host);
    let mut steps = form.journey().steps.iter().filter(|step| !step.review);
    let step = steps.find(|step| step.id.as_str() == draft.step).map(|step| step.id.as_str().into());
    let draft = Draft {
        version: after.version.clone(),
        answers: form.answers().to_json(),
        step: step.unwrap_or_default(),
        ..draft
    };
    Some(Plan { store, before, after, draft, left: Rc::new(left) })
}

fn focus() {
    request_animation_frame(|| {
        device::page::focus_first("#main h1");
    });
}
