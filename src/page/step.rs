//! Isi: one step per page. "Lanjut" checks it, asks its look-up if it has one, and goes on; nothing typed is lost either way.

use forms::{Lang, Step, StepId};
use leptos::{either::Either, prelude::*};
use rest::Found;

use super::{Lists, head, items};
use crate::{
    api::{Api, Error},
    device,
    part::{ErrorSummary, Live, Panel, Progress, SummaryLine, Task, Tone},
    route::{self, Page},
    session::{Asked, Session},
    text::{self, Language},
};

type Lookup = Option<Result<Found, Error>>;

/// One step of a draft.
#[component]
pub fn StepPage(
    /// The draft.
    session: Session,
    /// The step.
    step: Step,
    /// The citizen's language.
    language: Language,
    /// The backend.
    api: Api,
    /// The lists that have come.
    lists: Lists,
    /// When the draft was last saved, in words; `None` when it cannot be kept.
    #[prop(into)]
    saved: Signal<Option<String>>,
    /// The titles of services, for the offers of a look-up.
    title_of: Callback<(String, Lang), Option<String>>,
) -> impl IntoView {
    session.mark(|draft| draft.step = step.id.as_str().into());
    let place = Place { session, id: StoredValue::new(step.id.clone()) };
    let refused = RwSignal::new(Vec::<SummaryLine>::new());
    let lookup = Task::<Lookup>::new();
    let live = expect_context::<Live>();
    let lookup_name = step.lookup.clone();

    let heading = items::worded(session, language, step.key.clone(), step.label.clone());
    let heading = Signal::derive(heading);
    let progress = Signal::derive(move || place.progress(language));
    head::title(
        language,
        move || !refused.read().is_empty(),
        move || {
            let mut title = progress.get();
            title.push_str(": ");
            title.push_str(&heading.get());
            title
        },
    );

    let send = move |by_hand: bool| {
        let step = place.id.get_value();
        if let Err(refusal) = session.check(&step) {
            refused.set(head::lines(session, &refusal, language.get_untracked()));
            head::focus_summary();
            return;
        }
        refused.set(Vec::new());
        let Some(name) = lookup_name.clone().filter(|_| !by_hand) else { return place.go_on() };
        let (api, answers) = (api.clone(), session.submission().answers);
        live.say(language.words_untracked().lookup_waits);
        let work = async move { api.lookup(&name, &answers).await };
        lookup.start(work, move |found| match found {
            Some(Ok(found)) => {
                let words = language.words_untracked();
                if !found.fill.is_empty() {
                    session.fill(found.fill.clone());
                }
                if found.text.is_none() {
                    live.say(words.lookup_found);
                    place.go_on();
                } else {
                    request_animation_frame(|| device::page::focus("lookup"));
                }
            }
            Some(Err(_)) => request_animation_frame(|| device::page::focus("lookup")),
            None => place.go_on(),
        });
    };
    let send = Callback::new(send);

    let fields = move || {
        let items = place.step().map(|step| step.items).unwrap_or_default();
        items::draw(session, language, lists, items)
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !lookup.is_waiting_untracked() {
            send.run(false);
        }
    };
    view! {
        <div class="step">
            <Progress
                now=Signal::derive(move || place.position().0)
                n_steps=Signal::derive(move || place.position().1)
                label=progress
            />
            <p class="muted">
                {move || progress.get()} " · " {move || session.service().title.get(language.get()).to_string()}
            </p>
            <ErrorSummary
                title=Signal::derive(move || text::n_problems(language.words(), refused.read().len()))
                lines=refused
                go=Callback::new(move |id: String| device::page::focus(&id))
            />
            <h1 tabindex="-1">{move || heading.get()}</h1>
            {asked(session, language)}
            <form class="step__form" novalidate=true on:submit=on_submit>
                {fields}
                {move || lookup.result().flatten().map(|found| outcome(session, language, found, title_of, send))}
                <div class="actions">
                    <button class="button" type="submit" aria-disabled=move || lookup.is_waiting().then_some("true")>
                        {move || {
                            let words = language.words();
                            if lookup.is_waiting() { words.lookup_waits } else { words.next }
                        }}
                    </button>
                    <a class="button button--quiet" href=move || place.back()>{move || language.words().back}</a>
                </div>
            </form>
            <p class="saved">{move || match saved.get() {
                Some(saved) => Either::Left(view! { <span aria-hidden="true">"✓ "</span> {saved} }),
                None => Either::Right(view! { <strong>{language.words().cannot_keep}</strong> }),
            }}</p>
        </div>
    }
}

// Where this page stands on the way.
#[derive(Clone, Copy)]
struct Place {
    session: Session,
    id: StoredValue<StepId>,
}

impl Place {
    fn step(self) -> Option<Step> {
        let journey = self.session.journey();
        self.id.with_value(|id| journey.with(|journey| journey.steps.iter().find(|step| step.id == *id).cloned()))
    }

    /// Which step this is, and how many there are, the review included.
    fn position(self) -> (usize, usize) {
        self.session.journey().with(|journey| {
            let asked = || journey.steps.iter().filter(|step| !step.review);
            let index = self.id.with_value(|id| asked().position(|step| step.id == *id));
            (index.unwrap_or(0) + 1, asked().count() + 1)
        })
    }

    fn progress(self, language: Language) -> String {
        let (now, n_steps) = self.position();
        let values = [("i", &*now.to_string()), ("n", &*n_steps.to_string())];
        text::fill(language.words().step_of, &values)
    }

    fn neighbour(self, forward: bool) -> Page {
        let draft = self.session.draft().with_untracked(|draft| draft.id.clone());
        let service = self.session.service().id.clone();
        let correction = self.session.draft().with_untracked(|draft| draft.correction.is_some());
        self.session.journey().with_untracked(|journey| {
            let asked: Vec<_> = journey.steps.iter().filter(|step| !step.review).collect();
            let index = self.id.with_value(|id| asked.iter().position(|step| step.id == *id));
            let next = match (index, forward) {
                (Some(index), true) => asked.get(index + 1),
                (Some(index), false) => index.checked_sub(1).and_then(|index| asked.get(index)),
                (None, _) => None,
            };
            match next {
                Some(step) => Page::Step { draft, step: step.id.as_str().into() },
                None if forward => Page::Review { draft },
                None if correction => Page::Track,
                None => Page::Service { id: service },
            }
        })
    }

    fn back(self) -> String {
        self.session.journey().track();
        self.neighbour(false).path()
    }

    fn go_on(self) {
        route::go(&self.neighbour(true));
    }
}

// For a correction: why, in the officer's words, for each answer that is asked back.
fn asked(session: Session, language: Language) -> impl IntoView {
    let correction = session.draft().with_untracked(|draft| draft.correction.clone());
    correction.map(|correction| {
        let reason = move |asked: Asked| {
            let field = session.field_at(&asked.pointer);
            let label = move || {
                field.map(|field| {
                    field.with(|field| session.service().label(&field.control, language.get()).to_string())
                })
            };
            view! { <li><strong>{label}</strong>": "{asked.reason}</li> }
        };
        view! {
            <Panel tone=Tone::Info>
                <p>{move || language.words().correct_intro}</p>
                <ul class="plain-list">{correction.asked.into_iter().map(reason).collect_view()}</ul>
            </Panel>
        }
    })
}

// What the look-up said, when it was not simply found: a plain message, and going on by hand.
fn outcome(
    session: Session,
    language: Language,
    found: Result<Found, Error>,
    title_of: Callback<(String, Lang), Option<String>>,
    send: Callback<bool>,
) -> Option<impl IntoView> {
    let offer = found.as_ref().ok().and_then(|found| found.service.clone());
    let filled = found.as_ref().is_ok_and(|found| !found.fill.is_empty());
    if found.as_ref().is_ok_and(|found| found.text.is_none()) {
        return None;
    }
    let message = move || {
        let (words, lang) = (language.words(), language.get());
        match &found {
            Ok(found) => {
                let key = found.text.as_deref().unwrap_or_default();
                let sentence = session.service().words(lang, key).map(String::from).unwrap_or_default();
                let values: Vec<(&str, String)> =
                    found.values.iter().map(|(name, value)| (name.as_str(), text::in_words(value, lang))).collect();
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                text::fill(&sentence, &values)
            }
            Err(Error::Backend(rest::Error::Busy { .. })) => words.lookup_busy.into(),
            Err(_) => words.lookup_down.into(),
        }
    };
    let offer = move || {
        let lang = language.get();
        offer.clone().and_then(|id| {
            let title = title_of.run((id.clone(), lang))?;
            let words = text::fill(language.words().lookup_service, &[("title", &title)]);
            Some(view! { <a class="button button--quiet" href=Page::Service { id }.path()>{words}</a> })
        })
    };
    let go_on = move || {
        let words = language.words();
        if filled { words.lookup_go_on } else { words.lookup_by_hand }
    };
    Some(view! {
        <div id="lookup" tabindex="-1">
            <Panel tone=Tone::Warning>
                <p>{message}</p>
                {offer}
                <button class="button button--quiet" type="button" on:click=move |_| send.run(true)>{go_on}</button>
            </Panel>
        </div>
    })
}
