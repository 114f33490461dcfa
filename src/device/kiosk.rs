//! A kiosk in a public place, which keeps nothing of anybody: src/loader tells it from the address, and src/loader/kiosk wipes.

use leptos::prelude::document;

use super::page;

/// Whether this is one.
pub fn is_here() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-kiosk"))
}

/// Says what is known of a submission that is on its way (`unsent`, `unknown`, or nothing) and its name: whoever wants to go is told first.
pub fn tell_fate(fate: &str, reference: &str) {
    if is_here() {
        page::set_root("data-fate", fate);
        page::set_root("data-reference", reference);
    }
}
