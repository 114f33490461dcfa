//! What an officer does at a kiosk, and what happens to one at night.

use std::time::Duration;

use super::{Kiosk, Screen, Start};
use crate::wrong::{Result, ensure};

/// The corner of the cover is held for five seconds.
const HOLD: Duration = Duration::from_millis(5200);

impl Kiosk {
    /// Holds the officer's corner for so long.
    pub async fn hold_corner(&self, time: Duration) -> Result {
        self.hold(".kiosk-corner", time).await
    }

    /// Opens the officer's door.
    pub async fn knock(&self) -> Result {
        self.hold_corner(HOLD).await?;
        self.see("Ketik 6 angka PIN petugas.").await
    }

    /// Types a PIN at the door.
    pub async fn type_pin(&self, pin: &str) -> Result {
        for digit in pin.chars() {
            self.touch("button", &digit.to_string()).await?;
        }
        Ok(())
    }

    /// Opens the operator's page with the PIN of a counter.
    pub async fn unlock(&self, pin: &str) -> Result {
        self.knock().await?;
        self.type_pin(pin).await?;
        self.see("Bantu satu orang").await
    }

    /// Waits until the service worker has all that opens this kiosk without a network.
    pub async fn is_kept(&self) -> Result {
        self.holds(
            "(async () => { const kept = []; for (const name of await caches.keys()) \
            for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname); \
            const script = document.querySelector('script[data-kiosk]').dataset; \
            const needed = ['/', '/config.json', ...loket.parts, script.wasm, script.form]; \
            return !!navigator.serviceWorker.controller && kept.filter((path) => path.startsWith('/services/')).length > 3 \
            && needed.every((path) => kept.includes(path)); })()",
        )
        .await
    }

    /// Cuts the power, so that nothing tidies up, and turns it on again. Its profile, which would be gone with the memory, stays.
    pub async fn cut_power(&mut self, screen: Screen) -> Result {
        let group = format!("-{}", self.started.id().unwrap_or_default());
        let killed = std::process::Command::new("kill").args(["-KILL", "--", &group]).status()?;
        ensure(killed.success(), || String::from("The kiosk could not be killed."))?;
        self.started.wait().await?;
        for profile in std::fs::read_dir(&self.folder)?.flatten() {
            let _ = std::fs::remove_file(profile.path().join("DevToolsActivePort"));
        }
        let _ = std::fs::remove_file(self.folder.join("loket-kiosk-tally"));
        let folder = std::mem::take(&mut self.folder);
        let address = self.home.replacen("http://", "", 1);
        *self = Kiosk::start_in(folder, address, screen, Start::Once(&[])).await?;
        Ok(())
    }
}
