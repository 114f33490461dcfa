//! The questions of one step, top to bottom; shared by the pages that ask.

use std::rc::Rc;

use forms::{Answer, Direction, Field, FieldId, Item};
use leptos::prelude::*;

use super::Lists;
use crate::{
    part::{El, el, h2, p},
    session::Session,
    text::Language,
    widget::{self, Ask, Question},
};

/// Draws items. A field that vanishes while it is drawn leaves no trace.
pub fn draw(session: Session, language: Language, lists: &Lists, items: &[Item]) -> Vec<El> {
    let draw = |item: &Item| match item {
        Item::Field(id) => field(session, language, lists, id),
        Item::Group { key, label, direction, items } => {
            let title = label.as_ref().map(|label| {
                let title = h2(&worded(session, language, key, label));
                title.class("group__title")
            });
            let class = match direction {
                Direction::Down => "group",
                Direction::Across => "group group--across",
            };
            let inside = el("div", "group__items").add_all(self::draw(session, language, lists, items));
            Some(el("div", class).add_some(title).add(inside))
        }
        Item::Label { key, text } => Some(p("lead", &worded(session, language, key, text))),
    };
    items.iter().filter_map(draw).collect()
}

/// The words for a key of the service, or the text as written.
pub fn worded(session: Session, language: Language, key: &str, text: &str) -> String {
    session.service().words(language.get(), key).unwrap_or(text).into()
}

fn field(session: Session, language: Language, lists: &Lists, id: &FieldId) -> Option<El> {
    let field = session.field_untracked(id)?;
    let options = match &field.control.from {
        Some(name) => lists.options(name, id.clone()),
        None => Lists::none(),
    };
    let question = Question {
        id: id.as_str().into(),
        service: session.service(),
        language,
        ask: Rc::new(Asked { session, id: id.clone() }),
        options,
    };
    // What a question reads while it is drawn must not draw the whole page anew.
    Some(untrack(|| widget::draw(question, field.control.kind)))
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
