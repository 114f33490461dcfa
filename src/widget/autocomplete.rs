//! One entry of a long list, found by everyday words ("jual baju"): a search box over large alternatives. Who searches, the device or
//! the backend, is the page's business.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use forms::Answer;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, KeyboardEvent, Node};

use super::{Found, ListOption, ListState, Question};
use crate::{
    part::{El, Naming, Pick, el, option_row, p, quiet_button},
    text::fill,
};

/// The search, or the entry that was chosen with a way to change it.
pub fn draw(question: Question) -> El {
    let autocomplete = Autocomplete {
        question: question.clone(),
        query: RwSignal::new(String::new()),
        changing: RwSignal::new(false),
        moves: Rc::default(),
        seen: Rc::default(),
    };
    let told = autocomplete.clone();
    // The search must stay while a problem comes and goes: a row may be under the finger.
    let is_given = move || u32::from(told.question.value().is_some() && !told.changing.get());
    let place = el("div", "").swap_on(is_given, move |is_given| {
        let (drawn, first) = if is_given == 1 { autocomplete.given() } else { autocomplete.search() };
        // What had the focus has gone, and with it the place where a reader was.
        if autocomplete.moves.take() {
            request_animation_frame(move || first.focus());
        }
        vec![drawn]
    });
    // Above the box: below many rows nobody sees it.
    question.frame(Naming::Legend, el("div", "").add(question.list_note()).add(place))
}

#[derive(Clone)]
struct Autocomplete {
    question: Question,
    query: RwSignal<String>,
    /// Whether another entry is looked for, while one is chosen.
    changing: RwSignal<bool>,
    /// Whether the focus goes along when the search takes the place of the entry, or the other way round.
    moves: Rc<Cell<bool>>,
    /// How many entries there were when more were asked for: the focus goes to the next.
    seen: Rc<Cell<Option<usize>>>,
}

impl Autocomplete {
    // What was chosen, and its button.
    fn given(&self) -> (El, El) {
        let autocomplete = self.clone();
        let change = quiet_button(self.question.words().change, move || autocomplete.turn(true)).id(&self.question.id);
        (el("div", "given").add(p("given__words", &self.chosen().unwrap_or_default())).add(change.clone()), change)
    }

    // The search, and its box.
    fn search(&self) -> (El, El) {
        let (question, input, more) = (&self.question, self.input(), self.more());
        let status = el("p", "autocomplete__status").attr("role", "status");
        let stops = Rc::new(RefCell::new(Vec::new()));
        let (autocomplete, first, last, told, walked) =
            (self.clone(), input.clone(), more.clone(), status.clone(), stops.clone());
        // One search gives the rows and what is said of them.
        let rows = move || {
            let found = autocomplete.question.options.found();
            told.set_text(&autocomplete.said(&found));
            let (mut stops, mut rows) = (vec![first.clone()], Vec::new());
            for (index, entry) in found.entries.into_iter().enumerate() {
                let is_always = entry.always;
                let (button, row) = autocomplete.row(index, entry);
                if autocomplete.seen.get() == Some(index) && !is_always {
                    autocomplete.seen.set(None);
                    let new = button.clone();
                    request_animation_frame(move || new.focus());
                }
                stops.push(button);
                rows.push(row);
            }
            stops.push(last.clone());
            walked.replace(stops);
            rows
        };
        let rows = el("div", "options").attr("role", "radiogroup").attr("aria-label", &question.label()).swap(rows);
        let (autocomplete, kept) = (self.clone(), self.chosen());
        let keep = kept.map(|chosen| {
            quiet_button(&fill(question.words().search_keep, &[("label", &chosen)]), move || autocomplete.turn(false))
        });
        let (group, leaving) = (el("div", "autocomplete"), question.ask.clone());
        let inside = group.clone();
        let group = group
            .add(input.clone())
            .add(status)
            .add(rows)
            .add(el("div", "autocomplete__more").swap(self.retry()).add(more).add_some(keep))
            .on("keydown", move |event| walk(&event, &stops.borrow()))
            // The question is left when the focus leaves box and rows.
            .on("focusout", move |event| {
                let to = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
                let to = to.and_then(|target| target.dyn_into::<Node>().ok());
                if !(to.is_some() && inside.contains(to.as_ref())) {
                    leaving.leave();
                }
            });
        question.options.search(&self.query.get_untracked());
        (group, input)
    }

    fn input(&self) -> El {
        let question = &self.question;
        let input = el("input", "input")
            .id(&question.id)
            .attr("type", "search")
            .attr("autocomplete", "off")
            .attr("aria-label", &question.label());
        let (typed, query, options, seen) = (input.clone(), self.query, question.options.clone(), self.seen.clone());
        question
            .told(input)
            .on("input", move |_| {
                query.set(typed.value());
                seen.set(None);
                options.search(&typed.value());
            })
            .bind(move |input| input.set_value(&query.get()))
    }

    // Goes to the first of the new rows, so that nobody has to look for it.
    fn more(&self) -> El {
        let (autocomplete, shown) = (self.clone(), self.clone());
        let more = quiet_button("", move || {
            let options = &autocomplete.question.options;
            if options.state() == ListState::Ready {
                autocomplete.seen.set(Some(n_fitting(&untrack(|| options.found()))));
                options.more();
            }
        });
        more.bind(move |more| {
            let (words, options) = (shown.question.words(), &shown.question.options);
            let waits = options.state() == ListState::Loading;
            more.set_text(if waits { words.searching } else { words.search_more });
            let is_there = options.found().more && shown.question.list_failure().is_none();
            let _ = more
                .clone()
                .attr_if("hidden", (!is_there).then_some(""))
                .attr_if("aria-disabled", waits.then_some("true"));
        })
    }

    fn retry(&self) -> impl Fn() -> Vec<El> + 'static {
        let question = self.question.clone();
        move || {
            let Some(failure) = question.list_failure() else { return Vec::new() };
            let options = question.options.clone();
            let button = quiet_button(question.words().try_again, move || options.retry());
            // Below many rows nobody sees what stands above them.
            let far = !untrack(|| question.options.found()).entries.is_empty();
            far.then(|| p("list-note", failure)).into_iter().chain([button]).collect()
        }
    }

    fn row(&self, index: usize, entry: ListOption) -> (El, El) {
        let lang = self.question.lang();
        let label = String::from(entry.label.get(lang));
        let mut words = el("span", "").text(&label);
        words = words.add_some(entry.hint.as_ref().map(|hint| el("span", "option__hint").text(hint.get(lang))));
        let is_chosen = untrack(|| self.question.value()).as_ref() == Some(&entry.value);
        let answer = Answer { value: entry.value, words: Some(label) };
        let (id, name, autocomplete) =
            (self.question.id_of(&index.to_string()), self.question.id_of("name"), self.clone());
        let (button, row) = option_row(&id, &name, Pick::One, words, move |_| {
            autocomplete.turn(false);
            autocomplete.question.ask.answer(Some(answer.clone()));
        });
        button.set_checked(is_chosen);
        if is_chosen {
            // Choosing it again changes nothing, so the browser does not tell.
            let autocomplete = self.clone();
            let _ = button.clone().on_click(move || autocomplete.turn(false));
        }
        (button, row)
    }

    fn said(&self, found: &Found) -> String {
        let (words, options) = (self.question.words(), &self.question.options);
        let n_letters = self.query.with_untracked(|query| query.trim().chars().count());
        let n_found = n_fitting(found);
        let (sentence, n) = match (options.state(), options.min_length()) {
            (ListState::Unreachable | ListState::Failed, _) => (self.question.list_failure().unwrap_or_default(), 0),
            (ListState::SignIn, _) => (words.list_sign_in, 0),
            (ListState::Waiting, _) => (words.list_waits, 0),
            (ListState::Loading, Some(_)) => (words.searching, 0),
            (ListState::Loading, None) => (words.list_loads, 0),
            (ListState::Ready, _) if n_found > 0 && found.more => (words.search_first, n_found),
            (ListState::Ready, _) if n_found > 0 => (words.search_found, n_found),
            (ListState::Ready, Some(least)) if n_letters < least => (words.search_letters, least),
            (ListState::Ready, _) if n_letters == 0 => (words.search_hint, 0),
            (ListState::Ready, _) => (words.search_none, 0),
        };
        fill(sentence, &[("n", &n.to_string())])
    }

    // In the words of today's language where they are known, else in those in which it was chosen.
    fn chosen(&self) -> Option<String> {
        let (lang, items) = (self.question.lang(), self.question.options.items());
        self.question.read(|field| {
            let value = field.value.as_ref()?;
            let entry = items.iter().find(|entry| entry.value == *value);
            entry.map(|entry| String::from(entry.label.get(lang))).or(field.words.clone())
        })
    }

    fn turn(&self, changing: bool) {
        self.moves.set(true);
        let _ = self.changing.try_set(changing);
    }
}

// What is offered whatever is searched does not count.
fn n_fitting(found: &Found) -> usize {
    found.entries.iter().filter(|entry| !entry.always).count()
}

// Arrow keys lead through box and rows without choosing, as in a combobox; radio buttons by themselves choose at once. Enter chooses, and
// sends no form.
fn walk(event: &Event, stops: &[El]) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
    let Some(now) = stops.iter().position(El::has_focus) else { return };
    let is_row = now > 0 && now + 1 < stops.len();
    let to = match key.as_str() {
        "ArrowDown" => now + 1,
        "ArrowUp" if now > 0 => now - 1,
        "Enter" if now == 0 => 1,
        "ArrowRight" if is_row => now + 1,
        "ArrowLeft" if is_row => now - 1,
        "Enter" if is_row => now,
        _ => return,
    };
    event.prevent_default();
    match stops.get(to) {
        Some(row) if to == now => row.click(),
        Some(stop) => stop.focus(),
        None => {}
    }
}
