//! The pages of one draft, over one session; and the one writer, which keeps the draft after every edit.

use forms::FieldId;
use leptos::prelude::*;

use super::{Shared, browser, shelf};
use crate::{
    api::Api,
    device,
    page::{Lists, head, missing::Missing, receipt::Receipt, review::Review, service::title_in, step::StepPage},
    part::{Panel, Tone},
    route::{self, Page},
    session::{Session, State},
    text,
};

/// Opens a draft and draws whichever of its pages is asked for.
pub fn pages(shared: Shared, page: ReadSignal<Page>, id: &str) -> AnyView {
    let opened = shelf::draft(id).and_then(|draft| {
        let service = shelf::service(&draft.service, &draft.version)?;
        let api = shared.config.with_value(|config| Api::new(config, Some(&service))).ok()?;
        Some((Session::open(service, draft, browser()), api))
    });
    let Some((session, api)) = opened else { return gone(shared).into_any() };
    let (saved, lists) = (write(session), Lists::new(session, api.clone()));
    let api = StoredValue::new(api);
    // A memo, so that the review page stays while it sends: drawn anew, it would not hear the answer.
    let shown = Memo::new(move |_| session.draft().with(|draft| Shown::of(&draft.state, page.get())));
    let draw = move || match shown.get() {
        Shown::Step(step) => step_page(shared, session, api.get_value(), lists, saved, &step),
        Shown::Review => review(shared, session, api.get_value(), lists),
        Shown::Receipt => receipt(shared, session),
    };
    view! { {draw} }.into_any()
}

// Which page of a draft is shown: what is asked for, as far as its state allows.
#[derive(Clone, PartialEq)]
enum Shown {
    Step(String),
    Review,
    Receipt,
}

impl Shown {
    fn of(state: &State, page: Page) -> Shown {
        match (state, page) {
            (State::Sent(_), _) => Shown::Receipt,
            (State::Open, Page::Step { step, .. }) => Shown::Step(step),
            _ => Shown::Review,
        }
    }
}

fn step_page(
    shared: Shared,
    session: Session,
    api: Api,
    lists: Lists,
    saved: Signal<Option<f64>>,
    step: &str,
) -> AnyView {
    let Shared { language, services, .. } = shared;
    let Some(step) = session.step(step) else { return view! { <Missing language=language /> }.into_any() };
    let saved = Signal::derive(move || {
        let lang = language.get();
        let time = text::time(saved.get()?, lang);
        Some(text::fill(text::of(lang).saved, &[("time", &time)]))
    });
    let title_of = Callback::new(move |(id, lang): (String, forms::Lang)| {
        services.with_value(|services| title_in(services, &id, lang))
    });
    view! {
        <StepPage session=session step=step language=language api=api lists=lists saved=saved title_of=title_of />
    }
    .into_any()
}

fn review(shared: Shared, session: Session, api: Api, lists: Lists) -> AnyView {
    let Shared { language, config, target, .. } = shared;
    let keep = Callback::new(move |()| keep(session));
    let go_to_field = Callback::new(move |(id, page): (FieldId, Page)| {
        target.set(Some(id.as_str().into()));
        route::go(&page);
    });
    view! {
        <Review
            session=session
            language=language
            api=api
            lists=lists
            config=config
            keep=keep
            go_to_field=go_to_field
        />
    }
    .into_any()
}

fn receipt(shared: Shared, session: Session) -> AnyView {
    let state = session.draft().with_untracked(|draft| draft.state.clone());
    let State::Sent(sent) = state else { return ().into_any() };
    view! { <Receipt session=session sent=sent language=shared.language config=shared.config /> }.into_any()
}

fn gone(shared: Shared) -> impl IntoView {
    let language = shared.language;
    head::plain_title(language, move || language.words().missing_title.into());
    view! {
        <h1 tabindex="-1">{move || language.words().missing_title}</h1>
        <Panel tone=Tone::Info><p>{move || language.words().draft_missing}</p></Panel>
        <div class="actions"><a class="button" href="/">{move || language.words().home}</a></div>
    }
}

// The one writer: an effect, since it touches storage. Gives when the draft was last kept, `None` when the device refuses.
fn write(session: Session) -> Signal<Option<f64>> {
    let kept = session.draft().with_untracked(|draft| shelf::is_kept(&draft.id).then_some(draft.saved));
    let saved = RwSignal::new(kept);
    Effect::new(move |before: Option<u32>| {
        let edits = session.edits().get();
        if before.is_some_and(|before| before != edits) {
            saved.set(keep(session).then(device::clock::now));
        }
        edits
    });
    saved.into()
}

fn keep(session: Session) -> bool {
    let mut draft = session.to_draft();
    draft.saved = device::clock::now();
    shelf::keep(&draft)
}
