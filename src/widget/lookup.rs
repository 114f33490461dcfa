//! One entry of a long list, found by everyday words ("jual baju"): a search box over large alternatives.

use forms::Answer;
use leptos::prelude::*;

use super::{Entry, ListState, Question};
use crate::part::{El, Naming, Pick, el, option_row, p, quiet_button};

/// How many entries a search shows.
const MOST: usize = 6;

/// The search, or the entry that was chosen with a way to change it.
pub fn draw(question: Question) -> El {
    let (query, changing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let asked = question.clone();
    let told = question.clone();
    // The search must stay while a problem comes and goes: a row may be under the finger.
    let is_given = move || u32::from(told.value().is_some() && !changing.get());
    let place = el("div", "").swap_on(is_given, move |is_given| {
        vec![if is_given == 1 { given(&asked, changing) } else { search(&asked, query, changing) }]
    });
    question.frame(Naming::Legend, place)
}

fn given(question: &Question, changing: RwSignal<bool>) -> El {
    let (lang, items) = (question.lang(), question.options.items());
    let words = question.read(|field| {
        let entry = items.iter().find(|entry| Some(&entry.value) == field.value.as_ref());
        entry.map(|entry| String::from(entry.label.get(lang))).or(field.words.clone())
    });
    let change = quiet_button(question.words().change, move || changing.set(true)).id(&question.id);
    el("div", "given").add(p("given__words", &words.unwrap_or_default())).add(change)
}

fn search(question: &Question, query: RwSignal<String>, changing: RwSignal<bool>) -> El {
    let input = el("input", "input")
        .id(&question.id)
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("aria-label", &question.label());
    let (typed, leaving) = (input.clone(), question.ask.clone());
    let input = question
        .told(input)
        .on("input", move |_| query.set(typed.value()))
        .on("blur", move |_| leaving.leave())
        .bind(move |input| input.set_value(&query.get()));
    let (asked, offered) = (question.clone(), question.clone());
    let retry = move || {
        let (words, list) = (offered.words(), offered.options.clone());
        let failed = list.state() == ListState::Failed;
        failed.then(|| quiet_button(words.try_again, move || list.retry())).into_iter().collect()
    };
    let status = el("p", "lookup__status").attr("role", "status");
    let told = status.clone();
    // One search gives the rows and what is said of them.
    let rows = move || {
        let query = query.get();
        let found = found(&asked, &query);
        told.set_text(&said(&asked, &query, found.iter().filter(|entry| !entry.always).count()));
        found.into_iter().enumerate().map(|(index, entry)| row(&asked, index, entry, changing)).collect()
    };
    el("div", "lookup")
        .add(input)
        .add(status)
        .swap(retry)
        .add(el("div", "options").attr("role", "radiogroup").attr("aria-label", &question.label()).swap(rows))
}

// The entries that fit, and those that are always offered.
fn found(question: &Question, query: &str) -> Vec<Entry> {
    let items = question.options.items();
    let places = question.options.search(query);
    let mut found: Vec<Entry> = places.into_iter().take(MOST).filter_map(|place| items.get(place).cloned()).collect();
    for entry in items.iter().filter(|entry| entry.always) {
        if !found.contains(entry) {
            found.push(entry.clone());
        }
    }
    found
}

fn said(question: &Question, query: &str, n_found: usize) -> String {
    let words = question.words();
    match question.options.state() {
        ListState::Loading => words.list_loads.into(),
        ListState::Failed => words.list_failed.into(),
        _ if query.trim().is_empty() => words.search_hint.into(),
        _ if n_found == 0 => words.search_none.into(),
        _ => crate::text::fill(words.search_found, &[("n", &n_found.to_string())]),
    }
}

fn row(question: &Question, index: usize, entry: Entry, changing: RwSignal<bool>) -> El {
    let lang = question.lang();
    let label = String::from(entry.label.get(lang));
    let mut words = el("span", "").text(&label);
    words = words.add_some(entry.hint.as_ref().map(|hint| el("span", "option__hint").text(hint.get(lang))));
    let (ask, wanted) = (question.ask.clone(), entry.value.clone());
    let answer = Answer { value: entry.value, words: Some(label) };
    let id = question.id_of(&index.to_string());
    let (button, row) = option_row(&id, &question.id_of("name"), Pick::One, words, move |_| {
        let _ = changing.try_set(false);
        ask.answer(Some(answer.clone()));
    });
    button.set_checked(question.value().as_ref() == Some(&wanted));
    row
}
