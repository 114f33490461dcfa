//! Stands while the pages of the form are on their way.

use super::head;
use crate::{
    part::{El, h1},
    text::Language,
};

/// A title that says so.
pub fn draw(language: Language) -> El {
    let words = language.front();
    head::title(language, false, words.loading);
    h1(words.loading).class("waiting")
}
