//! The drafts of this device as cards of Beranda; `days` is how long they are kept.

use forms::Lang;

use crate::{
    api, device,
    route::Page,
    session::{Draft, Stage, State},
    store::Store,
    text,
};

/// A draft, as Beranda shows it: no name, no number of a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub page: Page,
    pub title: String,
    /// What stands under the title.
    pub line: String,
    /// Its name on this device, where it may be deleted: not while its outcome is unknown.
    pub draft: Option<String>,
    /// Whether its outcome has been unknown for so long that its page lets it be deleted.
    pub late: bool,
    pub kind: CardKind,
}

/// What a card leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// A draft to continue, or one whose outcome is unknown.
    Draft,
    /// A receipt.
    Receipt,
}

/// Where a draft goes on.
pub fn draft_page(draft: &Draft) -> Page {
    let id = draft.id.clone();
    match draft.state {
        State::Open | State::Sealed(_) | State::Moving(_) => Page::Step { draft: id, step: draft.step.clone() },
        State::Sending(_) => Page::Review { draft: id },
        State::Sent(_) => Page::Receipt { draft: id },
    }
}

/// The cards, newest first.
pub fn cards(store: Store, days: i64, lang: Lang) -> Vec<Card> {
    store.drafts().into_iter().filter_map(|draft| card(store, draft, days, lang)).collect()
}

fn card(store: Store, draft: Draft, days: i64, lang: Lang) -> Option<Card> {
    let words = text::front(lang);
    let late = store.is_late(&draft)?;
    let title = store.title(&draft.service, &draft.version)?;
    // What stands in the title, and where the card stands; nothing where nothing has been answered.
    let (pattern, kind) = match &draft.state {
        State::Open if !draft.is_begun() => return None,
        State::Open | State::Moving(_) => (words.home_resume, CardKind::Draft),
        State::Sending(_) => (words.home_unsent, CardKind::Draft),
        State::Sealed(Stage::Sent) => (words.home_open, CardKind::Receipt),
        State::Sealed(_) => (words.home_open, CardKind::Draft),
        State::Sent(sent) if sent.news => ("{title}", CardKind::Draft),
        State::Sent(_) => ("{title}", CardKind::Receipt),
    };
    let title = text::fill(pattern, &[("title", title.get(lang))]);
    let (page, line) = (draft_page(&draft), line(&draft, days, lang));
    Some(Card { page, title, line, draft: (!draft.is_on_its_way()).then_some(draft.id), late, kind })
}

fn line(draft: &Draft, days: i64, lang: Lang) -> String {
    let (words, signed_in) = (text::front(lang), api::sign_in_name());
    let until = || text::kept_until(device::clock::date_after(draft.saved, days), lang);
    match &draft.state {
        State::Sealed(Stage::Sending) => words.home_closed_unsent.into(),
        State::Sealed(_) => [words.home_closed, ". ", &until()].concat(),
        State::Sending(frozen) if frozen.is_automatic(signed_in.as_deref()) => words.home_waits.into(),
        State::Sending(frozen) if frozen.is_automatic(frozen.signed_in.as_deref()) => words.home_sign_in.into(),
        State::Sending(_) => words.home_asks.into(),
        State::Moving(_) => words.home_moving.into(),
        State::Sent(sent) if sent.news => text::fill(words.home_arrived, &[("number", &text::number(&sent.number))]),
        State::Sent(sent) => text::number(&sent.number),
        State::Open => [&text::saved(draft.saved, lang), ". ", &until()].concat(),
    }
}
