//! The seals of drafts with a PIN or words: src/device/seal.js, which is fetched when first needed, and the open seals that
//! src/device/vault.js holds by the names of their texts.

use js_sys::{Array, Function, Map, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{loket::vault::SEALS, module};

/// What a seal is opened with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Six digits.
    Pin,
    /// Several words.
    Words,
}

/// What the citizen has chosen to open a seal with.
#[derive(Clone)]
pub struct Secret {
    pub kind: Kind,
    pub text: String,
}

/// What opens and closes the text of one draft; only this page has it.
#[derive(Clone)]
pub struct Seal(JsValue);

/// What came of a try.
#[derive(Clone, Debug, PartialEq)]
pub enum Tried<T> {
    Opened(T),
    /// A wrong one, or one that came too early: how long to wait before the next, in milliseconds.
    Wrong(f64),
    /// It could not be tried: the script did not come, or the browser refuses.
    Failed,
}

/// A new seal under a secret; `None` when it cannot be made.
pub async fn make(secret: &Secret) -> Option<Seal> {
    call("make", &[secret.text.as_str().into(), (secret.kind == Kind::Words).into()]).await.map(Seal)
}

/// Tries a secret on the sealed text of this name: the seal and the text in it.
pub async fn open(name: &str, text: &str, secret: &str) -> Tried<(Seal, String)> {
    let Some(answer) = call("open", &[name.into(), text.into(), secret.into()]).await else { return Tried::Failed };
    if let Some(wait) = answer.as_f64() {
        return Tried::Wrong(wait);
    }
    let answer: Array = answer.unchecked_into();
    answer.get(1).as_string().map_or(Tried::Failed, |text| Tried::Opened((Seal(answer.get(0)), text)))
}

/// The open seal of this name, if there is one.
pub fn of(name: &str) -> Option<Seal> {
    let seal = seals().get(&name.into());
    (!seal.is_undefined()).then_some(Seal(seal))
}

/// From now on the text of this name is written under this seal, or under none.
pub fn put(name: &str, seal: Option<Seal>) {
    let seals = seals();
    match seal {
        Some(Seal(seal)) => drop(seals.set(&name.into(), &seal)),
        None => drop(seals.delete(&name.into())),
    }
}

impl Seal {
    /// What it is opened with.
    pub fn kind(&self) -> Kind {
        let words = Reflect::get(&self.0, &JsValue::from_str("words"));
        if words.is_ok_and(|words| words.is_truthy()) { Kind::Words } else { Kind::Pin }
    }

    /// Closes a text: it can be kept as it is, and is read by nobody without its secret.
    pub async fn close(&self, name: &str, text: &str) -> Option<String> {
        let close: Function = Reflect::get(&self.0, &JsValue::from_str("close")).ok()?.dyn_into().ok()?;
        settled(close.call2(&self.0, &name.into(), &text.into())).await?.as_string()
    }
}

fn seals() -> Map {
    SEALS.with(Map::clone)
}

async fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let module = module("seal").await?;
    let function: Function = Reflect::get(&module, &JsValue::from_str(name)).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    settled(function.apply(&JsValue::NULL, &arguments)).await
}

async fn settled(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?.dyn_into::<Promise>().ok()?).await.ok()
}
