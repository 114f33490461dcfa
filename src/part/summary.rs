//! The error summary: on top of the page, focused once, each line a link to its field.

use std::rc::Rc;

use super::{El, el};

/// One problem: its sentence and the id of the input it belongs to, if any.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryLine {
    pub sentence: String,
    pub target: Option<String>,
}

/// Where focus goes when a page was refused.
pub const SUMMARY_ID: &str = "summary";

/// The summary, in page order; `go` gets the id of an input when its line is chosen. No problem draws nothing.
pub fn summary(title: &str, lines: &[SummaryLine], go: Rc<dyn Fn(&str)>) -> Option<El> {
    let mut list = el("ul", "summary__list");
    for line in lines {
        let mut item = el("li", "");
        item = match line.target.clone() {
            None => item.text(&line.sentence),
            Some(target) => {
                let (go, href) = (go.clone(), ["#", &target].concat());
                item.add(el("a", "").attr("href", &href).text(&line.sentence).on("click", move |event| {
                    event.prevent_default();
                    go(&target);
                }))
            }
        };
        list = list.add(item);
    }
    let frame = el("div", "summary")
        .id(SUMMARY_ID)
        .attr("tabindex", "-1")
        .attr("role", "alert")
        .attr("aria-labelledby", "summary-title");
    let title = el("h2", "summary__title").id("summary-title").text(title);
    (!lines.is_empty()).then(|| frame.add(title).add(list))
}
