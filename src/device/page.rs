//! The page as a whole: title, language, focus, scrolling, printing.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Sets the title that the browser shows and a screen reader reads first.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets the language of the document (`html lang`).
pub fn set_lang(tag: &str) {
    set_root("lang", tag);
}

/// Sets an attribute of the root element.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Moves focus to the element with this id and shows it from its top. Its label is scrolled to rather than the input alone, so that
/// the question is seen with its answer.
pub fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let top = element.closest(".field").ok().flatten().unwrap_or_else(|| element.clone());
    top.scroll_into_view();
    focus_element(&element);
}

/// Moves focus to the first element that fits a CSS selector; `false` when there is none.
pub fn focus_first(selector: &str) -> bool {
    match document().query_selector(selector) {
        Ok(Some(element)) => {
            focus_element(&element);
            true
        }
        _ => false,
    }
}

/// To the top of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Opens the print dialog.
pub fn print() {
    let _ = window().print();
}

/// Whether the browser grants this page its protected features (https or localhost).
pub fn is_secure() -> bool {
    window().is_secure_context()
}

fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
