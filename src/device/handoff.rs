//! This device's end of a hand-over: the code that the address brought, and src/device/handoff.js, which has the cryptography and asks the
//! office's store. Nothing is asked before one of these functions is called.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{loket::LOKET, module};

/// The letters of base32 (RFC 4648, section 6) that 128 and 256 bits take.
const ID: usize = 26;
const SECRET: usize = 52;

/// What the code on a kiosk's screen says.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// A kiosk hands over to this device.
    FromKiosk {
        place: String,
        secret: String,
        /// When the code was made, in seconds since 1970.
        at: f64,
        service: String,
    },
    /// A kiosk waits for what this device gives.
    ToKiosk {
        place: String,
        /// The digest of what the office must say of that kiosk.
        digest: String,
    },
}

/// Why nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoffError {
    /// No line, or nobody answers.
    Down,
    /// Used before, taken back, or its time is over.
    Gone,
    /// Another device has it.
    Other,
    /// It cannot be opened, or is not what it should be.
    Broken,
    /// The office knows no such kiosk.
    Stranger,
    /// The store has been asked too often.
    Busy,
    /// More than the store takes.
    Large,
}

/// What came in the envelope of a kiosk.
pub struct Received {
    pub text: String,
    /// By which the office knows this reader again: 32 bytes in hex.
    pub reader: String,
    /// What proves that it was opened: 32 bytes in hex.
    pub ack: String,
}

/// An exchange of keys with a kiosk, in the memory of this page.
#[derive(Clone)]
pub struct Exchange(JsValue);

type Said<T> = Result<T, HandoffError>;

impl Code {
    /// Reads the fragment of a code's address, without its `#`.
    pub fn read(fragment: &str) -> Option<Code> {
        let mut parts = fragment.split('.');
        let (direction, place, key) = (parts.next()?, parts.next()?, parts.next()?);
        if !is_base32(place, ID) || !is_base32(key, SECRET) {
            return None;
        }
        let (place, key) = (String::from(place), String::from(key));
        match (direction, parts.next(), parts.next(), parts.next()) {
            ("HP", Some(at), Some(service), None) => {
                let at = i64::from_str_radix(at, 36).ok().filter(|at| *at >= 0)? as f64;
                Some(Code::FromKiosk { place, secret: key, at, service: service.into() })
            }
            ("KIOSK", None, ..) => Some(Code::ToKiosk { place, digest: key }),
            _ => None,
        }
    }
}

fn is_base32(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'))
}

/// The code that the address brought (src/loader/loader.js took it out of it); once.
pub fn take_code() -> Option<Code> {
    let answer = LOKET.with(|loket| {
        let answer = loket.answer();
        loket.set_answer("");
        answer
    });
    Code::read(answer?.split_once('#')?.1)
}

/// Opens what lies at a place of the store.
pub async fn read(store: &str, place: &str, secret: &str) -> Said<Received> {
    let said: Array = call("read", &[store.into(), place.into(), secret.into()]).await?.unchecked_into();
    let text = |index| said.get(index).as_string().ok_or(HandoffError::Broken);
    Ok(Received { text: text(0)?, reader: text(1)?, ack: text(2)? })
}

/// Says that this device has it; `false` when the kiosk has taken it back.
pub async fn acknowledge(store: &str, place: &str, reader: &str, ack: &str) -> Said<bool> {
    truth(call("acknowledge", &[store.into(), place.into(), reader.into(), ack.into()]).await)
}

/// What the office says of the kiosk whose code this is, as text; fails when that is not about this very code.
pub async fn meet(store: &str, place: &str, digest: &str) -> Said<String> {
    call("meet", &[store.into(), place.into(), digest.into()]).await?.as_string().ok_or(HandoffError::Broken)
}

/// Names this device's key to that kiosk, and waits until it answers with the digits on its screen.
pub async fn greet(store: &str, place: &str, said: &str) -> Said<Exchange> {
    call("greet", &[store.into(), place.into(), said.into()]).await.map(Exchange)
}

/// Gives a text to the kiosk.
pub async fn give(store: &str, place: &str, exchange: &Exchange, text: &str) -> Said<()> {
    call("give", &[store.into(), place.into(), exchange.0.clone(), text.into()]).await.map(drop)
}

/// Whether the kiosk says that it has it.
pub async fn is_taken(store: &str, place: &str, ack: &str) -> Said<bool> {
    truth(call("isTaken", &[store.into(), place.into(), ack.into()]).await)
}

/// Takes back what was given; `false` when it has been taken.
pub async fn take_back(store: &str, place: &str, token: &str) -> Said<bool> {
    truth(call("takeBack", &[store.into(), place.into(), token.into()]).await)
}

impl Exchange {
    /// Whether these are the digits on the kiosk's screen.
    pub async fn fits(&self, digits: &str) -> bool {
        truth(call("fits", &[self.0.clone(), digits.into()]).await).unwrap_or_default()
    }

    /// What takes back what is given in it, and what proves that it was taken.
    pub async fn proofs(&self) -> Option<(String, String)> {
        let proofs: Array = call("proofs", std::slice::from_ref(&self.0)).await.ok()?.unchecked_into();
        Some((proofs.get(0).as_string()?, proofs.get(1).as_string()?))
    }
}

fn truth(said: Said<JsValue>) -> Said<bool> {
    said.and_then(|said| said.as_bool().ok_or(HandoffError::Broken))
}

async fn call(name: &str, arguments: &[JsValue]) -> Said<JsValue> {
    let script = module("handoff").await.ok_or(HandoffError::Down)?;
    let function = Reflect::get(&script, &JsValue::from_str(name)).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let arguments: Array = arguments.iter().collect();
    let came =
        function.and_then(|function| function.apply(&JsValue::NULL, &arguments).ok()).ok_or(HandoffError::Broken)?;
    JsFuture::from(Promise::resolve(&came))
        .await
        .map_err(|why| HandoffError::named(&why.as_string().unwrap_or_default()))
}

impl HandoffError {
    fn named(name: &str) -> HandoffError {
        match name {
            "down" => HandoffError::Down,
            "gone" => HandoffError::Gone,
            "other" => HandoffError::Other,
            "stranger" => HandoffError::Stranger,
            "busy" => HandoffError::Busy,
            "large" => HandoffError::Large,
            _ => HandoffError::Broken,
        }
    }
}

#[cfg(test)]
mod tests;
