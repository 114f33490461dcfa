//! What every page does when it opens and when its words change: the title, which a screen reader reads first.

use forms::{Lang, Refusal};
use leptos::prelude::*;

use crate::{
    device,
    part::SummaryLine,
    session::Session,
    text::{self, Language},
};

/// Keeps the document's title: "Kesalahan: Langkah 2 dari 4: Siapa pemilik usaha? – Loket".
pub fn title(language: Language, refused: impl Fn() -> bool + 'static, title: impl Fn() -> String + 'static) {
    Effect::new(move |_| {
        let words = language.words();
        let mut whole = String::new();
        if refused() {
            whole.push_str(words.error_prefix);
        }
        whole.push_str(&title());
        whole.push_str(" – ");
        whole.push_str(words.app);
        device::page::set_title(&whole);
    });
}

/// Puts the title in front of the page: never in an error.
pub fn plain_title(language: Language, name: impl Fn() -> String + 'static) {
    title(language, || false, name);
}

/// Moves focus to the error summary once it is drawn.
pub fn focus_summary() {
    request_animation_frame(|| device::page::focus(crate::part::SUMMARY_ID));
}

/// The lines of an error summary: a sentence each, with the input it belongs to.
pub fn lines(session: Session, refusal: &Refusal, lang: Lang) -> Vec<SummaryLine> {
    let service = session.service();
    let line = |(id, problem): &(Option<forms::FieldId>, forms::Problem)| {
        let field = id.as_ref().and_then(|id| session.field(id));
        match field {
            Some(field) => field.with_untracked(|field| SummaryLine {
                sentence: text::sentence(&service, &field.control, problem, lang),
                target: Some(field.id.as_str().into()),
            }),
            None => SummaryLine { sentence: text::bare_sentence(problem, lang), target: None },
        }
    };
    refusal.problems.iter().map(line).collect()
}
