//! Periksa: every answer with "Ubah", the declaration, and "Kirim". Sending freezes the submission: every try sends the same
//! bytes under the same key, until the backend has said yes or no.

mod answers;

use forms::{FieldId, Json, Pointer, Problem, Refusal};
use leptos::{either::Either, prelude::*};
use rest::Outcome;

use super::{Lists, head, items};
use crate::{
    api::{self, Api, Config, Error, Message},
    device,
    part::{ErrorSummary, Live, Panel, SummaryLine, Task, Tone},
    route::{self, Page},
    session::{Frozen, Sent, Session, State},
    text::{self, Language},
};

type Answer = Result<Outcome, Error>;

/// Pauses before a new try while the outcome is unknown, in milliseconds; then the citizen decides.
const PAUSES: [i32; 3] = [1_000, 3_000, 9_000];

/// The answers of a draft before they are sent, and what became of sending them.
#[component]
pub fn Review(
    /// The draft.
    session: Session,
    /// The citizen's language.
    language: Language,
    /// The backend.
    api: Api,
    /// The lists that have come.
    lists: Lists,
    /// Whom to call when nothing helps.
    config: StoredValue<Config>,
    /// Writes the draft now; `false` when the device refuses.
    keep: Callback<(), bool>,
    /// Goes to a field on another page.
    go_to_field: Callback<(FieldId, Page)>,
) -> impl IntoView {
    let (refused, sending) = (RwSignal::new(Vec::<SummaryLine>::new()), Task::<Answer>::new());
    let correction = session.draft().with_untracked(|draft| draft.correction.is_some());
    let live = expect_context::<Live>();
    head::title(
        language,
        move || !refused.read().is_empty(),
        move || {
            let words = language.words();
            [words.review_step, ": ", words.review_title].concat()
        },
    );

    let show_refusal = move |refusal: &Refusal, rest: Vec<SummaryLine>| {
        let mut lines = head::lines(session, refusal, language.get_untracked());
        lines.extend(rest);
        refused.set(lines);
        head::focus_summary();
    };
    let end = move |answer: &Answer| {
        let words = language.words_untracked();
        match answer {
            Ok(Outcome::Accepted(receipt)) => {
                let sent = Sent {
                    number: receipt.number.clone(),
                    promised: receipt.promised.map(forms::Date::to_text),
                    at: device::clock::now(),
                };
                session.mark(|draft| draft.state = State::Sent(sent));
                keep.run(());
                let draft = session.draft().with_untracked(|draft| draft.id.clone());
                route::replace(&Page::Receipt { draft });
            }
            Ok(Outcome::Refused { problems, sentence }) => {
                // The key is dead and the draft opens: the next "Kirim" freezes a new one.
                session.mark(|draft| draft.state = State::Open);
                keep.run(());
                let rest = session.refuse(problems.clone());
                let mut lines: Vec<SummaryLine> = rest.iter().map(|problem| bare(problem, language)).collect();
                let shown = session.refusal();
                if lines.is_empty() && shown.problems.is_empty() {
                    let sentence = sentence.clone().unwrap_or_else(|| words.refused.into());
                    lines.push(SummaryLine { sentence, target: None });
                }
                show_refusal(&shown, lines);
            }
            _ => {
                live.say(words.unsent_title);
                request_animation_frame(|| device::page::focus("unsent"));
            }
        }
    };
    let api = StoredValue::new(api);
    let try_now = move || {
        let Some(message) = frozen(session) else { return };
        live.say(language.words_untracked().sending);
        let again = move || live.say(language.words_untracked().sending_again);
        sending.start(try_until_known(api.get_value(), message, again), end);
    };
    let send = move || {
        if sending.is_waiting_untracked() || !session.draft().with_untracked(|draft| draft.is_open()) {
            return;
        }
        if let Err(refusal) = session.check_all() {
            show_refusal(&refusal, Vec::new());
            return;
        }
        refused.set(Vec::new());
        let Some(key) = device::random::hex(16) else {
            let sentence = language.words_untracked().no_key.into();
            refused.set(vec![SummaryLine { sentence, target: None }]);
            head::focus_summary();
            return;
        };
        let message = api.with_value(|api| message(session, api, &key));
        session.mark(|draft| draft.state = State::Sending(freeze(message)));
        // Kept before the first byte leaves. A device that keeps nothing still sends: the bytes live as long as the page.
        keep.run(());
        try_now();
    };
    let go = Callback::new(move |id: String| go_to(session, &id, go_to_field));
    let locked = Signal::derive(move || session.draft().with(|draft| !draft.is_open()));
    let declaration = move || {
        let steps = session
            .journey()
            .with(|journey| journey.steps.iter().filter(|step| step.review).cloned().collect::<Vec<_>>());
        let draw = |step: forms::Step| {
            let title = items::worded(session, language, step.key, step.label);
            view! { <h2>{title}</h2> {items::draw(session, language, lists, step.items)} }
        };
        steps.into_iter().map(draw).collect_view()
    };
    let send_words = move || {
        let words = language.words();
        match (sending.is_waiting(), correction) {
            (true, _) => words.sending,
            (false, true) => words.send_correction,
            (false, false) => words.send,
        }
    };
    let buttons = move || {
        if locked.get() {
            Either::Left(unsent(language, config, sending, try_now))
        } else {
            Either::Right(view! {
                <div class="actions">
                    <button class="button" type="button" on:click=move |_| send()>{send_words}</button>
                    <a class="button button--quiet" href=move || last_step(session)>{move || language.words().back}</a>
                </div>
            })
        }
    };
    view! {
        <div class="review">
            <p class="muted">{move || session.service().title.get(language.get()).to_string()}</p>
            <ErrorSummary
                title=Signal::derive(move || text::n_problems(language.words(), refused.read().len()))
                lines=refused
                go=go
            />
            <h1 tabindex="-1">{move || language.words().review_title}</h1>
            {answers::draw(session, language, locked)}
            {declaration}
            {buttons}
        </div>
    }
}

// Tries until the backend has said yes or no, or patience ends.
async fn try_until_known(api: Api, message: Message, again: impl Fn()) -> Answer {
    let mut pauses = PAUSES.into_iter();
    loop {
        let answer = api.send(&message).await;
        let wait = match &answer {
            Ok(Outcome::Accepted(_) | Outcome::Refused { .. }) => return answer,
            Ok(Outcome::Busy { seconds: Some(seconds) }) => Some(*seconds as i32 * 1000).filter(|wait| *wait <= 30_000),
            _ => Some(0),
        };
        match (wait, pauses.next()) {
            (Some(wait), Some(pause)) => {
                again();
                api::sleep(wait.max(pause)).await;
            }
            _ => return answer,
        }
    }
}

fn message(session: Session, api: &Api, key: &str) -> Message {
    let correction = session.draft().with_untracked(|draft| draft.correction.clone());
    match correction {
        None => api.submit(&session.submission(), key),
        Some(correction) => {
            let answers: Vec<(Pointer, Json)> =
                session.asked().into_iter().map(|(pointer, value)| (pointer, value.unwrap_or_default())).collect();
            api.correct(&correction.number, &correction.digits, &answers, key)
        }
    }
}

fn freeze(message: Message) -> Frozen {
    Frozen {
        url: message.url,
        method: message.method,
        headers: message.headers,
        body: message.body.unwrap_or_default(),
    }
}

fn frozen(session: Session) -> Option<Message> {
    session.draft().with_untracked(|draft| match &draft.state {
        State::Sending(frozen) => Some(Message {
            url: frozen.url.clone(),
            method: frozen.method.clone(),
            headers: frozen.headers.clone(),
            body: Some(frozen.body.clone()),
        }),
        _ => None,
    })
}

fn bare(problem: &Problem, language: Language) -> SummaryLine {
    SummaryLine { sentence: text::bare_sentence(problem, language.get_untracked()), target: None }
}

fn go_to(session: Session, id: &str, go_to_field: Callback<(FieldId, Page)>) {
    let Some(id) = session.field_named(id) else { return };
    let here = session.step_of(&id).and_then(|step| session.step(step.as_str()));
    match here {
        Some(step) => {
            let draft = session.draft().with_untracked(|draft| draft.id.clone());
            go_to_field.run((id, Page::Step { draft, step: step.id.as_str().into() }));
        }
        None => device::page::focus(id.as_str()),
    }
}

fn last_step(session: Session) -> String {
    let draft = session.draft().with(|draft| draft.id.clone());
    session.journey().with(|journey| {
        let last = journey.steps.iter().rfind(|step| !step.review);
        let step = last.map(|step| step.id.as_str().into()).unwrap_or_default();
        Page::Step { draft, step }.path()
    })
}

// While the outcome is unknown: what happened, what to do, whom to call. The answers are locked.
fn unsent(
    language: Language,
    config: StoredValue<Config>,
    sending: Task<Answer>,
    try_now: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let reason = move || {
        let words = language.words();
        match sending.result() {
            Some(Ok(Outcome::Busy { .. } | Outcome::InProgress)) => words.unsent_busy,
            Some(Ok(Outcome::Failed { .. })) => words.unsent_failed,
            _ => words.unsent_signal,
        }
    };
    let office = move || {
        config.with_value(|config| {
            let values = [("office", config.office.name.get(language.get())), ("phone", config.office.phone.as_str())];
            text::fill(language.words().unsent_office, &values)
        })
    };
    move || {
        if sending.is_waiting() {
            Either::Left(view! {
                <div class="actions">
                    <button class="button" type="button" aria-disabled="true">{move || language.words().sending}</button>
                </div>
            })
        } else {
            Either::Right(view! {
                <div id="unsent" tabindex="-1">
                    <Panel tone=Tone::Warning>
                        <h2>{move || language.words().unsent_title}</h2>
                        <p>{reason}</p>
                        <p>{move || language.words().unsent_locked}</p>
                        <p>{office}</p>
                    </Panel>
                    <div class="actions">
                        <button class="button" type="button" on:click=move |_| try_now()>
                            {move || language.words().send_again}
                        </button>
                        <a class="button button--quiet" href="/">{move || language.words().home}</a>
                    </div>
                </div>
            })
        }
    }
}
