//! The answers of a draft as a list, step by step, each step with "Ubah".

use forms::{FieldId, Kind, Step};
use leptos::prelude::untrack;

use crate::{
    page::items,
    part::{El, el, unseen},
    route::Page,
    session::Session,
    text::{self, Language},
};

/// All visible answers; without "Ubah" while they are locked.
pub fn draw(session: Session, language: Language, locked: bool) -> Vec<El> {
    let steps = session
        .journey_untracked(|journey| journey.steps.iter().filter(|step| !step.review).cloned().collect::<Vec<_>>());
    steps.iter().map(|step| part(session, language, locked, step)).collect()
}

fn part(session: Session, language: Language, locked: bool, step: &Step) -> El {
    let draft = session.draft_untracked(|draft| draft.id.clone());
    let title = items::worded(session, language, &step.key, &step.label);
    let change = (!locked).then(|| {
        el("a", "answers__change")
            .attr("href", &Page::Step { draft, step: step.id.as_str().into() }.path())
            .text(language.words().change)
            .add(unseen(&[": ", &title].concat()))
    });
    let rows = step.fields().iter().filter_map(|id| row(session, language, id)).collect();
    el("section", "answers")
        .add(el("div", "answers__head").add(el("h2", "answers__title").text(&title)).add_some(change))
        .add(el("dl", "answers__list").add_all(rows))
}

fn row(session: Session, language: Language, id: &FieldId) -> Option<El> {
    let (field, service, lang) = (untrack(|| session.field_untracked(id))?, session.service(), language.get());
    let mut answer = text::answer(&service, &field, lang);
    // Others may look over a shoulder, or find the paper.
    if field.control.is_on("mask") {
        answer = answer.map(|answer| text::masked(&answer));
    }
    // The rows of a list stand for it.
    if field.control.kind == Kind::Array && answer.is_some() {
        return None;
    }
    let class = if answer.is_none() { "answers__answer answers__answer--empty" } else { "answers__answer" };
    let answer = answer.unwrap_or_else(|| language.words().not_answered.into());
    let label = el("dt", "answers__label").text(&service.full_label(&field.control, &field.within, lang));
    Some(el("div", "answers__row").add(label).add(el("dd", class).text(&answer)))
}
