//! Answers that are typed: text, identity numbers, e-mail, whole and decimal numbers, sums of money.

use forms::{Access, Identity, Kind};
use leptos::prelude::*;

use super::Question;
use crate::part::{BoxStyle, Naming, TextBox};

/// A box with the keyboard that fits the kind.
pub fn draw(question: Question) -> impl IntoView {
    let (kind, max_length) = question.field.with_untracked(|field| (field.control.kind, field.control.max_length));
    let style = BoxStyle {
        keyboard: keyboard(kind),
        autocomplete: question.autocomplete(),
        max_length,
        long: kind == Kind::LongText,
        digits: keyboard(kind).is_some_and(|keyboard| keyboard != "email"),
    };
    let read_only = Signal::derive(move || question.field.with(|field| field.access != Access::Enabled));
    let input = view! {
        <TextBox
            id=question.id()
            style=style
            text=question.typed
            described_by=question.described_by()
            invalid=question.is_invalid()
            required=question.is_required()
            read_only=read_only
            on_input=question.type_in
            on_leave=question.leave
        />
    };
    question.frame(Naming::Label, input)
}

/// `inputmode` for a kind; `None` is the full keyboard.
fn keyboard(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Identity(Identity::PersonName | Identity::PlateId) => None,
        Kind::Identity(Identity::PhoneId) => Some("tel"),
        Kind::Identity(_) | Kind::Integer => Some("numeric"),
        Kind::Number => Some("decimal"),
        Kind::Email => Some("email"),
        _ => None,
    }
}
