//! The frame of one question, top to bottom: label, hint, problem, input, warning.

use std::cell::RefCell;

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
    /// Whether it is only heard.
    pub label_hidden: bool,
    pub optional: Option<&'static str>,
    pub hint: Option<String>,
    /// What is wrong.
    pub problems: Vec<String>,
    /// What looks odd but may be right.
    pub warnings: Vec<String>,
    /// How the answer was read, where it is written otherwise than the page's language does.
    pub read: Option<String>,
}

/// The frame around `input`, kept as `words` says. Ids of its parts: `<id>-hint`, `<id>-problem`, `<id>-warning`; see [`described_by`].
pub fn frame(id: &str, naming: Naming, words: impl Fn() -> FrameWords + 'static, input: Vec<El>) -> El {
    frame_boxed(id, naming, Box::new(words), input)
}

fn frame_boxed(id: &str, naming: Naming, words: Box<dyn Fn() -> FrameWords>, input: Vec<El>) -> El {
    let part = |end: &str| el("div", "").id(&[id, end].concat());
    let (outer, name) = match naming {
        Naming::Label => (el("div", "field"), el("label", "field__label").attr("for", id)),
        Naming::Legend => (el("fieldset", "field"), el("legend", "field__label")),
    };
    let (hint, problems, warnings) = (el("div", ""), part("-problem"), part("-warning"));
    let hint_id = [id, "-hint"].concat();
    let frame = outer.add(name.clone()).add(hint.clone()).add(problems.clone()).add_all(input).add(warnings.clone());
    let said = RefCell::new(None);
    // One effect for the whole frame: its words are worked out once a change, and what says the same stays as it is.
    frame.bind(move |frame| {
        let (now, before) = (words(), said.take());
        if before.as_ref() != Some(&now) {
            let _ = frame.clone().class(if now.problems.is_empty() { "field" } else { "field field--bad" });
            let optional = now.optional.map(|optional| el("span", "field__optional").text(" ").text(optional));
            let class = if now.label_hidden { "visually-hidden" } else { "field__label" };
            let _ = name.clone().class(class);
            name.put([Some(el("span", "").text(&now.label)), optional].into_iter().flatten().collect());
            hint.put(now.hint.iter().map(|text| el("p", "field__hint").id(&hint_id).text(text)).collect());
            problems.put(sentences("field__problem", &now.problems));
            let read = now.read.iter().map(|read| el("p", "field__hint").text(read));
            warnings.put(sentences("field__warning", &now.warnings).into_iter().chain(read).collect());
        }
        said.replace(Some(now));
    })
}

/// Sentences, one a paragraph.
pub fn sentences(class: &str, said: &[String]) -> Vec<El> {
    said.iter().map(|sentence| el("p", class).text(sentence)).collect()
}

/// The value of `aria-describedby` for the input of this frame: just the parts that say something.
pub fn described_by(id: &str, words: &FrameWords) -> Option<String> {
    let parts = [
        (words.hint.is_some(), "-hint"),
        (!words.problems.is_empty(), "-problem"),
        (!words.warnings.is_empty() || words.read.is_some(), "-warning"),
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
