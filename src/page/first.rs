//! Before the first step, where the service asks that a draft is locked from its first letter on.

use forms::Text;
use leptos::prelude::*;

use super::{
    head,
    lock::{LockForm, Props},
};
use crate::{
    device,
    part::{El, el, h1, p, quiet_link},
};

/// The page; `title` is that of the service.
pub fn draw(given: Props, title: Text) -> El {
    // The definition comes first: the address may have been there for a while.
    request_animation_frame(|| {
        device::page::focus_first("#main h1");
    });
    let lock = LockForm::new(&given);
    el("div", "").swap(move || {
        let (language, words) = (given.language, given.language.words());
        let named = el("div", "").bind(move |_| head::title(language, lock.form.is_refused(), words.lock_first));
        let form = lock.draw(&given, words.lock_begin, Some(quiet_link(words.home, "/")));
        let title = p("muted", title.get(language.get()));
        vec![named, title, h1(words.lock_first), p("", words.lock_first_why), form]
    })
}
