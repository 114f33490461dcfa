//! The questions of one step, top to bottom; shared by the pages that ask.

use forms::{Answer, Direction, FieldId, Item};
use leptos::{either::EitherOf3, prelude::*};

use super::Lists;
use crate::{
    session::Session,
    text::Language,
    widget::{self, Question},
};

/// Draws items. A field that vanishes while it is drawn leaves no trace.
pub fn draw(session: Session, language: Language, lists: Lists, items: Vec<Item>) -> AnyView {
    let views = items.into_iter().map(|item| match item {
        Item::Field(id) => EitherOf3::A(field(session, language, lists, id)),
        Item::Group { key, label, direction, items } => {
            let inside = draw(session, language, lists, items);
            let title = label.map(|label| {
                view! { <h2 class="group__title">{worded(session, language, key, label)}</h2> }
            });
            let class = match direction {
                Direction::Down => "group",
                Direction::Across => "group group--across",
            };
            EitherOf3::B(view! { <div class=class>{title} <div class="group__items">{inside}</div></div> })
        }
        Item::Label { key, text } => EitherOf3::C(view! { <p class="lead">{worded(session, language, key, text)}</p> }),
    });
    views.collect_view().into_any()
}

/// The words for a key of the service, or the text as written.
pub fn worded(session: Session, language: Language, key: String, text: String) -> impl Fn() -> String {
    move || {
        let lang = language.get();
        session.service().words(lang, &key).map_or_else(|| text.clone(), String::from)
    }
}

fn field(session: Session, language: Language, lists: Lists, id: FieldId) -> Option<AnyView> {
    let (field, typed) = (session.field(&id)?, session.typed(&id)?);
    let options = match field.with_untracked(|field| field.control.from.clone()) {
        Some(name) => lists.options(&name, id.clone()),
        None => Lists::none(),
    };
    let (typing, answering, leaving) = (id.clone(), id.clone(), id);
    Some(widget::draw(Question {
        field,
        typed,
        service: StoredValue::new(session.service()),
        language,
        type_in: Callback::new(move |text: String| session.type_in(&typing, &text)),
        answer: Callback::new(move |answer: Option<Answer>| session.answer(&answering, answer)),
        leave: Callback::new(move |()| session.leave(&leaving)),
        options,
    }))
}
