//! Masuk: where the provider sends the browser back to. It goes on to the page from which somebody left, or says what went wrong.

use super::{
    account::{self, Failed},
    head, office,
};
use crate::{
    api::Config,
    device::oidc::SignInError,
    part::{El, Task, Tone, actions, el, h1, link_button, panel},
    text::Language,
};

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    /// Whom to call when nothing helps.
    pub config: &'static Config,
}

/// The page; `arriving` is the answer of the provider on its way.
pub fn draw(arriving: Task<Failed>, given: Props) -> El {
    let language = given.language;
    // One title, which has the focus when the answer comes.
    let title = h1("").bind(move |title| {
        let words = language.words();
        let failed = matches!(arriving.result(), Some(Some(_)));
        let name = if failed { words.sign_in_failed } else { words.signing_in };
        head::title(language, failed, name);
        title.set_text(name);
    });
    let rest = move || match arriving.result() {
        Some(Some((back, why))) => failed(&given, &back, &why),
        _ => Vec::new(),
    };
    el("div", "").add(title).add(el("div", "").swap(rest))
}

fn failed(given: &Props, back: &str, why: &SignInError) -> Vec<El> {
    let words = given.language.words();
    let (label, href) = if back == "/" { (words.home, "/") } else { (words.sign_in_back, back) };
    vec![
        panel(Tone::Warning, account::said(given.language, why)),
        actions(vec![link_button(label, href)]),
        office::draw(given.language, given.config),
    ]
}
