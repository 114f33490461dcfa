//! What can be taken along: the dossier for the next office's form, in its order, and a copy of one's own answers.

use forms::{Lang, Pointer};
use leptos::prelude::*;

use super::holds;
use crate::{
    device,
    part::Live,
    session::Session,
    text::{self, Language},
};

/// The dossier, when the service has one for these answers.
pub fn draw(session: Session, language: Language) -> impl IntoView {
    let shown = session.service().outcome.dossier.as_ref().is_some_and(|dossier| holds(session, dossier.when.as_ref()));
    shown.then(|| {
        let live = expect_context::<Live>();
        let copy = move |text: String| {
            leptos::task::spawn_local(async move {
                let words = language.words_untracked();
                let done = device::share::copy(&text).await;
                live.say(if done { words.receipt_copied } else { words.receipt_not_copied });
            });
        };
        let service = session.service();
        let heading = move |intro: bool| {
            let service = session.service();
            let dossier = service.outcome.dossier.as_ref();
            let text = dossier.map(|dossier| if intro { &dossier.intro } else { &dossier.title });
            text.map(|text| text.get(language.get()).to_string())
        };
        let items = service.outcome.dossier.iter().flat_map(|dossier| dossier.items.clone());
        let row = |item: forms::DossierItem| {
            let place = item.pointer.clone();
            let value = move || answer_at(session, &place, language.get()).unwrap_or_else(|| "–".into());
            let (value, copied) = (Signal::derive(value), copy);
            let label = Signal::derive(move || item.label.get(language.get()).to_string());
            view! {
                <div class="dossier__row">
                    <dt class="dossier__label">{label}</dt>
                    <dd class="dossier__value">{value}</dd>
                    <dd class="dossier__copy no-print">
                        <button class="button button--small" type="button" on:click=move |_| copied(value.get_untracked())>
                            {move || language.words().dossier_copy}
                            <span class="visually-hidden">" " {label}</span>
                        </button>
                    </dd>
                </div>
            }
        };
        view! {
            <section class="dossier">
                <h2>{move || heading(false)}</h2>
                <p>{move || heading(true)}</p>
                <dl class="dossier__list">{items.map(row).collect_view()}</dl>
                <button class="button button--quiet no-print" type="button" on:click=move |_| copy(whole(session, language.get_untracked()))>
                    {move || language.words().dossier_copy_all}
                </button>
            </section>
        }
    })
}

/// One's own answers as plain text, under a first line.
pub fn copy_of_answers(session: Session, lang: Lang, first: &str) -> String {
    let service = session.service();
    let mut out = String::from(first);
    out.push_str("\n\n");
    for (pointer, control) in service.controls() {
        if let Some(answer) = answer_at(session, &pointer, lang) {
            line(&mut out, service.label(&control, lang), &answer);
        }
    }
    out
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
    let worded = session.field_at(pointer).and_then(|field| {
        field.with(|field| (field.pointer == *pointer).then(|| text::answer(&session.service(), field, lang)))
    });
    // A place inside an answer (the code of a chosen entry) is shown as it is.
    worded.unwrap_or_else(|| session.submission().answers.at(pointer).map(text::plain))
}

fn line(out: &mut String, label: &str, answer: &str) {
    out.push_str(label);
    out.push_str(": ");
    out.push_str(answer);
    out.push('\n');
}
