//! The small shapes that every page uses: paragraph, heading, buttons, panel.

use super::{El, el};

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

/// The page's one heading; focus comes here when the page opens.
pub fn h1(text: &str) -> El {
    el("h1", "").attr("tabindex", "-1").text(text)
}

/// A heading of a part.
pub fn h2(text: &str) -> El {
    el("h2", "").text(text)
}

/// A paragraph.
pub fn p(class: &str, text: &str) -> El {
    el("p", class).text(text)
}

/// The main action.
pub fn button(words: &str, run: impl FnMut() + 'static) -> El {
    el("button", "button").attr("type", "button").text(words).on_click(run)
}

/// An action beside the main one.
pub fn quiet_button(words: &str, run: impl FnMut() + 'static) -> El {
    button(words, run).class("button button--quiet")
}

/// A link that looks like the main action.
pub fn link_button(words: &str, href: &str) -> El {
    el("a", "button").attr("href", href).text(words)
}

/// A link that looks like an action beside the main one.
pub fn quiet_link(words: &str, href: &str) -> El {
    link_button(words, href).class("button button--quiet")
}

/// Words that only a screen reader says.
pub fn unseen(text: &str) -> El {
    el("span", "visually-hidden").text(text)
}

/// A framed message; a bar at its side, so that it is not only a colour.
pub fn panel(tone: Tone, children: Vec<El>) -> El {
    let class = match tone {
        Tone::Info => "panel panel--info",
        Tone::Warning => "panel panel--warning",
        Tone::Bad => "panel panel--bad",
    };
    el("div", class).add_all(children)
}

/// The actions of a page, one under the other.
pub fn actions(children: Vec<El>) -> El {
    el("div", "actions").add_all(children)
}

/// A QR code: how many modules one side has, and the dark ones as an SVG path of one unit a module.
pub fn qr((size, path): &(u32, String), label: &str) -> El {
    // Two modules of margin: the paper around it is white too.
    let side = (size + 4).to_string();
    let frame = ["-2 -2 ", &side, " ", &side].concat();
    super::svg("svg")
        .class("qr__code")
        .attr("viewBox", &frame)
        .attr("role", "img")
        .attr("aria-label", label)
        .add(super::svg("path").attr("d", path))
}
