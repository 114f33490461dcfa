//! Signing in and out: everything typed is on the device before the page goes to the provider, and the token of who comes back stays
//! in the memory of this page.

use std::rc::Rc;

use leptos::prelude::*;

use super::Shared;
use crate::{
    api::{self, SignedIn},
    device::{self, oidc},
    page::{
        account::{Account, Failed, Leaving},
        sign_in,
    },
    part::{El, Task, button, el, spawn},
    route,
};

/// A token lives no longer here, whatever its provider says; what a timer can hold.
const LONGEST: f64 = 86_400.0;

/// How the pages let somebody sign in.
pub fn account(shared: Shared) -> Account {
    let (page, store) = (shared.page, shared.store);
    Account {
        language: shared.language,
        signed_in: shared.signed_in,
        leave: Rc::new(move |provider, back| -> Leaving {
            Box::pin(async move {
                store.flush().await;
                // What stands on a page without a draft is typed again. Whoever leaves a kiosk for a provider comes back to none.
                let is_lost = || store.refusal().is_some() && page.with_untracked(|page| page.draft().is_some());
                let kept = !device::kiosk::is_here() && !is_lost();
                let address = [provider.issuer.as_str(), &provider.client_id, &provider.scope];
                oidc::leave(address, &back, kept).await.map(|why| (back, why))
            })
        }),
    }
}

/// The page that the provider sends the browser back to.
pub fn arrive(shared: Shared) -> El {
    let signed_in = shared.signed_in;
    api::follow_account(move || {
        let _ = signed_in.try_update(|turn| *turn += 1);
    });
    let (arriving, told) = (Task::<Failed>::new(), shared);
    let arrived = async move {
        let oidc::Arrived { back, token } = oidc::arrive().await;
        match token {
            Ok(token) => {
                sign_in(token);
                told.live.say(told.language.words_untracked().signed_in);
                route::replace_at(&back);
                None
            }
            Err(why) => Some((back, why)),
        }
    };
    arriving.start(arrived, |_| {
        request_animation_frame(|| {
            device::page::focus_first("#main h1");
        });
    });
    sign_in::draw(arriving, sign_in::Props { language: shared.language, config: shared.config })
}

/// That somebody is signed in, and the way out; on every page.
pub fn band(shared: Shared) -> Vec<El> {
    if api::sign_in_name().is_none() {
        return Vec::new();
    }
    let words = shared.language.words();
    let told = shared;
    let out = move || {
        api::sign_out();
        told.live.say(told.language.words_untracked().signed_out);
        let store = told.store;
        spawn(Box::pin(async move {
            store.flush().await;
            oidc::sign_out().await;
        }));
    };
    let out = button(words.sign_out, out).class("button button--quiet button--small");
    let band = el("section", "account").attr("aria-label", words.account);
    vec![band.add(el("span", "").text(words.signed_in)).add(out)]
}

fn sign_in(token: oidc::Token) {
    let name = device::random::hex(8).unwrap_or_default();
    api::sign_in(SignedIn { name: name.clone(), address: token.address, token: token.text });
    if token.seconds > 0.0 {
        spawn(Box::pin(async move {
            api::sleep((token.seconds.min(LONGEST) * 1_000.0) as i32).await;
            // Not what somebody has signed in to since.
            if api::sign_in_name() == Some(name) {
                api::sign_out();
            }
        }));
    }
}
