//! A QR code.

use leptos::prelude::*;

/// The code; while it has not come, its place stays empty.
#[component]
pub fn Qr(
    /// How many modules one side has, and the dark ones as an SVG path of one unit a module.
    #[prop(into)]
    code: Signal<Option<(u32, String)>>,
    /// What a screen reader says of it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let draw = move |(size, path): (u32, String)| {
        // Two modules of margin: the paper around it is white too.
        let side = (size + 4).to_string();
        let frame = ["-2 -2 ", &side, " ", &side].concat();
        view! {
            <svg class="qr__code" viewBox=frame role="img" aria-label=move || label.get()>
                <path d=path />
            </svg>
        }
    };
    view! { <div class="qr">{move || code.get().map(draw)}</div> }
}
