//! A box for text: one line or several.

use super::{El, el};

/// How a box behaves; plain data, from the kind of question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoxStyle {
    /// `inputmode`: which keyboard a phone shows.
    pub keyboard: Option<&'static str>,
    /// `autocomplete` token of HTML.
    pub autocomplete: Option<String>,
    /// Several lines.
    pub long: bool,
    /// Numbers stand in columns, and no spelling is checked.
    pub digits: bool,
}

/// A box. Each change of its text is reported with the box, and when it is left.
pub fn text_box(id: &str, style: &BoxStyle, on_input: impl Fn(&El) + 'static, on_leave: impl Fn() + 'static) -> El {
    let made = if style.long {
        el("textarea", "input input--long").attr("rows", "3")
    } else {
        let class = if style.digits { "input input--digits" } else { "input" };
        el("input", class).attr("type", "text")
    };
    let typed = made.clone();
    made.id(id)
        .attr_if("inputmode", style.keyboard)
        .attr_if("autocomplete", style.autocomplete.as_deref())
        .attr_if("autocapitalize", style.digits.then_some("off"))
        .attr_if("spellcheck", style.digits.then_some("false"))
        .on_typed(move || on_input(&typed))
        .on("blur", move |_| on_leave())
}
