//! The band on top: name, city, language.

use super::{El, el};

/// The band, filled in by `city` and by `other`: the other language's own name and its tag.
pub fn top(
    city: impl Fn() -> String + 'static,
    other: impl Fn() -> (&'static str, &'static str) + 'static,
    switch: impl Fn() + 'static,
) -> Vec<El> {
    let name = el("a", "top__name").attr("href", "/").text("Loket").add(el("span", "top__city").bind_text(city));
    let lang = el("button", "top__lang").attr("type", "button").on_click(switch).bind(move |button| {
        let (name, tag) = other();
        button.set_text(name);
        let _ = button.clone().attr("lang", tag);
    });
    vec![el("header", "top").add(el("div", "top__row").add(name).add(lang)), el("div", "equator")]
}
