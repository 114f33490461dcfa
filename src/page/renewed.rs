//! A draft goes on in a newer version of its service: the answers that have no place there, before they are left behind.

use std::{rc::Rc, sync::Arc};

use forms::{Field, Service};

use super::head;
use crate::{
    part::{El, actions, button, el, h1, p, quiet_link},
    text::{self, Language},
};

/// What the page needs.
#[derive(Clone)]
pub struct Props {
    pub language: Language,
    /// The version in which the answers were given: it has the words for them.
    pub service: Arc<Service>,
    /// The answered fields that the newer version has no place for.
    pub left: Rc<Vec<Field>>,
    /// Goes on in the newer version.
    pub go_on: Rc<dyn Fn()>,
}

/// Says what goes over and what does not, and lets the citizen go on.
pub fn draw(given: Props) -> El {
    el("div", "").swap(move || {
        let Props { language, service, left, go_on } = given.clone();
        let (words, lang) = (language.words(), language.get());
        head::title(language, false, words.renewed_title);
        let row = |field: &Field| {
            let label = el("dt", "answers__label").text(&service.full_label(&field.control, &field.within, lang));
            let answer = text::answer(&service, field, lang).unwrap_or_default();
            el("div", "answers__row").add(label).add(el("dd", "answers__answer").text(&answer))
        };
        let list = (!left.is_empty()).then(|| {
            let rows = el("dl", "answers__list").add_all(left.iter().map(row).collect());
            el("section", "answers").add(rows)
        });
        let said = if left.is_empty() { words.renewed_all } else { words.renewed_left };
        vec![p("muted", service.title.get(lang)), h1(words.renewed_title), p("", said)]
            .into_iter()
            .chain(list)
            .chain([actions(vec![button(words.resume, move || go_on()), quiet_link(words.home, "/")])])
            .collect()
    })
}
