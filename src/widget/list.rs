//! One entry of a list that the backend keeps: the browser's own list. When the list does not come, the citizen is told and
//! can try again.

use forms::Answer;

use super::{ListState, Question};
use crate::part::{El, Naming, el, p, quiet_button};

/// The list, or why it is not there.
pub fn draw(question: Question) -> El {
    let asked = question.clone();
    let place = el("div", "").swap(move || {
        let words = asked.words();
        vec![match asked.options.state() {
            ListState::Waiting => empty(&asked, words.list_waits),
            ListState::Loading => empty(&asked, words.list_loads),
            ListState::Ready => entries(&asked),
            ListState::Unreachable | ListState::Failed => failed(&asked),
            ListState::SignIn => empty(&asked, words.list_sign_in),
        }]
    });
    question.frame(Naming::Label, place.add(question.list_note()))
}

// What stands in the list's place when it did not come. The answer chosen earlier is named.
fn failed(question: &Question) -> El {
    let (words, retry) = (question.words(), question.options.clone());
    let given = question.read(|field| field.words.clone());
    el("div", "list-failed")
        .id(&question.id)
        .attr("tabindex", "-1")
        .add_some(question.list_failure().map(|note| p("list-failed__text", note)))
        .add_some(given.map(|given| p("list-failed__given", &given)))
        .add(quiet_button(words.try_again, move || retry.retry()))
}

// A list of one line, as wide as the list will be, so that nothing jumps. Not disabled: the error summary leads here.
fn empty(question: &Question, line: &str) -> El {
    let given = question.read(|field| field.words.clone());
    let list = el("select", "input input--select").id(&question.id).attr("aria-disabled", "true");
    question.told(list.add(el("option", "").text(given.as_deref().unwrap_or(line))))
}

fn entries(question: &Question) -> El {
    let (lang, items) = (question.lang(), question.options.items());
    let mut list = el("select", "input input--select").id(&question.id);
    list = list.add(el("option", "").attr("value", "").text(&question.none()));
    for (index, entry) in items.iter().enumerate() {
        list = list.add(el("option", "").attr("value", &index.to_string()).text(entry.label.get(lang)));
    }
    let (ask, leaving, changed, shown, all) =
        (question.ask.clone(), question.ask.clone(), list.clone(), question.clone(), items.clone());
    let list = list
        .on("change", move |_| {
            let chosen = changed.value().parse().ok().and_then(|index: usize| items.get(index));
            ask.answer(
                chosen.map(|entry| Answer { value: entry.value.clone(), words: Some(entry.label.get(lang).into()) }),
            );
        })
        .on("blur", move |_| leaving.leave())
        .bind(move |list| {
            let given = shown.value();
            let place = all.iter().position(|entry| Some(&entry.value) == given.as_ref());
            list.set_value(&place.map(|place| place.to_string()).unwrap_or_default());
        });
    question.told(list)
}
