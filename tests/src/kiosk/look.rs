//! A kiosk's page as people see it: whether a finger fits and a hand reaches, pictures of it, and what comes out on paper.

use std::path::Path;

use serde_json::{Value, json};

use super::Kiosk;
use crate::{
    access,
    wrong::{Result, ensure},
};

impl Kiosk {
    /// Looks at the present page: a finger fits on everything that is touched, a hand reaches it, and it is read from afar; axe-core has
    /// nothing to say.
    pub async fn inspect(&self, name: &str) -> Result {
        self.look(name).await?;
        let found = self.cdp.run(include_str!("inspect.js")).await?;
        ensure(found == json!([]), || format!("{name}: {found:#}"))?;
        access::axe_over(&self.cdp, name).await
    }

    /// Keeps a picture of the screen in the folder that `LOKET_PICTURES` names, for people to look at.
    pub async fn look(&self, name: &str) -> Result {
        let Some(folder) = std::env::var_os("LOKET_PICTURES") else { return Ok(()) };
        let shot = self.cdp.call("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let file = Path::new(&folder).join(format!("{name}.base64"));
        Ok(std::fs::write(file, shot["data"].as_str().unwrap_or_default())?)
    }

    /// Prints the page as the paper is: how many pages, and how many millimetres the first is wide.
    pub async fn print(&self, name: &str) -> Result<(usize, f64)> {
        let settings = json!({ "preferCSSPageSize": true, "printBackground": true });
        let printed = self.cdp.call("Page.printToPDF", settings).await?;
        let coded = printed["data"].as_str().unwrap_or_default();
        if let Some(folder) = std::env::var_os("LOKET_PICTURES") {
            std::fs::write(Path::new(&folder).join(format!("{name}.pdf.base64")), coded)?;
        }
        let text = self.cdp.run(&format!("atob({})", json!(coded))).await?;
        let text = text.as_str().unwrap_or_default();
        let points =
            text.split("/MediaBox [").nth(1).and_then(|rest| rest.split_whitespace().nth(2)?.parse::<f64>().ok());
        Ok((text.matches("/Type /Page\n").count(), points.unwrap_or_default() / 72.0 * 25.4))
    }

    /// What the page says, between two looks at it.
    pub async fn text(&self) -> Result<String> {
        let text = self.cdp.run("document.body.innerText").await?;
        Ok(Value::as_str(&text).unwrap_or_default().into())
    }

    /// What the page would say on paper.
    pub async fn on_paper(&self) -> Result<String> {
        self.cdp.call("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let printed = self.text().await?;
        self.cdp.call("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        Ok(printed)
    }
}
