//! One alternative of a choice: a radio button or a tick with a large label.

use super::{El, el};

/// Whether one or several can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    One,
    Many,
}

/// One alternative: its button and the row around it. `name` is shared by the alternatives of one question; `on_pick` hears
/// whether it was chosen or given up.
pub fn option_row(id: &str, name: &str, pick: Pick, words: El, on_pick: impl Fn(bool) + 'static) -> (El, El) {
    let kind = match pick {
        Pick::One => "radio",
        Pick::Many => "checkbox",
    };
    let button = el("input", "option__input").id(id).attr("type", kind).attr("name", name);
    let changed = button.clone();
    let button = button.on("change", move |_| on_pick(changed.is_checked()));
    let row = el("label", "option").attr("for", id).add(button.clone()).add(words.class("option__text"));
    (button, row)
}
