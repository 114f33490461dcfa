//! What this device keeps of a citizen's answers, encrypted where the browser can: src/device/vault.js, which the glue holds as
//! `loket.vault`. A script, since every call into IndexedDB and WebCrypto from here would bring glue of its own.

use std::future::Future;

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::loket;

/// A text that is kept.
pub struct StoredText {
    pub name: String,
    /// Empty when it cannot be read.
    pub text: String,
    /// Counts its writings; whoever writes names the one that it knows.
    pub revision: f64,
    /// When it was written, in milliseconds since 1970.
    pub at: f64,
    /// Whether it lies sealed there, and its seal is open here.
    pub opened: bool,
    /// From when its time is counted, in milliseconds since 1970 by the server's clock; not a number where nobody knows.
    pub since: f64,
}

/// How a text is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kept {
    /// On its way to the device.
    Waiting,
    /// On the device since this moment (milliseconds since 1970).
    At(f64),
    /// Only in the memory of this page, on purpose: a kiosk.
    Never,
    /// Only in the memory of this page: the device keeps nothing.
    Refused,
    /// The same, since the device has no room.
    Full,
    /// Another tab has written or deleted it since: this page must not write any more.
    Changed,
}

impl Kept {
    /// Whether the device does not take it.
    pub fn is_refused(self) -> bool {
        matches!(self, Kept::Refused | Kept::Full)
    }
}

/// Opens the store, at once, and gives what is in it; or why nothing can be kept.
pub fn open() -> impl Future<Output = Result<Vec<StoredText>, Kept>> {
    // Heard from now on: a refusal that nobody hears is an error of the page.
    let kiosk = super::kiosk::is_here();
    let opening = if kiosk { None } else { Some(JsFuture::from(loket::vault::open())) };
    async move {
        let entries =
            opening.ok_or(if kiosk { Kept::Never } else { Kept::Refused })?.await.map_err(|why| refusal(&why))?;
        let entries: Array = entries.dyn_into().map_err(|_| Kept::Refused)?;
        Ok(entries.iter().filter_map(|entry| read(&entry.dyn_into().ok()?)).collect())
    }
}

/// Writes a text over the revision that is known (0 for none, not a number for any), and from when its time is counted; gives the new revision, or how it is not kept.
pub async fn put(name: &str, text: &str, revision: f64, since: f64) -> Result<f64, Kept> {
    let put = loket::vault::put(name, text, revision, since);
    let revision = JsFuture::from(put).await.map_err(|why| refusal(&why))?;
    revision.as_f64().ok_or(Kept::Refused)
}

/// The revision of a text on the device (0 for none); `None` when the device does not say.
pub async fn revision(name: &str) -> Option<f64> {
    JsFuture::from(loket::vault::revision(name)).await.ok()?.as_f64()
}

/// A text as it is on the device now: `Ok(None)` when it is gone, an error when the device does not say.
pub async fn get(name: &str) -> Result<Option<StoredText>, ()> {
    let entry = JsFuture::from(loket::vault::get(name)).await.map_err(drop)?;
    Ok(entry.dyn_into().ok().and_then(|entry| read(&entry)))
}

/// What all tabs share, so that one of them does a thing alone; it is let go when dropped.
pub enum Lock {
    Held(Function),
    /// Another tab has it.
    Taken,
    /// This browser has no locks, or none without https.
    Missing,
}

/// Takes a lock, unless another tab has it.
pub async fn lock(name: &str) -> Lock {
    match JsFuture::from(loket::vault::lock(name)).await.map(JsCast::dyn_into) {
        Ok(Ok(release)) => Lock::Held(release),
        Ok(Err(answer)) if answer.is_null() => Lock::Taken,
        _ => Lock::Missing,
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Lock::Held(release) = self {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Counts the time of a text from this moment on.
pub async fn count(name: String, since: f64) {
    let _ = JsFuture::from(loket::vault::count(&name, since)).await;
}

/// Deletes a text, if the device has it at this revision (not a number for any).
pub async fn remove(name: String, revision: f64) {
    let _ = JsFuture::from(loket::vault::remove(&name, revision)).await;
}

/// Asks the browser not to clear the store when space is short; whether it agrees.
pub async fn persist() -> bool {
    JsFuture::from(loket::vault::persist()).await.is_ok_and(|agreed| agreed.is_truthy())
}

/// Whether this browser may delete what is kept after seven days of use without this app.
pub fn is_fleeting() -> bool {
    loket::vault::FLEETING.with(|fleeting| *fleeting)
}

fn refusal(why: &JsValue) -> Kept {
    match why.as_string().as_deref() {
        Some("changed") => Kept::Changed,
        Some("full") => Kept::Full,
        _ => Kept::Refused,
    }
}

fn read(entry: &Array) -> Option<StoredText> {
    Some(StoredText {
        name: entry.get(0).as_string()?,
        text: entry.get(1).as_string()?,
        revision: entry.get(2).as_f64()?,
        at: entry.get(3).as_f64()?,
        opened: entry.get(4).is_truthy(),
        since: entry.get(5).as_f64().unwrap_or(f64::NAN),
    })
}
