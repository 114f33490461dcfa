//! A list of rows: each row a group of questions with its own buttons; under them the button for one more. What stands in a row is
//! drawn by the page.

use std::rc::Rc;

use forms::RowEdit;
use leptos::prelude::*;

use super::Question;
use crate::{
    part::{El, Naming, el, p, quiet_button, unseen},
    text::fill,
};

/// The rows of one list, as the page keeps them.
pub trait Rows {
    /// How many there are, tracked.
    fn count(&self) -> usize;
    /// Which one a row is, from 0; tracked.
    fn index(&self, row: u32) -> usize;
    /// The answer that names a row, tracked.
    fn title(&self, row: u32) -> Option<String>;
    /// Whether something in a row is wrong, tracked.
    fn is_bad(&self, row: u32) -> bool;
    /// Whether a row was just removed and can come back, tracked.
    fn can_restore(&self) -> bool;
    /// Changes the rows, says so and moves focus.
    fn edit(&self, edit: RowEdit);
}

/// The list, and the place for its rows.
pub fn draw(question: Question, rows: Rc<dyn Rows>) -> (El, El) {
    let (place, asked, shown) = (el("div", "rows__items"), question.clone(), rows.clone());
    let none = el("p", "rows__none").bind(move |none| {
        let text = worded(&asked, ".noDataMessage").unwrap_or_else(|| asked.words().rows_none.into());
        none.set_text(if shown.count() == 0 { &text } else { "" });
    });
    let (asked, back) = (question.clone(), rows.clone());
    let restore = move || {
        let back = back.clone();
        let button = back.can_restore().then(|| {
            let id = asked.id_of("restore");
            quiet_button(asked.words().rows_restore, move || back.edit(RowEdit::Restore)).id(&id)
        });
        button.into_iter().collect()
    };
    let asked = question.clone();
    let add = el("div", "rows__add").swap(move || vec![add(&asked, &rows)]);
    let list = el("div", "rows").add(none).add(place.clone()).add(el("div", "rows__back").swap(restore)).add(add);
    (question.frame(Naming::Legend, list), place)
}

// The error summary leads here: to the button, or to what stands in its place.
fn add(question: &Question, rows: &Rc<dyn Rows>) -> El {
    let words = question.words();
    let most = question.read(|field| field.control.max_items);
    let place = |text: &str| p("rows__full", text).id(&question.id).attr("tabindex", "-1");
    if let Some(most) = most.filter(|most| rows.count() >= *most) {
        return place(&fill(words.rows_full, &[("n", &most.to_string())]));
    }
    if !is_on(question, "disableAdd", false) || !question.is_enabled() {
        return place("");
    }
    let label = worded(question, ".addTooltip").or_else(|| worded(question, ".addAriaLabel"));
    let label = label.unwrap_or_else(|| fill(words.rows_add, &[("label", &question.label())]));
    let rows = rows.clone();
    question.described(quiet_button(&label, move || rows.edit(RowEdit::Add)).id(&question.id))
}

/// One row of the list that `question` is about, and the place for what is asked in it.
pub fn draw_row(question: &Question, rows: &Rc<dyn Rows>, row: u32) -> (El, El) {
    let id = row_id(&question.id, row);
    let place = el("div", "row__items").id(&[&id, "-items"].concat());
    let (asked, named) = (question.clone(), rows.clone());
    let name = move || row_name(&asked, &*named, row);
    let folds = question.read(|field| field.control.folds);
    let legend = el("legend", "row__title");
    let legend = if folds { fold(rows, row, legend, &place, name) } else { legend.bind_text(name) };
    let frame = el("fieldset", "row").id(&id).attr("tabindex", "-1").add(legend).add(place.clone());
    let (asked, rows) = (question.clone(), rows.clone());
    (frame.swap(move || buttons(&asked, &rows, row)), place)
}

/// The id of a row's frame.
pub fn row_id(list: &str, row: u32) -> String {
    [list, ".r", &row.to_string(), "-row"].concat()
}

/// `Pedagang 2: Siti`.
pub fn row_name(question: &Question, rows: &dyn Rows, row: u32) -> String {
    let mut name = [&question.label(), " ", &(rows.index(row) + 1).to_string()].concat();
    if let Some(title) = rows.title(row) {
        name.push_str(": ");
        name.push_str(&title);
    }
    name
}

// The name is a button that opens the row. A row without a name is new, and one in which something is wrong must be seen: both are open.
fn fold(rows: &Rc<dyn Rows>, row: u32, legend: El, place: &El, name: impl Fn() -> String + 'static) -> El {
    let (open, bad, place) = (RwSignal::new(untrack(|| rows.title(row).is_none())), rows.clone(), place.clone());
    let button = el("button", "row__fold").attr("type", "button").on_click(move || open.update(|open| *open = !*open));
    legend.add(button.bind_text(name).bind(move |button| {
        let is_open = open.get() || bad.is_bad(row);
        let _ = button.clone().attr("aria-expanded", if is_open { "true" } else { "false" });
        let _ = place.clone().attr_if("hidden", (!is_open).then_some(""));
    }))
}

fn buttons(question: &Question, rows: &Rc<dyn Rows>, row: u32) -> Vec<El> {
    if !question.is_enabled() {
        return Vec::new();
    }
    let words = question.words();
    let label = [&question.label(), " ", &(rows.index(row) + 1).to_string()].concat();
    let button = |key: &str, text: &str, end: &str, edit: RowEdit| {
        let text = worded(question, key).unwrap_or_else(|| text.into());
        let (rows, name) = (rows.clone(), [" ", &label].concat());
        // Where lists lie in each other, one sees which row goes.
        let (seen, heard) =
            if matches!(edit, RowEdit::Remove(_)) { (text + &name, None) } else { (text, Some(unseen(&name))) };
        quiet_button(&seen, move || rows.edit(edit))
            .class("button button--small")
            .id(&[&row_id(&question.id, row), end].concat())
            .add_some(heard)
    };
    let mut buttons = Vec::new();
    let (index, count) = (rows.index(row), rows.count());
    let sorts = ["showSortButtons", "showArrayTableSortButtons", "showArrayLayoutSortButtons"];
    let sorts = sorts.into_iter().any(|name| is_on(question, name, true));
    if sorts && index > 0 {
        buttons.push(button(".up", words.rows_up, "-up", RowEdit::Up(row)));
    }
    if sorts && index + 1 < count {
        buttons.push(button(".down", words.rows_down, "-down", RowEdit::Down(row)));
    }
    if is_on(question, "disableRemove", false) {
        buttons.push(button(".removeTooltip", words.rows_remove, "-remove", RowEdit::Remove(row)));
    }
    vec![el("div", "row__buttons").add_all(buttons)]
}

// Whether an option is as wanted; absent, it is `false`.
fn is_on(question: &Question, name: &str, want: bool) -> bool {
    question.read(|field| field.control.is_on(name)) == want
}

// The service's own words, under JSON Forms' keys.
fn worded(question: &Question, end: &str) -> Option<String> {
    let key = [question.read(|field| field.control.key.clone()).as_str(), end].concat();
    question.service.words(question.lang(), &key).map(String::from)
}
