//! A Chromium of 2020 or 2021, which has no driver here: started by hand and spoken to by DevTools. Real mouse and real text.

use std::{path::PathBuf, process::Stdio, time::Duration};

use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::{
    cdp::{self, Cdp},
    tool,
    wait::{tidy, wait},
    watch,
    wrong::{Result, Wrong, ensure},
};

/// Which one, and what it needs to start.
#[derive(Clone, Copy)]
pub struct Old {
    pub variable: &'static str,
    pub arguments: &'static [&'static str],
}

pub const CHROMIUM_83: Old =
    Old { variable: "LOKET_CHROMIUM_83", arguments: &["--single-process", "--no-zygote", "--use-gl=swiftshader"] };
pub const CHROMIUM_90: Old = Old { variable: "LOKET_CHROMIUM_90", arguments: &[] };

/// A running one with one page.
pub struct OldBrowser {
    pub cdp: Cdp,
    home: String,
    folder: PathBuf,
    program: Child,
}

impl OldBrowser {
    pub async fn start(old: Old, home: String) -> Result<OldBrowser> {
        let addr = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let folder = std::env::temp_dir().join(format!("loket-old-{}-{}", std::process::id(), addr.port()));
        let binary = tool::path(old.variable)?;
        let libraries = binary.parent().map(|home| home.join("lib")).unwrap_or_default();
        let mut command = Command::new(&binary);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]);
        command.args(old.arguments).arg(format!("--remote-debugging-port={}", addr.port()));
        command.arg(format!("--user-data-dir={}", folder.display())).arg("about:blank");
        command.env("LD_LIBRARY_PATH", libraries);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let program = command.spawn()?;
        let cdp = Cdp::connect(addr, &cdp::first_page(addr).await?).await?;
        watch::begin(&cdp).await?;
        let phone = json!({ "width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": false });
        cdp.call("Emulation.setDeviceMetricsOverride", phone).await?;
        Ok(OldBrowser { cdp, home, folder, program })
    }

    /// What it calls itself, such as "HeadlessChrome/83.0.4103.0".
    pub async fn product(&self) -> Result<String> {
        let version = self.cdp.call("Browser.getVersion", json!({})).await?;
        Ok(version["product"].as_str().unwrap_or_default().into())
    }

    /// Opens a page of the app and waits until the app has taken over.
    pub async fn open(&self, path: &str) -> Result {
        self.cdp.call("Page.navigate", json!({ "url": format!("{}{path}", self.home) })).await?;
        self.holds("document.documentElement.hasAttribute('data-ready')").await
    }

    /// Waits until an expression is true in the page.
    pub async fn holds(&self, expression: &str) -> Result {
        let held = wait(|| async { Ok((self.cdp.run(expression).await? == Value::Bool(true)).then_some(())) }).await?;
        let text = self.cdp.run("document.body.innerText").await?;
        ensure(held.is_some(), || {
            format!("Waited in vain for {expression}; there is: {}", tidy(text.as_str().unwrap_or("")))
        })
    }

    /// Waits for the page with this title.
    pub async fn arrive(&self, heading: &str) -> Result {
        self.holds(&format!(
            "!!document.querySelector('#main h1') && document.querySelector('#main h1').textContent.trim() === {}",
            json!(heading)
        ))
        .await
    }

    /// Presses what has this role and name, with the mouse.
    pub async fn press(&self, role: &str, name: &str) -> Result {
        let find = include_str!("find.js");
        let expression = format!(
            "(function () {{ const found = (function () {{ {find} }})({}, {}); if (found.length !== 1) return null; \
            found[0].scrollIntoView({{ block: 'center' }}); const at = found[0].getBoundingClientRect(); \
            return [at.left + at.width / 2, at.top + at.height / 2]; }})()",
            json!(role),
            json!(name)
        );
        let place = wait(|| async { Ok(Some(self.cdp.run(&expression).await?).filter(Value::is_array)) }).await?;
        let Some(place) = place else { return Err(Wrong(format!("There should be one {role} “{name}”."))) };
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.cdp.call("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// Types into a box that is empty.
    pub async fn write(&self, label: &str, text: &str) -> Result {
        self.write_in("textbox", label, text).await
    }

    /// Types into an empty box of this role.
    pub async fn write_in(&self, role: &str, label: &str, text: &str) -> Result {
        self.press(role, label).await?;
        self.cdp.call("Input.insertText", json!({ "text": text })).await?;
        Ok(())
    }

    /// What should not have happened; old Chromium may say that it does not know a word of the policy.
    pub fn complaints(&self) -> Vec<String> {
        let known = ["'wasm-unsafe-eval'", "Permissions-Policy", "Wasm code generation disallowed by embedder"];
        watch::complaints(&self.cdp.events(), &self.home, &known.map(String::from))
    }
}

impl Drop for OldBrowser {
    fn drop(&mut self) {
        let _ = self.program.start_kill();
        // It writes until it is gone.
        std::thread::sleep(Duration::from_millis(100));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
