//! Signing in, as the pages offer it: why, and the button that leads to the account's provider and back to the same page.

use std::{pin::Pin, rc::Rc};

use forms::Lang;
use leptos::prelude::*;
use rest::Provider;

use super::detail;
use crate::{
    api::Api,
    device::oidc::SignInError,
    part::{El, Task, Tone, actions, button, el, p, panel},
    text::{self, Language},
};

/// Ends when the page is about to go to the provider, or cannot.
pub type Leaving = Pin<Box<dyn Future<Output = Failed>>>;

/// Signing in that did not work: where to return to, and why.
pub type Failed = Option<(String, SignInError)>;

/// How somebody signs in, and whether somebody is.
#[derive(Clone)]
pub struct Account {
    pub language: Language,
    /// Counts who signs in and out.
    pub signed_in: RwSignal<u32>,
    /// Puts everything on the device, then goes to the provider; the second is the address to return to.
    pub leave: Rc<dyn Fn(Provider, String) -> Leaving>,
}

impl Account {
    /// Whether somebody must sign in before this backend is asked; tracked.
    pub fn is_needed(&self, api: &Api) -> bool {
        self.signed_in.track();
        api.needs_sign_in()
    }

    /// Why, and the button. `back` gives the address to return to, or `None` when the page has something to say first.
    pub fn ask(&self, api: &Api, reason: &str, back: Rc<dyn Fn() -> Option<String>>) -> El {
        let Some(provider) = api.provider().cloned() else { return el("div", "") };
        let (words, language, leave) = (self.language.words(), self.language, self.leave.clone());
        let leaving = Task::<Failed>::new();
        let label = text::fill(words.sign_in_with, &[("account", &name(&provider, language))]);
        let go = move || {
            if leaving.is_waiting_untracked() {
                return;
            }
            if let Some(back) = back() {
                leaving.start(leave(provider.clone(), back), |_| {});
            }
        };
        let go = button("", go).bind(move |button| {
            let waiting = leaving.is_waiting();
            button.set_text(if waiting { words.sign_in_waits } else { &label });
            let _ = button.clone().attr_if("aria-disabled", waiting.then_some("true"));
        });
        let failed = move || match leaving.result() {
            Some(Some((_, why))) => said(language, &why),
            _ => Vec::new(),
        };
        let told = el("div", "").attr("role", "status").swap(failed);
        panel(Tone::Info, vec![p("", reason), told, actions(vec![go])])
    }
}

/// What people call an account there.
pub fn name(provider: &Provider, language: Language) -> String {
    let name = provider.name.as_ref();
    name.map_or(language.words().account, |name| name.get(language.get())).into()
}

/// Why it did not work, what to do, and the detail.
pub fn said(language: Language, why: &SignInError) -> Vec<El> {
    let (words, [id, en]) = (language.words(), &why.sentences);
    let sentence = if language.get() == Lang::Id { id } else { en };
    let sentence = if sentence.is_empty() { words.unreachable } else { sentence };
    vec![p("", sentence), detail::folded(words, &why.detail)]
}
