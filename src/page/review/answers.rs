//! The answers of a draft as a list, step by step, each with "Ubah".

use forms::{Field, FieldId, Step};
use leptos::prelude::*;

use crate::{
    page::items,
    route::Page,
    session::Session,
    text::{self, Language},
};

/// All visible answers; without "Ubah" while they are locked.
pub fn draw(session: Session, language: Language, locked: Signal<bool>) -> impl IntoView {
    move || {
        let steps = session
            .journey()
            .with(|journey| journey.steps.iter().filter(|step| !step.review).cloned().collect::<Vec<_>>());
        steps.into_iter().map(|step| part(session, language, locked, step)).collect_view()
    }
}

fn part(session: Session, language: Language, locked: Signal<bool>, step: Step) -> impl IntoView {
    let draft = session.draft().with_untracked(|draft| draft.id.clone());
    let title = items::worded(session, language, step.key.clone(), step.label.clone());
    let title = Signal::derive(title);
    let rows = step.fields().into_iter().map(|id| row(session, language, id));
    let href = Page::Step { draft, step: step.id.as_str().into() }.path();
    view! {
        <section class="answers">
            <div class="answers__head">
                <h2 class="answers__title">{move || title.get()}</h2>
                <Show when=move || !locked.get()>
                    <a class="answers__change" href=href.clone()>
                        {move || language.words().change}
                        <span class="visually-hidden">": " {move || title.get()}</span>
                    </a>
                </Show>
            </div>
            <dl class="answers__list">{rows.collect_view()}</dl>
        </section>
    }
}

fn row(session: Session, language: Language, id: FieldId) -> Option<impl IntoView> {
    let field = session.field(&id)?;
    let shown = move |read: fn(&forms::Service, &Field, forms::Lang) -> Option<String>| {
        let lang = language.get();
        field.with(|field| read(&session.service(), field, lang))
    };
    let label = move || shown(|service, field, lang| Some(service.label(&field.control, lang).into()));
    let answer = move || shown(text::answer).unwrap_or_else(|| language.words().not_answered.into());
    let empty = move || field.with(|field| field.value.is_none());
    let class = move || if empty() { "answers__answer answers__answer--empty" } else { "answers__answer" };
    Some(view! {
        <div class="answers__row">
            <dt class="answers__label">{label}</dt>
            <dd class=class>{answer}</dd>
        </div>
    })
}
