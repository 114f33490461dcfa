//! What every page does when it opens and when its words change: the title, which a screen reader reads first.

use std::rc::Rc;

use forms::{Field, FieldId, Lang, Problem, Refusal};
use leptos::prelude::*;

use crate::{
    device::{self, vault::Kept},
    part::{El, SummaryLine, summary},
    session::Session,
    text::{self, Language, Words},
};

/// The problems for which a page was refused; what draws them listens.
pub type Refused = RwSignal<Vec<SummaryLine>>;

/// The title of a service by its id, in a language.
pub type TitleOf = Rc<dyn Fn(&str, Lang) -> Option<String>>;

/// Sets the document's title: "Kesalahan: Langkah 2 dari 4: Siapa pemilik usaha? – Loket". Called where the page is drawn, so that it
/// follows the language and the refusal.
pub fn title(language: Language, refused: bool, name: &str) {
    let words = language.front();
    let prefix = if refused { words.error_prefix } else { "" };
    device::page::set_title(&[prefix, name, " – ", words.app].concat());
}

/// The error summary of a page, kept as `refused` says; also keeps the title.
pub fn refusal(
    place: El,
    language: Language,
    refused: Refused,
    name: Rc<dyn Fn() -> String>,
    go: Rc<dyn Fn(&str)>,
) -> El {
    place.swap(move || {
        let lines = refused.get();
        title(language, !lines.is_empty(), &name());
        let heading = text::n_problems(language.words(), lines.len());
        summary(&heading, &lines, go.clone()).into_iter().collect()
    })
}

/// Why answers are not on the device, and what to do.
pub fn not_kept(words: &Words, refusal: Kept) -> &'static str {
    match refusal {
        Kept::Full => words.full,
        Kept::Never => words.never_kept,
        _ => words.cannot_keep,
    }
}

/// Moves focus to the error summary once it is drawn.
pub fn focus_summary() {
    request_animation_frame(|| device::page::focus(crate::part::SUMMARY_ID));
}

/// The lines of an error summary: a sentence each, with the input it belongs to.
pub fn lines(session: Session, refusal: &Refusal, lang: Lang) -> Vec<SummaryLine> {
    let service = session.service();
    let line = |(id, problem): &(Option<FieldId>, Problem)| {
        let field: Option<Field> = id.as_ref().and_then(|id| session.field_untracked(id));
        match field {
            Some(field) => SummaryLine {
                sentence: text::sentence(&service, &field, problem, lang, true),
                target: Some(field.id.as_str().into()),
            },
            None => SummaryLine { sentence: text::bare_sentence(&service, problem, lang), target: None },
        }
    };
    refusal.problems.iter().map(line).collect()
}
