//! Tanda terima: the number, the promised day, what happens next, what to bring, the dossier for the next office, and ways
//! to keep all this (print, share, copy, save).

mod dossier;

use forms::{Condition, Date, Lang};
use leptos::prelude::*;

use super::head;
use crate::{
    api::Config,
    device,
    part::{Live, Panel, Qr, Task, Tone},
    route::Page,
    session::{Sent, Session},
    text::{self, Language},
};

/// The receipt of a draft that was sent.
#[component]
pub fn Receipt(
    /// The draft.
    session: Session,
    /// The confirmation.
    sent: Sent,
    /// The citizen's language.
    language: Language,
    /// Where to turn when the number is lost.
    config: StoredValue<Config>,
) -> impl IntoView {
    let corrected = session.draft().with_untracked(|draft| draft.correction.is_some());
    let title = move || {
        let words = language.words();
        if corrected { words.receipt_corrected } else { words.receipt_title }
    };
    head::plain_title(language, move || title().into());
    let link = device::page::address(&Page::Track.path(), &sent.number);
    let code = Task::<Option<(u32, String)>>::new();
    let coded = link.clone();
    code.start(async move { device::qr::encode(&coded).await }, |_| {});
    let promised = sent.promised.as_deref().and_then(Date::parse);
    let message = {
        let (number, link) = (text::number(&sent.number), link.clone());
        move |lang: Lang| {
            let service = session.service();
            let values = [("title", service.title.get(lang)), ("number", &number), ("link", &link)];
            text::fill(text::of(lang).receipt_message, &values)
        }
    };
    view! {
        <section class="receipt">
            <h1 class="receipt__title" tabindex="-1">{title}</h1>
            <p class="receipt__service">{move || session.service().title.get(language.get()).to_string()}</p>
            <p class="receipt__label">{move || language.words().receipt_number}</p>
            <p class="receipt__number">{text::number(&sent.number)}</p>
            <Qr code=Signal::derive(move || code.result().flatten()) label=Signal::derive(move || language.words().receipt_qr.to_string()) />
            {promised.map(|date| view! {
                <p class="receipt__promise">
                    {move || language.words().receipt_promised}
                    <br/>
                    <strong>{move || text::long_date(date, language.get())}</strong>
                </p>
            })}
        </section>
        {notice(session, language)}
        {next(session, language)}
        {bring(session, language)}
        {keep(session, language, sent.number.clone(), message)}
        {dossier::draw(session, language)}
        <h2>{move || language.words().receipt_lost}</h2>
        <p>{move || config.with_value(|config| {
            let office = config.office.name.get(language.get());
            text::fill(language.words().receipt_lost_text, &[("office", office)])
        })}</p>
        <div class="actions no-print">
            <a class="button button--quiet" href=Page::Track.path()>{move || language.words().home_track}</a>
            <a class="button button--quiet" href="/">{move || language.words().home}</a>
        </div>
    }
}

/// Whether a condition of the service holds for what was sent.
fn holds(session: Session, condition: Option<&Condition>) -> bool {
    condition.is_none_or(|condition| condition.holds(&session.submission().answers, &device::Browser::default()))
}

fn notice(session: Session, language: Language) -> impl IntoView {
    let shown = session.service().outcome.notice.as_ref().is_some_and(|notice| holds(session, notice.when.as_ref()));
    let text = move || {
        let service = session.service();
        let notice = service.outcome.notice.as_ref();
        notice.map(|notice| notice.text.get(language.get()).to_string())
    };
    shown.then(|| view! { <Panel tone=Tone::Warning><p><strong>{text}</strong></p></Panel> })
}

fn next(session: Session, language: Language) -> impl IntoView {
    let service = session.service();
    let steps: Vec<_> = service
        .outcome
        .next
        .iter()
        .filter(|step| holds(session, step.when.as_ref()))
        .map(|step| step.text.clone())
        .collect();
    let item = |text: forms::Text| view! { <li>{move || text.get(language.get()).to_string()}</li> };
    (!steps.is_empty()).then(|| {
        view! {
            <h2>{move || language.words().receipt_next}</h2>
            <ol class="next">{steps.into_iter().map(item).collect_view()}</ol>
        }
    })
}

fn bring(session: Session, language: Language) -> impl IntoView {
    let service = session.service();
    let texts: Vec<_> = service
        .outcome
        .bring
        .iter()
        .filter(|bring| holds(session, bring.when.as_ref()))
        .map(|bring| bring.text.clone())
        .collect();
    let item = |text: forms::Text| view! { <li>{move || text.get(language.get()).to_string()}</li> };
    (!texts.is_empty()).then(|| {
        view! {
            <h2>{move || language.words().receipt_bring}</h2>
            <ul class="plain-list">{texts.into_iter().map(item).collect_view()}</ul>
        }
    })
}

fn keep(
    session: Session,
    language: Language,
    number: String,
    message: impl Fn(Lang) -> String + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let live = expect_context::<Live>();
    let said = RwSignal::new(None::<bool>);
    let shared = message.clone();
    let on_share = move |_| {
        let text = shared(language.get_untracked());
        leptos::task::spawn_local(async move {
            device::share::share(&text).await;
        });
    };
    let copied = message.clone();
    let on_copy = move |_| {
        let text = copied(language.get_untracked());
        leptos::task::spawn_local(async move {
            let done = device::share::copy(&text).await;
            let words = language.words_untracked();
            live.say(if done { words.receipt_copied } else { words.receipt_not_copied });
            said.try_set(Some(done));
        });
    };
    let whatsapp = {
        let message = message.clone();
        move || device::share::whatsapp(&message(language.get()))
    };
    let on_save = move |_| {
        let text = dossier::copy_of_answers(session, language.get_untracked(), &message(language.get_untracked()));
        let mut name = String::from("loket-");
        name.push_str(&number);
        name.push_str(".txt");
        device::share::save(&name, &text);
    };
    let copy_said = move || {
        said.get().map(|done| {
            let words = language.words();
            if done { words.receipt_copied } else { words.receipt_not_copied }
        })
    };
    view! {
        <div class="actions no-print">
            <a class="button" href=whatsapp target="_blank" rel="noopener noreferrer">{move || language.words().receipt_whatsapp}</a>
            {device::share::can_share().then(|| view! {
                <button class="button button--quiet" type="button" on:click=on_share>{move || language.words().receipt_share}</button>
            })}
            <button class="button button--quiet" type="button" on:click=on_copy>{move || language.words().receipt_copy}</button>
            <p class="muted">{copy_said}</p>
            <button class="button button--quiet" type="button" on:click=move |_| device::page::print()>{move || language.words().receipt_print}</button>
            <button class="button button--quiet" type="button" on:click=on_save>{move || language.words().receipt_save}</button>
        </div>
    }
}
