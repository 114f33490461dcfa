//! A kiosk in a public place, which keeps nothing of anybody: src/loader tells it from the address, and src/kiosk wipes.

use js_sys::{Function, Promise};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    loket::{LOKET, Loket},
    page,
};

/// Whether this is one.
pub fn is_here() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-kiosk"))
}

/// The counter whose officer helps at a kiosk (src/kiosk/assist.js).
pub fn assisted() -> Option<String> {
    document().document_element()?.get_attribute("data-assisted")
}

/// Shows what of the open draft may go on at a phone (src/kiosk/handoff.js; empty for nothing). Says what is known of a submission
/// (`unsent`, `unknown`, `sent`, or nothing) and its name: whoever wants to go is told first.
pub fn tell(draft: &str, fate: &str, reference: &str) {
    LOKET.with(|loket| loket.set_draft(draft));
    page::set_root("data-fate", fate);
    page::set_root("data-reference", reference);
}

/// What a phone has given, opened.
pub struct Handover {
    pub text: String,
    may: Function,
}

impl Handover {
    /// Says whether the app can go on with it (`why` is empty, or names what is wrong), and hears whether it may be shown: the phone must be told
    /// first, and may have taken it back.
    pub async fn may_show(&self, why: &str) -> bool {
        let asked = self.may.call1(&JsValue::NULL, &JsValue::from_str(why)).ok();
        let Some(asked) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) else { return false };
        JsFuture::from(asked).await.is_ok_and(|may| may.is_truthy())
    }
}

/// What came from a phone; once.
pub fn take_given() -> Option<Handover> {
    let given = LOKET.with(Loket::given)?;
    let may = given.pop().dyn_into().ok()?;
    Some(Handover { text: given.pop().as_string()?, may })
}
