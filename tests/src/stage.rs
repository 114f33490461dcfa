//! What one journey uses: browsers that it opens, and their end when it is over.

use std::sync::{Arc, Mutex};

use crate::{
    citizen::Citizen,
    driver::{Drivers, Kind},
    wrong::{Result, Wrong},
};

/// The place of one journey.
pub struct Stage {
    drivers: Arc<Drivers>,
    citizens: Mutex<Vec<Arc<Citizen>>>,
}

impl Stage {
    pub fn new(drivers: Arc<Drivers>) -> Stage {
        Stage { drivers, citizens: Mutex::default() }
    }

    /// Somebody with a phone, and a new Chromium on it, before an app at this address.
    pub async fn citizen(&self, addr: impl std::fmt::Display) -> Result<Arc<Citizen>> {
        self.citizen_with(Kind::Chromium, &format!("http://{addr}"), &[]).await
    }

    /// Somebody with another browser, or with arguments of Chromium.
    pub async fn citizen_with(&self, kind: Kind, home: &str, extra: &[String]) -> Result<Arc<Citizen>> {
        let driver = self.drivers.session(kind, extra).await?;
        let quit = driver.clone();
        match Citizen::new(kind, driver, home.into()).await {
            Ok(citizen) => {
                let citizen = Arc::new(citizen);
                self.citizens.lock().map_err(|_| Wrong(String::from("Another thread failed.")))?.push(citizen.clone());
                Ok(citizen)
            }
            Err(error) => {
                let _ = quit.quit().await;
                Err(error)
            }
        }
    }

    /// Ends the browsers. What happened behind a citizen's back fails the journey, too; a failure says where everybody was.
    pub async fn end(&self, walked: Result) -> Result {
        let citizens: Vec<Arc<Citizen>> =
            self.citizens.lock().map(|mut open| open.drain(..).collect()).unwrap_or_default();
        let mut sentences: Vec<String> = walked.err().map(|Wrong(sentence)| sentence).into_iter().collect();
        let failed = !sentences.is_empty();
        for citizen in citizens {
            if failed {
                sentences.push(citizen.describe().await);
            }
            sentences.extend(citizen.complaints());
            let _ = citizen.driver.clone().quit().await;
        }
        if sentences.is_empty() { Ok(()) } else { Err(Wrong(sentences.join("\n    "))) }
    }
}
