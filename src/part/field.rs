//! The frame of one question, top to bottom: label, hint, problem, input, warning.

use super::{El, el};

/// How the frame names its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// One input: `label for`.
    Label,
    /// Several inputs that answer together: `fieldset` and `legend`.
    Legend,
}

/// What stands in the frame beside its input; `optional` is "(boleh dikosongkan)".
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrameWords {
    pub label: String,
    pub optional: Option<&'static str>,
    pub hint: Option<String>,
    /// What is wrong.
    pub problems: Vec<String>,
    /// What looks odd but may be right.
    pub warnings: Vec<String>,
}

/// The frame around `input`, kept as `words` says. Ids of its parts: `<id>-hint`, `<id>-problem`, `<id>-warning`; see [`described_by`].
pub fn frame(id: &str, naming: Naming, words: impl Fn() -> FrameWords + Clone + 'static, input: Vec<El>) -> El {
    frame_boxed(id, naming, std::rc::Rc::new(words), input)
}

fn frame_boxed(id: &str, naming: Naming, words: std::rc::Rc<dyn Fn() -> FrameWords>, input: Vec<El>) -> El {
    let part = |end: &str| [id, end].concat();
    let (outer, name) = match naming {
        Naming::Label => (el("div", "field"), el("label", "field__label").attr("for", id)),
        Naming::Legend => (el("fieldset", "field"), el("legend", "field__label")),
    };
    let (say_name, say_hint, say_problems, say_warnings, say_class) =
        (words.clone(), words.clone(), words.clone(), words.clone(), words);
    let hint_id = part("-hint");
    outer
        .bind(move |outer| {
            let bad = !say_class().problems.is_empty();
            let _ = outer.clone().class(if bad { "field field--bad" } else { "field" });
        })
        .add(name.swap(move || {
            let words = say_name();
            let optional = words.optional.map(|optional| el("span", "field__optional").text(" ").text(optional));
            let mut name = vec![el("span", "").text(&words.label)];
            name.extend(optional);
            name
        }))
        .swap(move || say_hint().hint.into_iter().map(|hint| el("p", "field__hint").id(&hint_id).text(&hint)).collect())
        .add(sentences(&part("-problem"), "field__problem", move || say_problems().problems))
        .add_all(input)
        .add(sentences(&part("-warning"), "field__warning", move || say_warnings().warnings))
}

/// Sentences, one a paragraph.
pub fn sentences(id: &str, class: &'static str, say: impl Fn() -> Vec<String> + 'static) -> El {
    el("div", "").id(id).swap(move || say().iter().map(|sentence| el("p", class).text(sentence)).collect())
}

/// The value of `aria-describedby` for the input of this frame: just the parts that say something.
pub fn described_by(id: &str, words: &FrameWords) -> Option<String> {
    let parts = [
        (words.hint.is_some(), "-hint"),
        (!words.problems.is_empty(), "-problem"),
        (!words.warnings.is_empty(), "-warning"),
    ];
    let mut ids = String::new();
    for (_, end) in parts.iter().filter(|(present, _)| *present) {
        if !ids.is_empty() {
            ids.push(' ');
        }
        ids.push_str(id);
        ids.push_str(end);
    }
    (!ids.is_empty()).then_some(ids)
}

#[cfg(test)]
mod tests;
