//! The page as a whole: title, language, focus, scrolling, printing.

use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use super::loket;

/// Sets the title that the browser shows and a screen reader reads first. Once the failure page stands, what was still under way
/// in the app leaves its title alone.
pub fn set_title(title: &str) {
    let root = document().document_element();
    if !root.is_some_and(|root| root.has_attribute("data-failed")) {
        document().set_title(title);
    }
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

/// Says whether something is only in the memory of this page; while it is, src/worker/offline.js offers no reload.
pub fn set_unsaved(unsaved: bool) {
    mark_root("data-unsaved", unsaved);
}

/// Says whether something is being sent; while it is, there is no reload either.
pub fn set_sending(sending: bool) {
    mark_root("data-sending", sending);
}

fn mark_root(name: &str, marked: bool) {
    if marked {
        set_root(name, "");
    } else if let Some(root) = document().document_element() {
        let _ = root.remove_attribute(name);
    }
}

/// Lets the browser send a kept draft once there is a network, even when no page is open: src/worker/offline.js, where it can.
pub fn send_later(name: &str) {
    if super::kiosk::is_here() {
        return;
    }
    // Where there is no worker nothing sends it.
    let _ = loket::later(name);
}

/// Fetches the module of the form's pages for work that nobody waits for; whether it has come.
pub async fn form_ahead() -> bool {
    JsFuture::from(loket::ahead()).await.is_ok()
}

/// Whether every byte counts here: the phone saves data, or the line is a slow one.
pub fn is_thrifty() -> bool {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::NULL);
    // `get` of what is no object is an error, and then nothing is known.
    let line = get(&window().navigator(), "connection");
    let speed = get(&line, "effectiveType").as_string().unwrap_or_default();
    get(&line, "saveData").is_truthy() || speed.ends_with("2g")
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

/// Whether it is out of sight: another tab or app is in front.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Loads the page again.
pub fn reload() {
    let _ = window().location().reload();
}

/// Where this page comes from: `https://loket.kota.example`.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Opens the print dialog.
pub fn print() {
    let _ = window().print();
}

/// Where the app is drawn.
pub fn place() -> Option<HtmlElement> {
    document().get_element_by_id("app")?.dyn_into().ok()
}

/// Takes the frame of index.html away and says that the app has taken over.
pub fn ready() {
    // First: the loader carries the focus over, and a box that is taken away loses it.
    set_root("data-ready", "");
    if let Some(frame) = document().get_element_by_id("frame") {
        frame.remove();
    }
}

/// Shows one of the failure sentences of index.html, through the loader.
pub fn fail(why: &str) {
    loket::fail(why);
}

/// The whole address of a path of this app, with a fragment.
pub fn address(path: &str, fragment: &str) -> String {
    let mut address = window().location().origin().unwrap_or_default();
    for part in [path, "#", fragment] {
        address.push_str(part);
    }
    address
}

/// Whether the browser grants this page its protected features (https or localhost).
pub fn is_secure() -> bool {
    window().is_secure_context()
}

/// Whether the app's own files are kept, so that every page opens without a network.
pub fn has_worker() -> bool {
    let member = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).unwrap_or_default();
    let worker = member(&window().navigator(), "serviceWorker");
    !worker.is_undefined() && member(&worker, "controller").is_object()
}

/// The name of this build: that of its main module.
pub fn build() -> String {
    let link = window()
        .document()
        .and_then(|document| document.query_selector("link[href*='/app-'], script[src*='/app-']").ok()?);
    let name = link.and_then(|link| link.get_attribute("href").or_else(|| link.get_attribute("src")));
    name.unwrap_or_default()
}

fn focus_element(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
