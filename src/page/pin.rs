//! Asks for the PIN of a draft, or for its words. Nothing of the draft is known here but its service and how far it has been sent.

use std::{future::Future, pin::Pin, rc::Rc};

use forms::Text;
use leptos::prelude::request_animation_frame;

use super::{
    head,
    late::{self, Late},
    lock::said,
};
use crate::{
    api::Config,
    device::{
        self,
        seal::{Kind, Tried},
    },
    part::{El, Live, PinBox, PinForm, Tone, actions, el, h1, p, panel, quiet_link, spawn},
    session::Stage,
    text::{self, Language},
};

const MINUTE: f64 = 60_000.0;

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    pub live: Live,
    /// Whom to ask when the PIN is lost.
    pub config: &'static Config,
    /// The title of the service.
    pub title: Text,
    /// How far the draft has been sent.
    pub stage: Stage,
    /// What it is opened with.
    pub kind: Kind,
    /// Whether it may be deleted though its outcome is unknown.
    pub late: Option<Late>,
    /// Tries what was typed, and goes on with the draft if it was right.
    pub open: Rc<dyn Fn(String) -> Trying>,
}

/// Ends when it has been tried.
pub type Trying = Pin<Box<dyn Future<Output = Tried<()>>>>;

/// The page, with the focus in its box.
pub fn draw(given: Props) -> El {
    let (form, pin) = (PinForm::new(), PinBox::new("pin"));
    // The draft may have been closed on the page that shows it, which then does not change.
    request_animation_frame(|| {
        device::page::focus_first("#main [autofocus]");
    });
    el("div", "").swap(move || page(&given, form, pin))
}

fn page(given: &Props, form: PinForm, pin: PinBox) -> Vec<El> {
    let (language, words, lang) = (given.language, given.language.words(), given.language.get());
    let said = said(words, given.kind);
    let title = el("div", "").bind(move |_| head::title(language, form.is_refused(), said.title));
    let unsent = language.front().home_closed_unsent;
    let unsent = (given.stage == Stage::Sending).then(|| panel(Tone::Warning, vec![p("", unsent)]));
    let sent = given.clone();
    let (input, field) = form.field(pin, given.kind == Kind::Pin, said.name, None);
    // Where the focus goes instead of the heading.
    let _ = input.attr("autofocus", "");
    let asking = el("form", "")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send(&sent, form, pin);
        })
        .add(field)
        .add(form.show(said.show))
        .add(actions(vec![form.button(words.lock_open, words.lock_waits), quiet_link(words.home, "/")]));
    let office = &given.config.office;
    let forgotten = match given.stage {
        Stage::Open => said.forgotten.into(),
        _ => text::fill(said.forgotten_sent, &[("office", office.name.get(lang)), ("phone", &office.phone)]),
    };
    let late = given.late.clone().map(|late| late::draw(language, given.config, late));
    [title, p("muted", given.title.get(lang)), h1(said.title)]
        .into_iter()
        .chain(unsent)
        .chain([asking, p("muted", &forgotten)])
        .chain(late)
        .collect()
}

fn send(given: &Props, form: PinForm, pin: PinBox) {
    if form.is_waiting() {
        return;
    }
    let (language, live, kind) = (given.language, given.live, given.kind);
    // Said, since the focus may be in the box already, where its description would not be read again.
    let refuse = move |sentence: &str| {
        form.refuse(pin, sentence);
        live.say(sentence);
        device::page::focus(pin.id);
    };
    let words = language.words_untracked();
    let typed = match kind {
        Kind::Pin => pin.digits(),
        // What is too short is wrong, too, and no more need be known of it.
        Kind::Words => pin.words(),
    };
    let Some(typed) = typed else { return refuse(said(words, kind).bad) };
    form.begin();
    live.say(words.lock_waits);
    let trying = (given.open)(typed);
    spawn(Box::pin(async move {
        let (tried, said) = (trying.await, said(language.words_untracked(), kind));
        form.end();
        match tried {
            Tried::Opened(()) => {}
            Tried::Failed => refuse(said.untried),
            // Never how much of it was right.
            Tried::Wrong(wait) => {
                pin.clear();
                let n = ((wait / MINUTE).ceil() as u32).to_string();
                refuse(&text::fill(if wait > 0.0 { said.rest } else { said.wrong }, &[("n", &n)]));
            }
        }
    }));
}
