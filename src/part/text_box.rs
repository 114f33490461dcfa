//! A box for text: one line or several.

use leptos::{either::Either, prelude::*};

/// How a box behaves; plain data, from the kind of question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxStyle {
    /// `inputmode`: which keyboard a phone shows.
    pub keyboard: Option<&'static str>,
    /// `autocomplete` token of HTML.
    pub autocomplete: Option<String>,
    /// Characters that fit; the box is as wide as its answer where that is short.
    pub max_length: Option<usize>,
    /// Several lines.
    pub long: bool,
    /// Numbers stand in columns, and no spelling is checked.
    pub digits: bool,
}

/// A box. Its text comes from above and each change is reported.
#[component]
pub fn TextBox(
    /// Its id, which the label names.
    id: String,
    /// How it behaves.
    style: BoxStyle,
    /// Its text.
    #[prop(into)]
    text: Signal<String>,
    /// `aria-describedby`.
    #[prop(into)]
    described_by: Signal<Option<String>>,
    /// Whether its answer is refused now.
    #[prop(into)]
    invalid: Signal<bool>,
    /// Whether it may be left empty.
    #[prop(into)]
    required: Signal<bool>,
    /// Whether it can only be read.
    #[prop(into)]
    read_only: Signal<bool>,
    /// Called with the text at each change.
    on_input: Callback<String>,
    /// Called when it is left; a box that is taken off the page while it has focus is left too, when its page has gone already.
    on_leave: Callback<()>,
) -> impl IntoView {
    let invalid = move || invalid.get().then_some("true");
    let required = move || required.get().then_some("true");
    let spelling = style.digits.then_some("false");
    if style.long {
        return Either::Left(view! {
            <textarea
                class="input input--long"
                id=id
                rows="3"
                autocomplete=style.autocomplete
                aria-describedby=move || described_by.get()
                aria-invalid=invalid
                aria-required=required
                readonly=move || read_only.get()
                prop:value=move || text.get()
                on:input:target=move |event| on_input.run(event.target().value())
                on:blur=move |_| { on_leave.try_run(()); }
            ></textarea>
        });
    }
    let class = if style.digits { "input input--digits" } else { "input" };
    Either::Right(view! {
        <input
            class=class
            id=id
            type="text"
            inputmode=style.keyboard
            autocomplete=style.autocomplete
            autocapitalize=style.digits.then_some("off")
            spellcheck=spelling
            aria-describedby=move || described_by.get()
            aria-invalid=invalid
            aria-required=required
            readonly=move || read_only.get()
            prop:value=move || text.get()
            on:input:target=move |event| on_input.run(event.target().value())
            on:blur=move |_| { on_leave.try_run(()); }
        />
    })
}
