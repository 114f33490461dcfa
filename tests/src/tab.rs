//! Tabs in profiles of their own, in one browser: people who share a browser and nothing else. Driven by DevTools alone, and quick, for what is
//! tried hundreds of times.

use std::{net::SocketAddr, time::Duration};

use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    cdp::Cdp,
    wait::until,
    wrong::{Result, Wrong},
};

/// A page that is dying answers nobody.
const PROMPT: Duration = Duration::from_secs(10);
/// A minute that a citizen waits need not be waited here.
const CLOCK: &str = "{ const now = Date.now; window.__later = 0; Date.now = () => now() + window.__later; }";

/// A browser that is there already.
#[derive(Clone)]
pub struct Browser {
    addr: SocketAddr,
    cdp: Cdp,
}

/// One tab of it.
pub struct Tab {
    pub cdp: Cdp,
    browser: Cdp,
    target: String,
}

impl Browser {
    /// The one whose DevTools listen here.
    pub async fn of(addr: SocketAddr) -> Result<Browser> {
        Ok(Browser { addr, cdp: Cdp::browser(addr).await? })
    }

    /// A new profile, with nothing in it.
    pub async fn profile(&self) -> Result<String> {
        text(self.cdp.call("Target.createBrowserContext", json!({})).await?, "browserContextId")
    }

    /// A tab in a profile, in a window of its own: what is not seen is slow.
    pub async fn tab(&self, profile: &str) -> Result<Tab> {
        let wish = json!({ "url": "about:blank", "browserContextId": profile, "newWindow": true });
        let target = text(self.cdp.call("Target.createTarget", wish).await?, "targetId")?;
        let cdp = Cdp::connect(self.addr, &target).await?;
        cdp.call("Page.enable", json!({})).await?;
        cdp.call("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CLOCK })).await?;
        Ok(Tab { cdp, browser: self.cdp.clone(), target })
    }
}

impl Tab {
    /// Goes to an address, as somebody does who was at none before.
    pub async fn go(&self, address: &str) -> Result {
        self.navigate("about:blank").await?;
        self.navigate(address).await
    }

    /// Goes to an address from where it is.
    pub async fn navigate(&self, address: &str) -> Result {
        let gone = timeout(PROMPT, self.cdp.call("Page.navigate", json!({ "url": address }))).await;
        gone.map_err(|_| Wrong(format!("Nobody goes to {address}.")))?.map(drop)
    }

    /// Runs an expression in the page.
    pub async fn run(&self, expression: &str) -> Result<Value> {
        let ran = timeout(PROMPT, self.cdp.run(expression)).await;
        ran.map_err(|_| Wrong(String::from("The page does not answer.")))?
    }

    /// Waits until an expression is true in the page.
    pub async fn holds(&self, expression: &str) -> Result {
        until(expression, || async { Ok(self.run(expression).await.is_ok_and(|held| held == true)) }).await
    }

    /// Presses what has this role and name; `false` when there is no such thing, or more than one.
    pub async fn press(&self, role: &str, name: &str) -> Result<bool> {
        let find = include_str!("find.js");
        let press = format!(
            "(() => {{ const found = (function () {{ {find} }})({}, {}); if (found.length === 1) found[0].click(); return found.length === 1; }})()",
            json!(role),
            json!(name)
        );
        Ok(self.run(&press).await? == true)
    }

    /// Writes into the boxes of these labels, each in place of what was in it.
    pub async fn write(&self, label: &str, value: &str) -> Result {
        let find = include_str!("find.js");
        let write = format!(
            "(() => {{ const [box] = (function () {{ {find} }})('textbox', {}); if (!box) return false; box.focus(); box.value = {}; \
             box.dispatchEvent(new Event('input', {{ bubbles: true }})); box.blur(); return true; }})()",
            json!(label),
            json!(value)
        );
        self.holds(&write).await
    }

    /// So many milliseconds more have passed, as this page sees it.
    pub async fn wait(&self, milliseconds: u32) -> Result {
        self.run(&format!("window.__later += {milliseconds}")).await.map(drop)
    }

    /// Closes it.
    pub async fn close(&self) -> Result {
        self.browser.call("Target.closeTarget", json!({ "targetId": self.target })).await.map(drop)
    }

    /// Ends it as a device does that needs the room.
    pub async fn crash(&self) -> Result {
        let _ = timeout(Duration::from_millis(300), self.cdp.call("Page.crash", json!({}))).await;
        self.close().await
    }
}

fn text(mut reply: Value, key: &str) -> Result<String> {
    match reply[key].take() {
        Value::String(text) => Ok(text),
        _ => Err(Wrong(format!("The browser says no {key}."))),
    }
}
