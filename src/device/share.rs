//! Giving a text to another app: the share sheet, WhatsApp, the clipboard, a file.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlElement, HtmlTextAreaElement, Url};

/// Whether the browser has a share sheet here (needs https).
pub fn can_share() -> bool {
    method(&window().navigator(), "share").is_some()
}

/// Opens the share sheet; `false` when it is missing or was closed.
pub async fn share(text: &str) -> bool {
    let navigator = window().navigator();
    let Some(share) = method(&navigator, "share") else { return false };
    let data = Object::new();
    let _ = Reflect::set(&data, &JsValue::from_str("text"), &JsValue::from_str(text));
    settled(share.call1(&navigator, &data)).await
}

/// The address that opens WhatsApp with this text.
pub fn whatsapp(text: &str) -> String {
    let mut address = String::from("https://wa.me/?text=");
    address.push_str(&String::from(js_sys::encode_uri_component(text)));
    address
}

/// Copies to the clipboard; without a secure context by the old way of a selected text box.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let clipboard = Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok();
    if let Some(clipboard) = clipboard.filter(JsValue::is_object)
        && let Some(write) = method(&clipboard, "writeText")
        && settled(write.call1(&clipboard, &JsValue::from_str(text))).await
    {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

/// Lets the browser save a text as a file.
pub fn save(name: &str, text: &str) -> bool {
    save_file(name, text).is_some()
}

fn save_file(name: &str, text: &str) -> Option<()> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&JsValue::from_str(text))).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    document().body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    Url::revoke_object_url(&address).ok()
}

fn copy_by_selection(text: &str) -> Option<bool> {
    let area: HtmlTextAreaElement = document().create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_class_name("visually-hidden");
    let focused = document().active_element();
    document().body()?.append_child(&area).ok()?;
    area.select();
    let page = document();
    let copied = method(&page, "execCommand")?.call1(&page, &JsValue::from_str("copy")).ok()?;
    area.remove();
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    Some(copied.is_truthy())
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

async fn settled(promise: Result<JsValue, JsValue>) -> bool {
    match promise.map(|value| value.dyn_into::<Promise>()) {
        Ok(Ok(promise)) => JsFuture::from(promise).await.is_ok(),
        _ => false,
    }
}
