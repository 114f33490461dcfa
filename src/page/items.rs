//! The questions of one step, top to bottom; shared by the pages that ask. What stays on the page when another question comes or goes
//! is not drawn anew, so that focus and what is being typed stay.

mod drawn;
mod rows;

use std::{cell::RefCell, rc::Rc};

use forms::{Answer, Direction, Field, FieldId, Item, Row};
use leptos::prelude::*;

use super::Lists;
use crate::{
    part::{El, Live, Tone, el, h2, p, panel},
    session::Session,
    text::{Language, fill},
    widget::{self, Ask, Question},
};

/// What questions are drawn with.
#[derive(Clone)]
pub struct Asking {
    pub session: Session,
    pub language: Language,
    pub lists: Lists,
    pub live: Live,
}

/// Keeps `place` as `items` says, whenever a signal that it reads changes.
pub fn draw(asking: Asking, place: El, items: impl Fn() -> Vec<Item> + 'static) -> El {
    let (drawn, owner) = (RefCell::new(Vec::new()), Owner::current().unwrap_or_default());
    place.bind(move |place| {
        let items = items();
        let before = drawn.take();
        // What a question reads while it is drawn must not draw the whole page anew.
        drawn.replace(untrack(|| owner.with(|| drawn::draw(&asking, place, before, &items, ""))));
    })
}

/// The words for a key of the service, or the text as written; without either (the only step of a form) the service's title.
pub fn worded(session: Session, language: Language, key: &str, text: &str) -> String {
    let (service, lang) = (session.service(), language.get());
    let text = if text.is_empty() { service.title.get(lang) } else { text };
    service.words(lang, key).unwrap_or(text).into()
}

// An item, and the place for what lies in it.
fn item(asking: &Asking, item: &Item) -> Option<(El, Option<El>)> {
    let (session, language) = (asking.session, asking.language);
    match item {
        Item::Field(id) => {
            let question = question(asking, id)?;
            Some((widget::draw(question, session.field_untracked(id)?.control.kind), None))
        }
        Item::Group { key, label, direction, .. } => {
            let title = label.as_ref().map(|label| h2(&worded(session, language, key, label)).class("group__title"));
            let class = match direction {
                Direction::Down => "group",
                Direction::Across => "group group--across",
            };
            let inside = el("div", "group__items");
            Some((el("div", class).add_some(title).add(inside.clone()), Some(inside)))
        }
        Item::Array { id, .. } => {
            let question = question(asking, id)?;
            let (list, inside) = widget::draw_list(question, rows::rows(asking, id));
            Some((list, Some(inside)))
        }
        Item::Branch { id, .. } => {
            let question = question(asking, id)?;
            let inside = el("div", "branch");
            let choice = widget::draw(question, session.field_untracked(id)?.control.kind);
            Some((el("div", "").add(choice).add(inside.clone()), Some(inside)))
        }
        Item::Unknown { name } => {
            let sentence = fill(language.words().unknown_field, &[("label", name)]);
            Some((panel(Tone::Warning, vec![p("", &sentence)]), None))
        }
        Item::Label { key, text } => Some((p("lead", &worded(session, language, key, text)), None)),
    }
}

// A row of a list, and the place for its questions.
fn row(asking: &Asking, list: &FieldId, row: &Row) -> Option<(El, El)> {
    let simple = row.items.len() <= 4 && row.items.iter().all(|item| matches!(item, Item::Field(_)));
    let (frame, inside) = widget::draw_row(&question(asking, list)?, &rows::rows(asking, list), row.id);
    let inside = if simple { inside.class("row__items row__items--across") } else { inside };
    Some((frame, inside))
}

fn question(asking: &Asking, id: &FieldId) -> Option<Question> {
    let field = asking.session.field_untracked(id)?;
    let options = match &field.control.from {
        Some(name) => asking.lists.options(name, id.clone(), asking.language, asking.live),
        None => Lists::none(),
    };
    Some(Question {
        id: id.as_str().into(),
        service: asking.session.service(),
        language: asking.language,
        ask: Rc::new(Asked { session: asking.session, id: id.clone() }),
        options,
    })
}

struct Asked {
    session: Session,
    id: FieldId,
}

impl Ask for Asked {
    fn field(&self) -> Option<Field> {
        self.session.field(&self.id)
    }

    fn typed(&self) -> String {
        self.session.typed(&self.id)
    }

    fn type_in(&self, text: &str) {
        self.session.type_in(&self.id, text);
    }

    fn answer(&self, answer: Option<Answer>) {
        self.session.answer(&self.id, answer);
    }

    fn leave(&self) {
        self.session.leave(&self.id);
    }
}
