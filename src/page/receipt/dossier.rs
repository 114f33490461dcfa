//! What can be taken along: the dossier for the next office's form, in its order, and a copy of one's own answers.

use forms::{Lang, Pointer};
use leptos::prelude::untrack;

use super::{Props, holds};
use crate::{
    device,
    part::{El, Live, button, el, h2, p, quiet_button, spawn, unseen},
    session::Session,
    text::{self, Language},
};

/// The dossier, when the service has one for these answers.
pub fn draw(given: &Props) -> Option<El> {
    let Props { session, language, live, .. } = given;
    let (session, language, live) = (*session, *language, *live);
    let (words, lang, service) = (language.words(), language.get(), session.service());
    let dossier = service.outcome.dossier.as_ref().filter(|dossier| holds(session, dossier.when.as_ref()))?;
    // The clipboard of a kiosk would outlive the wipe.
    let can_copy = !device::kiosk::is_here();
    let row = |item: &forms::DossierItem| {
        let label = item.label.get(lang);
        let answer = answer_at(session, &item.pointer, lang);
        let copy = answer.clone().filter(|_| can_copy).map(|answer| {
            let copy = button(words.dossier_copy, move || copy(language, live, answer.clone()));
            let copy = copy.class("button button--small").add(unseen(&[" ", label].concat()));
            el("dd", "dossier__copy no-print").add(copy)
        });
        el("div", "dossier__row")
            .add(el("dt", "dossier__label").text(label))
            .add(el("dd", "dossier__value").text(answer.as_deref().unwrap_or("–")))
            .add_some(copy)
    };
    let rows = el("dl", "dossier__list").add_all(dossier.items.iter().map(row).collect());
    let all = quiet_button(words.dossier_copy_all, move || {
        copy(language, live, whole(session, language.get_untracked()));
    });
    Some(
        el("section", "dossier")
            .add(h2(dossier.title.get(lang)))
            .add(p("", dossier.intro.get(lang)))
            .add(rows)
            .add_some(can_copy.then(|| all.class("button button--quiet no-print"))),
    )
}

/// One's own answers as plain text, under a first line.
pub fn copy_of_answers(given: &Props, first: &str) -> String {
    let (service, lang) = (given.session.service(), given.language.get_untracked());
    let mut out = String::from(first);
    out.push_str("\n\n");
    for (pointer, control) in service.controls() {
        if let Some(answer) = answer_at(given.session, &pointer, lang) {
            line(&mut out, service.label(&control, lang), &answer);
        }
    }
    out
}

fn copy(language: Language, live: Live, text: String) {
    spawn(Box::pin(async move {
        let words = language.words_untracked();
        let done = device::share::copy(&text).await;
        live.say(if done { words.receipt_copied } else { words.receipt_not_copied });
    }));
}

fn whole(session: Session, lang: Lang) -> String {
    let service = session.service();
    let mut out = String::new();
    for item in service.outcome.dossier.iter().flat_map(|dossier| &dossier.items) {
        if let Some(answer) = answer_at(session, &item.pointer, lang) {
            line(&mut out, item.label.get(lang), &answer);
        }
    }
    out
}

fn answer_at(session: Session, pointer: &Pointer, lang: Lang) -> Option<String> {
    let field = untrack(|| session.field_at(pointer)).filter(|field| field.pointer == *pointer);
    match field {
        Some(field) => text::answer(&session.service(), &field, lang),
        // A place inside an answer (the code of a chosen entry) is shown as it is.
        None => session.submission().answers.at(pointer).map(text::plain),
    }
}

fn line(out: &mut String, label: &str, answer: &str) {
    out.push_str(label);
    out.push_str(": ");
    out.push_str(answer);
    out.push('\n');
}
