//! The frame of one question, top to bottom: label, hint, problem, input, warning.

use leptos::prelude::*;

/// How the frame names its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// One input: `label for`.
    Label,
    /// Several inputs that answer together: `fieldset` and `legend`.
    Legend,
}

/// The frame. Ids of its parts: `<id>-hint`, `<id>-problem`, `<id>-warning`; see [`described_by`].
#[component]
pub fn FieldFrame(
    /// The id of the input (or of the first one).
    id: String,
    /// How the input is named.
    naming: Naming,
    /// The question.
    #[prop(into)]
    label: Signal<String>,
    /// "boleh dikosongkan", or nothing.
    #[prop(into)]
    optional: Signal<Option<&'static str>>,
    /// What helps to answer.
    #[prop(into)]
    hint: Signal<Option<String>>,
    /// What is wrong.
    #[prop(into)]
    problems: Signal<Vec<String>>,
    /// What looks odd but may be right.
    #[prop(into)]
    warnings: Signal<Vec<String>>,
    /// The input.
    children: Children,
) -> impl IntoView {
    let part = |end: &str| {
        let mut name = id.clone();
        name.push_str(end);
        name
    };
    let (hint_id, problem_id, warning_id) = (part("-hint"), part("-problem"), part("-warning"));
    let class = move || if problems.read().is_empty() { "field" } else { "field field--bad" };
    let name = move || {
        view! {
            {move || label.get()}
            {move || optional.get().map(|optional| view! { " " <span class="field__optional">{optional}</span> })}
        }
    };
    let inside = view! {
        {move || hint.get().map(|hint| view! { <p class="field__hint" id=hint_id.clone()>{hint}</p> })}
        <div id=problem_id>
            {move || problems.get().into_iter().map(|problem| view! { <p class="field__problem">{problem}</p> }).collect_view()}
        </div>
        {children()}
        <div id=warning_id>
            {move || warnings.get().into_iter().map(|warning| view! { <p class="field__warning">{warning}</p> }).collect_view()}
        </div>
    };
    match naming {
        Naming::Label => leptos::either::Either::Left(view! {
            <div class=class>
                <label class="field__label" for=id>{name}</label>
                {inside}
            </div>
        }),
        Naming::Legend => leptos::either::Either::Right(view! {
            <fieldset class=class>
                <legend class="field__label">{name}</legend>
                {inside}
            </fieldset>
        }),
    }
}

/// The value of `aria-describedby` for the input of this frame: just the parts that say something.
pub fn described_by(id: &str, hint: bool, problem: bool, warning: bool) -> Option<String> {
    let mut ids = String::new();
    for (present, end) in [(hint, "-hint"), (problem, "-problem"), (warning, "-warning")] {
        if present {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(id);
            ids.push_str(end);
        }
    }
    (!ids.is_empty()).then_some(ids)
}
