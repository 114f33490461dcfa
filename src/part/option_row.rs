//! One alternative of a choice: a radio button or a tick with a large label.

use leptos::prelude::*;

/// Whether one or several can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    One,
    Many,
}

/// One alternative.
#[component]
pub fn OptionRow(
    /// Its id.
    id: String,
    /// The name that the alternatives of one question share.
    name: String,
    /// One of several, or a tick.
    pick: Pick,
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// More words under it.
    #[prop(into)]
    hint: Signal<Option<String>>,
    /// Whether it is chosen.
    #[prop(into)]
    chosen: Signal<bool>,
    /// Whether it can be changed.
    #[prop(into)]
    enabled: Signal<bool>,
    /// Called when it was chosen or given up.
    on_pick: Callback<bool>,
) -> impl IntoView {
    let kind = match pick {
        Pick::One => "radio",
        Pick::Many => "checkbox",
    };
    let label_for = id.clone();
    view! {
        <label class="option" for=label_for>
            <input
                class="option__input"
                id=id
                type=kind
                name=name
                prop:checked=move || chosen.get()
                disabled=move || !enabled.get()
                on:change:target=move |event| on_pick.run(event.target().checked())
            />
            <span class="option__text">
                {move || label.get()}
                {move || hint.get().map(|hint| view! { <span class="option__hint">{hint}</span> })}
            </span>
        </label>
    }
}
