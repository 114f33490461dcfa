//! One phone: Chromium over a profile that outlives it. It is killed, and comes again over the same profile. A browser that does not start is
//! trouble of the harness: it is tried again and counted, and is never taken for a fault of the app.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::json;
use tokio::time::{sleep, timeout};

use crate::{
    citizen::Citizen,
    driver::{Drivers, Kind},
    stage::Stage,
    wrong::{Result, Wrong},
};

/// How often something that is not the app's doing is tried.
pub const PATIENCE: usize = 4;

static N_TROUBLES: AtomicUsize = AtomicUsize::new(0);

/// Notes trouble of the harness.
pub fn trouble(what: &str, Wrong(sentence): &Wrong) {
    N_TROUBLES.fetch_add(1, Ordering::Relaxed);
    println!("trouble of the harness, tried again: {what}: {}", sentence.chars().take(700).collect::<String>());
}

/// How much trouble there was.
pub fn n_troubles() -> usize {
    N_TROUBLES.load(Ordering::Relaxed)
}

pub struct Phone {
    pub citizen: Arc<Citizen>,
    stage: Stage,
    profile: PathBuf,
    home: String,
}

impl Phone {
    /// A phone with this profile, before the app at this address.
    pub async fn start(profile: &Path, home: &str) -> Result<Phone> {
        let mut n_tries = 0;
        loop {
            n_tries += 1;
            let stage = Stage::new(Arc::new(Drivers::default()));
            let arguments = [format!("--user-data-dir={}", profile.display())];
            let started = stage.citizen_with(Kind::Chromium, home, &arguments);
            let started = timeout(Duration::from_secs(60), started).await;
            let wrong = match started.unwrap_or_else(|_| Err(Wrong(String::from("The browser does not start.")))) {
                Ok(citizen) => return Ok(Phone { citizen, stage, profile: profile.into(), home: home.into() }),
                Err(wrong) => wrong,
            };
            if n_tries == PATIENCE {
                return Err(wrong);
            }
            trouble("starting a browser", &wrong);
            let _ = kill(profile);
            sleep(Duration::from_secs(1)).await;
        }
    }

    /// SIGKILL to the browser, which takes its pages with it.
    pub fn kill(&self) -> Result {
        kill(&self.profile)
    }

    /// Comes again after its end.
    pub async fn again(&mut self) -> Result {
        *self = Phone::start(&self.profile, &self.home).await?;
        Ok(())
    }

    /// Comes again with nothing on it: after trouble nobody knows what state it is in.
    pub async fn replace(&mut self, profile: PathBuf) -> Result {
        let _ = self.kill();
        self.profile = profile;
        self.again().await
    }

    /// Ends the page in front as a phone does that needs the room; `spare` is the tab that is looked at then.
    pub async fn crash(&self, spare: thirtyfour::WindowHandle) -> Result {
        let cdp = self.citizen.cdp()?;
        let _ = timeout(Duration::from_millis(500), cdp.call("Page.crash", json!({}))).await;
        self.citizen.driver.switch_to_window(spare).await?;
        self.citizen.again().await
    }

    /// Whether it still does what it is told: then it is the app that did not.
    pub async fn is_well(&self) -> bool {
        let asked = timeout(Duration::from_secs(20), self.citizen.run("return 1")).await;
        matches!(asked, Ok(Ok(answer)) if answer == 1)
    }

    /// What is on it now.
    pub async fn describe(&self) -> String {
        timeout(Duration::from_secs(20), self.citizen.describe()).await.unwrap_or_default()
    }

    /// Nothing of the app but its drafts: as if the address were opened for the first time.
    pub async fn forget_app(&self) -> Result {
        let cdp = self.citizen.cdp()?;
        let stores = json!({ "origin": self.home, "storageTypes": "service_workers,cache_storage" });
        cdp.call("Storage.clearDataForOrigin", stores).await?;
        cdp.call("Network.clearBrowserCache", json!({})).await?;
        Ok(())
    }

    /// So much room from now on; `None` as much as there is.
    pub async fn has_room(&self, bytes: Option<u32>) -> Result {
        let mut quota = json!({ "origin": self.home });
        if let Some(bytes) = bytes {
            quota["quotaSize"] = bytes.into();
        }
        self.citizen.cdp()?.call("Storage.overrideQuotaForOrigin", quota).await?;
        Ok(())
    }

    pub async fn end(self) {
        let _ = self.stage.end(Ok(())).await;
    }
}

fn kill(profile: &Path) -> Result {
    let named = format!("--user-data-dir={}", profile.display());
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Ok(line) = std::fs::read(entry.path().join("cmdline")) else { continue };
        let line = String::from_utf8_lossy(&line);
        let has_profile = line.split('\0').any(|argument| argument == named);
        if has_profile && !line.contains("--type=") && !line.contains("chromedriver") {
            let pid = entry.file_name();
            std::process::Command::new("kill").arg("-9").arg(pid).status()?;
            return Ok(());
        }
    }
    Err(Wrong(format!("No browser runs on {}.", profile.display())))
}
