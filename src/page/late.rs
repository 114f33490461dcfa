//! A submission whose outcome has been unknown for so long that it may be deleted: the code by which an officer finds it, and the question,
//! asked twice.

use std::rc::Rc;

use leptos::prelude::*;

use crate::{
    api::Config,
    device,
    part::{El, Tone, actions, button, el, p, panel, quiet_button},
    text::{self, Language},
};

/// The second question, which gets the focus.
const SURE: &str = "late-sure";

/// What may be deleted.
#[derive(Clone)]
pub struct Late {
    /// The beginning of its key; empty where nobody knows it.
    pub code: String,
    /// Deletes it from this device.
    pub delete: Rc<dyn Fn()>,
}

/// Offers to delete it.
pub fn draw(language: Language, config: &'static Config, late: Late) -> El {
    let sure = RwSignal::new(false);
    el("div", "").swap(move || {
        let (words, front) = (language.words(), language.front());
        let code = code(language, config, &late);
        if !sure.get() {
            let ask = quiet_button(words.late_delete, move || {
                sure.set(true);
                request_animation_frame(|| device::page::focus(SURE));
            });
            return vec![panel(
                Tone::Info,
                [p("", words.late)].into_iter().chain(code).chain([actions(vec![ask])]).collect(),
            )];
        }
        let delete = late.delete.clone();
        let yes = button(front.delete_yes, move || delete()).class("button button--bad");
        let no = quiet_button(front.delete_no, move || sure.set(false));
        let question = [p("", words.late_sure)].into_iter().chain(code).chain([actions(vec![yes, no])]);
        vec![panel(Tone::Warning, question.collect()).id(SURE).attr("tabindex", "-1")]
    })
}

fn code(language: Language, config: &Config, late: &Late) -> Option<El> {
    let office = &config.office;
    let values = [("office", office.name.get(language.get())), ("phone", &office.phone), ("code", &late.code)];
    (!late.code.is_empty()).then(|| p("", &text::fill(language.words().late_code, &values)))
}
