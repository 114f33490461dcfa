//! The answer of Lacak: the state in plain words, at most five steps with dates, the reason where there is one, and what can be done.

use leptos::prelude::*;
use rest::{Status, StatusStep};

use crate::{
    api::Config,
    part::{Panel, Tone},
    text::{self, Language},
};

/// Draws a status.
pub fn draw(
    language: Language,
    config: StoredValue<Config>,
    status: Status,
    title_of: Callback<String, Option<String>>,
    withdraw: Callback<()>,
    correct: Callback<Status>,
    again: Callback<()>,
) -> impl IntoView {
    let (code, meaning_code) = (status.state.clone(), status.state.clone());
    let label = move || text::state(&code, language.get()).0;
    let meaning = move || text::state(&meaning_code, language.get()).1;
    let service = status.service.clone();
    let steps = status.steps.clone();
    let now = steps.iter().position(|step| !step.done);
    let rows = steps.into_iter().enumerate().map(|(index, step)| row(language, step, Some(index) == now));
    let asked = (!status.corrections.is_empty()).then(|| {
        let reasons = status.corrections.iter().map(|asked| asked.reason.clone()).collect::<Vec<_>>();
        let status = status.clone();
        view! {
            <h3>{move || language.words().track_asked}</h3>
            <ul class="plain-list">{reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view()}</ul>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| correct.run(status.clone())>
                    {move || language.words().track_correct}
                </button>
            </div>
        }
    });
    let promised = status.promised.map(|date| {
        view! {
            <p>
                {move || language.words().receipt_promised}
                ": "
                <strong>{move || text::long_date(date, language.get())}</strong>
            </p>
        }
    });
    view! {
        <section class="state" id="state" tabindex="-1" aria-labelledby="state-title">
            <p class="muted">{move || title_of.run(service.clone())}</p>
            <p class="state__number">{text::number(&status.number)}</p>
            <h2 class="state__label" id="state-title">{label}</h2>
            <p>{meaning}</p>
            {promised}
            {reason(language, config, status.state == "ditolak", status.reason)}
            {asked}
            <h3>{move || language.words().track_steps}</h3>
            <ol class="steps">{rows.collect_view()}</ol>
        </section>
        {status.withdrawable.then(|| take_back(language, withdraw))}
        <div class="actions">
            <button class="button button--quiet" type="button" on:click=move |_| again.run(())>
                {move || language.words().track_other}
            </button>
            <a class="button button--quiet" href="/">{move || language.words().home}</a>
        </div>
    }
}

fn row(language: Language, step: StatusStep, now: bool) -> impl IntoView {
    let class = match (step.done, now) {
        (true, _) => "steps__step steps__step--done",
        (false, true) => "steps__step steps__step--now",
        (false, false) => "steps__step",
    };
    let (code, done) = (step.state, step.done);
    let when = move || match step.date {
        Some(date) => text::plain_date(date, language.get()),
        None => {
            let words = language.words();
            let word = if done {
                words.track_done
            } else if now {
                words.track_now
            } else {
                words.track_later
            };
            word.into()
        }
    };
    view! {
        <li class=class aria-current=now.then_some("step")>
            <span class="steps__name">{move || text::state(&code, language.get()).0}</span>
            <span class="steps__date">{when}</span>
        </li>
    }
}

// "Ditolak" always has a reason: where the backend sends none, the page says whom to ask.
fn reason(language: Language, config: StoredValue<Config>, refused: bool, reason: Option<String>) -> impl IntoView {
    (refused || reason.is_some()).then(|| {
        let text = move || {
            reason.clone().unwrap_or_else(|| {
                config.with_value(|config| {
                    let values = [("office", config.office.name.get(language.get()))];
                    text::fill(language.words().track_no_reason, &values)
                })
            })
        };
        view! {
            <Panel tone=if refused { Tone::Bad } else { Tone::Info }>
                <p><strong>{move || language.words().track_reason}": "</strong>{text}</p>
            </Panel>
        }
    })
}

// Asks once more before it takes the application back.
fn take_back(language: Language, withdraw: Callback<()>) -> impl IntoView {
    let sure = RwSignal::new(false);
    move || {
        if sure.get() {
            leptos::either::Either::Left(view! {
                <Panel tone=Tone::Warning>
                    <p>{move || language.words().track_withdraw_sure}</p>
                    <button class="button button--bad" type="button" on:click=move |_| withdraw.run(())>
                        {move || language.words().track_withdraw_yes}
                    </button>
                    <button class="button button--quiet" type="button" on:click=move |_| sure.set(false)>
                        {move || language.words().track_withdraw_no}
                    </button>
                </Panel>
            })
        } else {
            leptos::either::Either::Right(view! {
                <div class="actions">
                    <button class="button button--quiet" type="button" on:click=move |_| sure.set(true)>
                        {move || language.words().track_withdraw}
                    </button>
                </div>
            })
        }
    }
}
