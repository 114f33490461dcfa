//! The band on top: name, city, language.

use leptos::prelude::*;

/// The band. The other language is named in itself.
#[component]
pub fn Top(
    /// The city, in the present language.
    #[prop(into)]
    city: Signal<String>,
    /// The other language's own name, and its tag.
    #[prop(into)]
    other: Signal<(&'static str, &'static str)>,
    /// Called when the other language is chosen.
    #[prop(into)]
    switch: Callback<()>,
) -> impl IntoView {
    view! {
        <header class="top">
            <div class="top__row">
                <a class="top__name" href="/">"Loket" <span class="top__city">{move || city.get()}</span></a>
                <button class="top__lang" type="button" lang=move || other.get().1 on:click=move |_| switch.run(())>
                    {move || other.get().0}
                </button>
            </div>
        </header>
        <div class="equator"></div>
    }
}
