//! Signing in with an account of the city: src/device/oidc.js, fetched where a backend wants it.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::module;

/// Why nobody is signed in. Both empty: the script has not come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignInError {
    /// For the city's IT people: words of the protocol.
    pub detail: String,
    /// What a citizen reads, in Indonesian and in English.
    pub sentences: [String; 2],
}

/// What coming back from the provider gave.
pub struct Arrived {
    /// The address to return to.
    pub back: String,
    pub token: Result<Token, SignInError>,
}

/// An access token.
pub struct Token {
    /// Issuer, client and scope.
    pub address: String,
    pub text: String,
    /// How long it lives; 0 when the provider does not say.
    pub seconds: f64,
}

/// Goes to the provider of this issuer, client and scope, to return to an address; the page ends soon after. `kept`: whether the
/// device has what was typed. Gives what went wrong, if anything.
pub async fn leave(provider: [&str; 3], back: &str, kept: bool) -> Option<SignInError> {
    let mut arguments: Vec<JsValue> = provider.into_iter().map(JsValue::from_str).collect();
    arguments.extend([JsValue::from_str(back), JsValue::from_bool(kept)]);
    match call("leave", arguments).await {
        Some(gone) if gone.is_null() => None,
        gone => Some(gone.map(|why| read(&why)).unwrap_or_default()),
    }
}

/// Takes what the provider has answered; once.
pub async fn arrive() -> Arrived {
    let given: Array = call("arrive", Vec::new()).await.and_then(|given| given.dyn_into().ok()).unwrap_or_default();
    let text = |index| given.get(index).as_string();
    let token = match (text(2), text(3)) {
        (Some(address), Some(text)) => Ok(Token { address, text, seconds: given.get(4).as_f64().unwrap_or_default() }),
        _ => Err(read(&given.get(1))),
    };
    // An address of this app, never of another.
    let back = text(0).filter(|back| back.starts_with('/') && !back.starts_with("//"));
    Arrived { back: back.unwrap_or_else(|| "/".into()), token }
}

/// Ends the session at the provider, too, where it has a place for that: then the page goes there.
pub async fn sign_out() {
    call("signOut", Vec::new()).await;
}

async fn call(name: &str, arguments: Vec<JsValue>) -> Option<JsValue> {
    let script = module("oidc").await?;
    let function: Function = Reflect::get(&script, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.into_iter().collect();
    JsFuture::from(Promise::resolve(&function.apply(&JsValue::NULL, &arguments).ok()?)).await.ok()
}

fn read(why: &JsValue) -> SignInError {
    let text = |index| Reflect::get_u32(why, index).ok().and_then(|text| text.as_string()).unwrap_or_default();
    SignInError { detail: text(0), sentences: [text(1), text(2)] }
}
