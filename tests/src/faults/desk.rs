//! One level against doubles: a stand-in of that level, a line before it, a browser with a profile that outlives it, and the
//! submissions that are sent from its pages.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};

use super::{Case, Tally};
use crate::{
    citizen::Citizen,
    driver::{Drivers, Kind},
    network::Network,
    office::Office,
    stage::Stage,
    tool,
    wrong::{Result, Wrong, ensure},
};

const SUBMISSIONS: &str = "/api/services/";
/// The line fails for so long; then it is good.
const STORM: Duration = Duration::from_secs(6);
/// Then everything has to come to an end within this.
const PATIENCE: Duration = Duration::from_secs(150);

/// What keeps a submission from being taken twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Key,
    Reference,
    None,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Key => "key",
            Level::Reference => "reference",
            Level::None => "none",
        }
    }

    fn once(self) -> Value {
        match self {
            Level::Reference => {
                json!({ "level": "reference", "settleSeconds": 2, "place": "/reference", "url": "references/{reference}" })
            }
            level => json!({ "level": level.name() }),
        }
    }
}

pub struct Desk {
    level: Level,
    office: Office,
    network: Network,
    stage: Stage,
    citizen: Arc<Citizen>,
    profile: PathBuf,
    // A frozen draft and its service, as the page has kept them; new ones are made after it.
    template: Vec<(String, String)>,
    n_made: usize,
}

impl Desk {
    /// A desk of which the service says `level`, and the backend does `done`.
    pub async fn open(level: Level, done: &str) -> Result<Desk> {
        let mut service = tool::json("tests/data/service/singkat.json")?;
        service["backend"] = json!({ "once": level.once() });
        let office = Office::weaker(done, service).await?;
        let network = Network::to(office.addr, 41 + level as u64).await?;
        let stage = Stage::new(Arc::new(Drivers::default()));
        let profile = office.file("profile");
        let citizen = browser(&stage, &network, &profile).await?;
        let mut desk = Desk { level, office, network, stage, citizen, profile, template: Vec::new(), n_made: 0 };
        desk.learn().await?;
        Ok(desk)
    }

    pub async fn close(self) {
        let _ = self.stage.end(Ok(())).await;
    }

    // Freezes one without a network, and takes away what the page has kept of it.
    async fn learn(&mut self) -> Result {
        self.fill_in(&marker(0)).await?;
        let line = json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        let cdp = self.citizen.cdp()?;
        cdp.call("Network.emulateNetworkConditions", line.clone()).await?;
        self.network.storm(SUBMISSIONS, crate::network::Fault::Refuse, 100);
        self.citizen.press("button", "Kirim permohonan").await?;
        self.citizen.see("Belum terkirim").await?;
        self.template = self.kept().await?;
        self.forget().await?;
        self.citizen.driver.goto("about:blank").await?;
        let line = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        cdp.call("Network.emulateNetworkConditions", line).await?;
        self.network.heal();
        Ok(())
    }

    /// Sends so many in this case, of which some are typed through the page; then counts.
    pub async fn batch(&mut self, case: Case, n: usize, n_typed: usize) -> Result<Tally> {
        let first = self.n_made + 1;
        self.n_made += n;
        let markers: Vec<String> = (first..first + n).map(marker).collect();
        if let Some((fault, percent)) = case.storm() {
            self.network.storm("/api/", fault, percent);
        }
        for marker in markers.iter().take(n_typed) {
            self.fill_in(marker).await?;
            self.citizen.press("button", "Kirim permohonan").await?;
            sleep(Duration::from_millis(400)).await;
        }
        self.citizen.open("/").await?;
        self.put(markers.iter().skip(n_typed)).await?;
        if case == Case::ClockChanged {
            let source = "{ const now = Date.now; Date.now = () => now() + 40 * 86400000; }";
            let params = json!({ "source": source });
            self.citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", params).await?;
        }
        self.citizen.reload().await?;
        self.strike(case).await?;
        sleep(STORM).await;
        self.network.heal();
        self.finish(case).await?;
        let tally = self.count(&markers).await?;
        self.forget().await?;
        // A clock that was changed is right again in a new tab.
        if case == Case::ClockChanged {
            self.citizen.new_tab().await?;
        }
        Ok(tally)
    }

    // Types an application, up to the last button.
    async fn fill_in(&self, name: &str) -> Result {
        let citizen = &self.citizen;
        citizen.open("/layanan/singkat").await?;
        citizen.press("button", "Mulai").await?;
        citizen.arrive("Siapa Anda?").await?;
        citizen.write("Nama", name).await?;
        citizen.write("Nomor HP", "0812-3456-7890").await?;
        citizen.leave().await?;
        citizen.press("button", "Lanjut").await?;
        citizen.arrive("Periksa jawaban Anda").await
    }

    // Frozen drafts as the page itself keeps them, through its own door to the device.
    async fn put(&self, markers: impl Iterator<Item = &String>) -> Result {
        let (drafts, services): (Vec<_>, Vec<_>) =
            self.template.iter().partition(|(name, _)| name.starts_with("draft."));
        let (_, text) = drafts.first().ok_or_else(|| Wrong(String::from("There is no draft to copy.")))?;
        let draft: Value = serde_json::from_str(text)?;
        let (id, key) = (word(&draft["id"]), word(&draft["sending"]["key"]));
        let mut texts: Vec<(String, String)> = services.into_iter().cloned().collect();
        for marker in markers {
            let number: u64 = marker.trim_start_matches("Warga ").parse()?;
            let fresh_id = format!("{number:08x}");
            let fresh_key = format!("{number:08x}{}", key.get(8..).unwrap_or_default());
            let text = text.replace(&marker_of(&draft), marker).replace(&key, &fresh_key).replace(&id, &fresh_id);
            texts.push((format!("draft.{fresh_id}"), text));
        }
        let script = "const vault = window.loket.vault; \
            return Promise.all(arguments[0].map(([name, text]) => vault.put(name, text, 0).catch(() => 0))).then(all => all.length)";
        self.citizen.driver.execute(script, vec![json!(texts)]).await?;
        Ok(())
    }

    async fn strike(&mut self, case: Case) -> Result {
        match case {
            Case::BackendKilled => {
                for _ in 0..4 {
                    sleep(Duration::from_millis(500)).await;
                    self.office.kill_and_restart().await?;
                }
            }
            Case::Reloaded => {
                for _ in 0..3 {
                    sleep(Duration::from_millis(900)).await;
                    self.citizen.reload().await?;
                }
            }
            Case::TabCrashed => {
                let (cdp, doomed) = (self.citizen.cdp()?, self.citizen.driver.window().await?);
                self.citizen.new_tab().await?;
                let spare = self.citizen.driver.window().await?;
                self.citizen.driver.switch_to_window(doomed).await?;
                sleep(Duration::from_millis(700)).await;
                let _ = timeout(Duration::from_millis(500), cdp.call("Page.crash", json!({}))).await;
                self.citizen.driver.switch_to_window(spare).await?;
                self.citizen.open("/").await?;
            }
            Case::BrowserKilled => {
                sleep(Duration::from_millis(700)).await;
                kill_browser(&self.profile)?;
                self.stage = Stage::new(Arc::new(Drivers::default()));
                self.citizen = browser(&self.stage, &self.network, &self.profile).await?;
                self.citizen.open("/").await?;
            }
            Case::TwoTabs => {
                self.citizen.new_tab().await?;
                self.citizen.open("/").await?;
            }
            _ => {}
        }
        Ok(())
    }

    // Until nothing goes out by itself any more. The browser says again and again that there is a network, so that no pause lasts.
    async fn finish(&self, case: Case) -> Result {
        let end = Instant::now() + PATIENCE;
        loop {
            self.citizen.run("window.dispatchEvent(new Event('online'))").await?;
            sleep(Duration::from_secs(1)).await;
            let busy = self.citizen.run("return document.documentElement.hasAttribute('data-sending')").await?;
            let waiting = self
                .drafts()
                .await?
                .into_values()
                .filter(|draft| matches!(draft["sending"]["fate"].as_str(), Some("unsent" | "unknown")));
            if waiting.count() == 0 && busy == Value::Bool(false) {
                return Ok(());
            }
            ensure(Instant::now() < end, || format!("{case:?}: it never came to an end."))?;
        }
    }

    // What the device says, beside what the database and the line say.
    async fn count(&self, markers: &[String]) -> Result<Tally> {
        let drafts = self.drafts().await?;
        let mut rows: HashMap<String, Vec<String>> = HashMap::new();
        for row in self.office.rows()? {
            rows.entry(word(&row.answers["nama"])).or_default().push(row.number);
        }
        let seen = self.network.seen(SUBMISSIONS);
        let mut tally = Tally { tries: markers.len(), ..Tally::default() };
        for marker in markers {
            let (draft, rows) = (drafts.get(marker), rows.get(marker).map(Vec::as_slice).unwrap_or_default());
            let confirmed = draft.and_then(|draft| draft["sent"]["number"].as_str());
            let is_there = confirmed.is_some_and(|number| rows.iter().any(|row| row == number));
            // On level none the citizen may be left to decide; then nothing was confirmed.
            let is_asked =
                self.level == Level::None && draft.is_some_and(|draft| draft["sending"]["fate"] == "doubtful");
            tally.lost += usize::from(!is_there && !is_asked);
            tally.duplicated += rows.len().saturating_sub(1);
            if self.level == Level::None {
                let n_sent = seen.iter().filter(|seen| seen.body.contains(marker)).count();
                tally.sent_again += n_sent.saturating_sub(1);
            }
        }
        Ok(tally)
    }

    // The drafts on the device, by the name that was typed into them.
    async fn drafts(&self) -> Result<HashMap<String, Value>> {
        let kept = self.kept().await?.into_iter().filter(|(name, _)| name.starts_with("draft."));
        let drafts = kept.filter_map(|(_, text)| serde_json::from_str::<Value>(&text).ok());
        Ok(drafts.map(|draft| (marker_of(&draft), draft)).collect())
    }

    async fn kept(&self) -> Result<Vec<(String, String)>> {
        let script = "return window.loket.vault.open().then(all => all.map(([name, text]) => [name, text]))";
        Ok(serde_json::from_value(self.citizen.run(script).await?)?)
    }

    async fn forget(&self) -> Result {
        let script = "const vault = window.loket.vault; return vault.open() \
            .then(all => Promise.all(all.filter(([name]) => name.startsWith('draft.')).map(([name]) => vault.remove(name)))) \
            .then(all => all.length)";
        self.citizen.run(script).await.map(drop)
    }
}

async fn browser(stage: &Stage, network: &Network, profile: &Path) -> Result<Arc<Citizen>> {
    let arguments = [format!("--user-data-dir={}", profile.display())];
    stage.citizen_with(Kind::Chromium, &format!("http://{}", network.addr), &arguments).await
}

/// SIGKILL to the browser of this profile, which takes its pages with it.
fn kill_browser(profile: &Path) -> Result {
    let named = format!("--user-data-dir={}", profile.display());
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Ok(line) = std::fs::read(entry.path().join("cmdline")) else { continue };
        let line = String::from_utf8_lossy(&line);
        if line.contains(&named) && !line.contains("--type=") && !line.contains("chromedriver") {
            let pid = entry.file_name();
            std::process::Command::new("kill").arg("-9").arg(pid).status()?;
            return Ok(());
        }
    }
    Err(Wrong(format!("No browser runs on {}.", profile.display())))
}

fn marker(number: usize) -> String {
    format!("Warga {number:06}")
}

fn marker_of(draft: &Value) -> String {
    word(&draft["answers"]["data"]["nama"])
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().into()
}
