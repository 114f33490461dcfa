//! A framed message in the page: something to know, a doubt, or something that failed.

use leptos::prelude::*;

/// What a panel is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    Info,
    /// To mind.
    Warning,
    /// Something did not work.
    Bad,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Info => "panel panel--info",
            Tone::Warning => "panel panel--warning",
            Tone::Bad => "panel panel--bad",
        }
    }
}

/// A message with its tone; a bar at its side, so that it is not only a colour.
#[component]
pub fn Panel(
    /// What it is about.
    tone: Tone,
    /// The message.
    children: Children,
) -> impl IntoView {
    view! { <div class=tone.class()>{children()}</div> }
}
