//! What nobody waits for any more: submissions whose outcome has been unknown for so long that they may be deleted, and drafts that cannot be read.

use std::rc::Rc;

use crate::{
    device::clock,
    page::{home, late::Late},
    part::{El, Tone, p, panel},
    route::{self, Page},
    session::Draft,
    store::Store,
    text,
};

/// What its page says of a draft that may be deleted though its outcome is unknown; `code` is what an officer finds it by.
pub fn of(store: Store, draft: &Draft, code: impl FnOnce() -> String) -> Option<Late> {
    let id = draft.id.clone();
    (store.is_late(draft) == Some(true)).then(|| Late {
        code: code(),
        delete: Rc::new(move || {
            store.forget(&id);
            route::go(&Page::Home);
        }),
    })
}

/// That drafts cannot be read any more, and when they are deleted.
pub fn lost(given: &home::Props) -> Vec<El> {
    let ((n_lost, since), words, lang) = (given.store.lost(), given.language.words(), given.language.get());
    if n_lost == 0 {
        return Vec::new();
    }
    let day = (!since.is_nan()).then(|| text::long_date(clock::date_after(since, given.config.draft_days()), lang));
    let until = day.map(|day| text::fill(words.lost_until, &[("date", &day)]));
    let said = [text::fill(words.lost, &[("n", &n_lost.to_string())]), until.unwrap_or_default()].join(" ");
    vec![panel(Tone::Info, vec![p("", &said)])]
}
