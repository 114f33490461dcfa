//! A finger at a kiosk: it touches what has a role and a name, and types on the keyboard on the screen.

use std::{sync::atomic::Ordering, time::Duration};

use serde_json::{Value, json};
use tokio::time::timeout;

use super::{Kiosk, PROMPT};
use crate::{
    wait::wait,
    wrong::{Result, Wrong, ensure},
};

/// How often somebody touches one thing that does nothing.
const MOST_TRIES: usize = 4;

/// A touch that marks a word in other places.
pub enum Touch {
    Twice,
    Long,
}

impl Kiosk {
    /// Touches what has this role and name.
    pub async fn touch(&self, role: &str, name: &str) -> Result {
        let find = include_str!("../find.js");
        // What is touched stands where a hand reaches, below the cover, above the keyboard, and stands still: a new page scrolls to its top.
        let expression = format!(
            "(async function () {{ const found = (function () {{ {find} }})({}, {}); if (found.length !== 1) return found.length; \
             const on = found[0].labels && found[0].matches('[type=radio], [type=checkbox]') ? found[0].labels[0] : found[0]; \
             const seen = () => {{ const at = on.getBoundingClientRect(); const [x, y] = [at.left + at.width / 2, at.top + at.height / 2]; \
             const there = document.elementFromPoint(x, y); return there && (on.contains(there) || there.contains(on)) ? [x, y] : null; }}; \
             if (!seen()) on.scrollIntoView({{ block: 'center' }}); const first = seen(); \
             await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); \
             if (!first || String(first) !== String(seen())) return null; \
             window.heard = false; const hear = () => {{ window.heard = true; }}; \
             on.addEventListener('click', hear, {{ once: true, capture: true }}); \
             if (on.matches('input, textarea')) on.addEventListener('focus', hear, {{ once: true }}); \
             return first; }})()",
            json!(role),
            json!(name)
        );
        // A page that is being wiped takes its promise with it.
        let look = async || match timeout(PROMPT, self.cdp.run(&expression)).await {
            Ok(found) => found,
            Err(_) => Ok(Value::Null),
        };
        let place = wait(|| async { Ok(Some(look().await?).filter(Value::is_array)) }).await?;
        let Some(place) = place else {
            self.look("found in vain").await?;
            let found = self.cdp.run(&expression).await?;
            return Err(Wrong(format!("There should be one {role} “{name}” in reach; found {found}.")));
        };
        self.touches.fetch_add(1, Ordering::Relaxed);
        let mut place = place;
        // A page that moves under the finger takes it for something else: whoever sees that nothing happened touches again, as people do.
        for _ in 0..MOST_TRIES {
            let touched = self.finger(&place).await;
            touched.map_err(|Wrong(sentence)| Wrong(format!("{role} “{name}”: {sentence}")))?;
            place = if self.is_unheard().await { look().await? } else { Value::Null };
            if !place.is_array() {
                break;
            }
        }
        Ok(())
    }

    // Whether the page, a second later, has heard nothing of a touch. A new one has nothing to say.
    async fn is_unheard(&self) -> bool {
        for _ in 0..20 {
            let heard = timeout(PROMPT, self.cdp.run("window.heard")).await;
            if !matches!(heard, Ok(Ok(Value::Bool(false)))) {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        true
    }

    async fn finger(&self, place: &Value) -> Result {
        let start = json!({ "type": "touchStart", "touchPoints": [{ "x": place[0], "y": place[1] }] });
        // A busy machine loses a finger now and then: it is lifted and comes again. What it has done is looked at afterwards in any case.
        if !self.feels(start.clone()).await? {
            self.feels(json!({ "type": "touchCancel", "touchPoints": [] })).await?;
            self.feels(start).await?;
        }
        self.feels(json!({ "type": "touchEnd", "touchPoints": [] })).await.map(drop)
    }

    // Whether the browser says that it has felt it.
    async fn feels(&self, touch: Value) -> Result<bool> {
        match timeout(PROMPT, self.cdp.call("Input.dispatchTouchEvent", touch)).await {
            Ok(felt) => felt.map(|_| true),
            Err(_) => Ok(false),
        }
    }

    /// Does to the box that has the focus what marks a word elsewhere; gives what is marked.
    pub async fn mark(&self, touch: Touch) -> Result<String> {
        let place = "(() => { const at = document.activeElement.getBoundingClientRect(); return [at.left + 40, at.top + at.height / 2]; })()";
        let place = self.cdp.run(place).await?;
        match touch {
            Touch::Long => self.hold_at(&place, Duration::from_millis(1500)).await?,
            Touch::Twice => {
                self.finger(&place).await?;
                self.finger(&place).await?;
            }
        }
        // The system hears of it a little later.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let marked = "(() => { const box = document.activeElement; return box.value.slice(box.selectionStart, box.selectionEnd); })()";
        Ok(self.cdp.run(marked).await?.as_str().unwrap_or_default().into())
    }

    /// Draws a finger over the page, so many pixels down from what this selector finds.
    pub async fn drag(&self, selector: &str, far: i32) -> Result {
        let place = self.middle(selector).await?;
        let (x, mut y) = (&place[0], place[1].as_f64().unwrap_or_default());
        self.touches_at("touchStart", json!([{ "x": x, "y": y }])).await?;
        for _ in 0..10 {
            y += f64::from(far) / 10.0;
            self.touches_at("touchMove", json!([{ "x": x, "y": y }])).await?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.touches_at("touchEnd", json!([])).await
    }

    /// Touches one thing with a second finger before the first is off.
    pub async fn two_fingers(&self, selector: &str) -> Result {
        let place = self.middle(selector).await?;
        let [first, second] = [0, 1].map(|id| json!({ "x": place[0], "y": place[1], "id": id }));
        self.touches_at("touchStart", json!([first])).await?;
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.touches_at("touchStart", json!([first, second])).await?;
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.touches_at("touchEnd", json!([])).await
    }

    async fn touches_at(&self, kind: &str, points: Value) -> Result {
        self.cdp.call("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await.map(drop)
    }

    async fn middle(&self, selector: &str) -> Result<Value> {
        let found = json!(selector);
        self.holds(&format!("!!document.querySelector({found})")).await?;
        let place = format!(
            "(() => {{ const at = document.querySelector({found}).getBoundingClientRect(); \
             return [at.left + at.width / 2, at.top + at.height / 2]; }})()"
        );
        self.cdp.run(&place).await
    }

    /// Holds a finger on what this selector finds.
    pub async fn hold(&self, selector: &str, time: Duration) -> Result {
        self.hold_at(&self.middle(selector).await?, time).await
    }

    async fn hold_at(&self, place: &Value, time: Duration) -> Result {
        self.touches_at("touchStart", json!([{ "x": place[0], "y": place[1] }])).await?;
        tokio::time::sleep(time).await;
        self.touches_at("touchEnd", json!([])).await
    }

    /// Touches a box and types into it on the keyboard on the screen.
    pub async fn write_in(&self, role: &str, label: &str, text: &str) -> Result {
        self.touch(role, label).await?;
        let find = include_str!("../find.js");
        let at_it = format!(
            "!!document.querySelector('.kiosk-keys:not([hidden])') && \
             (function () {{ {find} }})({}, {}).includes(document.activeElement)",
            json!(role),
            json!(label)
        );
        // The keyboard of the box before goes away and the page moves: who is quicker than that touches once more, as people do.
        for _ in 0..40 {
            if self.cdp.run(&at_it).await? == Value::Bool(true) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        if self.cdp.run(&at_it).await? != Value::Bool(true) {
            self.touch(role, label).await?;
            self.holds(&at_it).await?;
        }
        self.write(text).await
    }

    /// Presses a key of a keyboard that is plugged in, a letter or a key with a name, while others are held: 1 is Alt, 2 Ctrl, 8 Shift.
    pub async fn press(&self, key: &str, held: u8) -> Result {
        let named = [("Escape", 27), ("Tab", 9)].into_iter().find(|(name, _)| *name == key);
        let letter = key.to_ascii_uppercase();
        let (code, number) = named.map_or_else(
            || (format!("Key{letter}"), letter.bytes().next().unwrap_or_default()),
            |(name, number)| (name.into(), number),
        );
        for kind in ["rawKeyDown", "keyUp"] {
            let event =
                json!({ "type": kind, "key": key, "code": code, "modifiers": held, "windowsVirtualKeyCode": number });
            self.cdp.call("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }

    /// Types on the keyboard that is there.
    pub async fn write(&self, text: &str) -> Result {
        // Where digits are asked there are no other keys: separators come by themselves.
        let digits = self.cdp.run("!!document.querySelector('.kiosk-keys--digits')").await? == Value::Bool(true);
        for letter in text.chars().filter(|letter| !digits || letter.is_ascii_digit() || *letter == '/') {
            let small = letter.to_ascii_lowercase();
            if letter != ' ' && !self.has_key(small).await? {
                self.key(".kiosk-key--marks, .kiosk-key--letters").await?;
            }
            if letter.is_uppercase() {
                self.key("[aria-label='Huruf kapital']").await?;
                self.holds("document.querySelector('.kiosk-key--shift').getAttribute('aria-pressed') === 'true'")
                    .await?;
            }
            match letter {
                ' ' => self.key(".kiosk-key--space").await?,
                letter => self.key(&format!("={letter}")).await?,
            }
        }
        Ok(())
    }

    async fn has_key(&self, letter: char) -> Result<bool> {
        let keys = "Array.from(document.querySelectorAll('.kiosk-key'), (key) => key.textContent)";
        Ok(self.cdp.run(&format!("{keys}.includes({})", json!(letter.to_string()))).await? == Value::Bool(true))
    }

    // A key by its text (`=a`) or by a selector.
    async fn key(&self, key: &str) -> Result {
        let found = match key.strip_prefix('=') {
            Some(text) => format!(
                "Array.from(document.querySelectorAll('.kiosk-key')).find((key) => key.textContent === {})",
                json!(text)
            ),
            None => format!("document.querySelector('.kiosk-keys').querySelector({})", json!(key)),
        };
        let expression = format!(
            "(function () {{ const key = {found}; if (!key) return null; const at = key.getBoundingClientRect(); \
             return at.width ? [at.left + at.width / 2, at.top + at.height / 2] : null; }})()"
        );
        let place = self.cdp.run(&expression).await?;
        ensure(place.is_array(), || format!("The keyboard has no key {key}."))?;
        self.keys.fetch_add(1, Ordering::Relaxed);
        self.finger(&place).await
    }
}
