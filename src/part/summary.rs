//! The error summary: on top of the page, focused once, each line a link to its field.

use leptos::prelude::*;

/// One problem: its sentence and the id of the input it belongs to, if any.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryLine {
    pub sentence: String,
    pub target: Option<String>,
}

/// Where focus goes when a page was refused.
pub const SUMMARY_ID: &str = "summary";

/// Draws nothing while there is no problem.
#[component]
pub fn ErrorSummary(
    /// "Ada 2 bagian yang perlu diperbaiki".
    #[prop(into)]
    title: Signal<String>,
    /// The problems in page order.
    #[prop(into)]
    lines: Signal<Vec<SummaryLine>>,
    /// Called with the id of an input when its line is chosen.
    #[prop(into)]
    go: Callback<String>,
) -> impl IntoView {
    let line = move |line: SummaryLine| {
        let sentence = line.sentence.clone();
        match line.target {
            None => leptos::either::Either::Left(view! { <li>{sentence}</li> }),
            Some(target) => {
                let mut href = String::from("#");
                href.push_str(&target);
                let on_click = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    go.run(target.clone());
                };
                leptos::either::Either::Right(view! { <li><a href=href on:click=on_click>{sentence}</a></li> })
            }
        }
    };
    view! {
        <Show when=move || !lines.read().is_empty()>
            <div class="summary" id=SUMMARY_ID tabindex="-1" role="alert" aria-labelledby="summary-title">
                <h2 class="summary__title" id="summary-title">{move || title.get()}</h2>
                <ul class="summary__list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
            </div>
        </Show>
    }
}
