//! Progress: a way along the equator, with a stop for each step.

use leptos::prelude::*;

/// The way; `now` counts from 1, `label` says it in words ("Langkah 2 dari 4").
#[component]
pub fn Progress(
    /// Which step is open.
    #[prop(into)]
    now: Signal<usize>,
    /// How many there are.
    #[prop(into)]
    n_steps: Signal<usize>,
    /// The same in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let stop = move |index: usize| {
        let class = move || match index.cmp(&now.get()) {
            std::cmp::Ordering::Less => "way__stop way__stop--done",
            std::cmp::Ordering::Equal => "way__stop way__stop--now",
            std::cmp::Ordering::Greater => "way__stop",
        };
        view! { <span class=class></span> }
    };
    view! {
        <div class="way" role="img" aria-label=move || label.get()>
            {move || (1..=n_steps.get()).map(stop).collect_view()}
        </div>
    }
}
