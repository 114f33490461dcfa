//! Progress: a way along the equator, with a stop for each step.

use std::cmp::Ordering;

use super::{El, el};

/// The way; `now` counts from 1, `label` says it in words ("Langkah 2 dari 4").
pub fn progress(now: usize, n_steps: usize, label: &str) -> El {
    let stop = |index: usize| {
        el(
            "span",
            match index.cmp(&now) {
                Ordering::Less => "way__stop way__stop--done",
                Ordering::Equal => "way__stop way__stop--now",
                Ordering::Greater => "way__stop",
            },
        )
    };
    el("div", "way").attr("role", "img").attr("aria-label", label).add_all((1..=n_steps).map(stop).collect())
}
