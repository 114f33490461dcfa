//! One entry of a long list, found by everyday words ("jual baju"): a search box over large alternatives.

use forms::Answer;
use leptos::{either::Either, prelude::*};

use super::{Entry, ListState, Question};
use crate::part::{Naming, OptionRow, Pick};

/// How many entries a search shows.
const MOST: usize = 6;

/// The search, or the entry that was chosen with a way to change it.
pub fn draw(question: Question) -> impl IntoView {
    let (query, changing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let chosen = Signal::derive(move || question.field.with(|field| field.value.is_some()));
    let input = move || {
        if chosen.get() && !changing.get() {
            Either::Left(given(question, changing))
        } else {
            Either::Right(search(question, query, changing))
        }
    };
    question.frame(Naming::Legend, input)
}

fn given(question: Question, changing: RwSignal<bool>) -> impl IntoView {
    let words = move || {
        let lang = question.language.get();
        question.field.with(|field| {
            let items = question.options.items.read();
            let entry = items.iter().find(|entry| Some(&entry.value) == field.value.as_ref());
            entry.map(|entry| entry.label.get(lang).into()).or(field.words.clone())
        })
    };
    view! {
        <div class="given">
            <p class="given__words">{words}</p>
            <button class="button button--quiet" type="button" id=question.id() on:click=move |_| changing.set(true)>
                {move || question.language.words().change}
            </button>
        </div>
    }
}

fn search(question: Question, query: RwSignal<String>, changing: RwSignal<bool>) -> impl IntoView {
    let found = Memo::new(move |_| {
        let items = question.options.items.get();
        let places = question.options.search.run(query.get());
        let mut entries: Vec<Entry> =
            places.into_iter().take(MOST).filter_map(|place| items.get(place).cloned()).collect();
        for entry in items.into_iter().filter(|entry| entry.always) {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        entries
    });
    let n_found = Signal::derive(move || found.read().iter().filter(|entry| !entry.always).count());
    let status = move || {
        let words = question.language.words();
        match question.options.state.get() {
            ListState::Loading => words.list_loads.into(),
            ListState::Failed => String::from(words.list_failed),
            _ if query.read().trim().is_empty() => String::from(words.search_hint),
            _ if n_found.get() == 0 => String::from(words.search_none),
            _ => crate::text::fill(words.search_found, &[("n", &n_found.get().to_string())]),
        }
    };
    let rows = move || {
        let lang = question.language.get();
        let entries = found.get().into_iter().enumerate();
        entries.map(|(index, entry)| row(question, index, entry, lang, changing)).collect_view()
    };
    let retry = move || {
        (question.options.state.get() == ListState::Failed).then(|| {
            view! {
                <button class="button button--quiet" type="button" on:click=move |_| question.options.retry.run(())>
                    {move || question.language.words().try_again}
                </button>
            }
        })
    };
    view! {
        <div class="lookup">
            <input
                class="input"
                id=question.id()
                type="search"
                autocomplete="off"
                aria-label=move || question.label().get()
                aria-describedby=move || question.described_by().get()
                aria-invalid=move || question.is_invalid().get().then_some("true")
                prop:value=move || query.get()
                on:input:target=move |event| query.set(event.target().value())
                on:blur=move |_| { question.leave.try_run(()); }
            />
            <p class="lookup__status" role="status">{status}</p>
            {retry}
            <div class="options" role="radiogroup" aria-label=move || question.label().get()>{rows}</div>
        </div>
    }
}

fn row(question: Question, index: usize, entry: Entry, lang: forms::Lang, changing: RwSignal<bool>) -> impl IntoView {
    let label = String::from(entry.label.get(lang));
    let hint = entry.hint.as_ref().map(|hint| String::from(hint.get(lang)));
    let (given, wanted) = (question.value(), entry.value.clone());
    let answer = Answer { value: entry.value, words: Some(label.clone()) };
    let on_pick = Callback::new(move |_| {
        changing.set(false);
        question.answer.run(Some(answer.clone()));
    });
    view! {
        <OptionRow
            id=question.id_of(&index.to_string())
            name=question.id_of("name")
            pick=Pick::One
            label=label
            hint=hint
            chosen=Signal::derive(move || given.read().as_ref() == Some(&wanted))
            enabled=question.is_enabled()
            on_pick=on_pick
        />
    }
}
