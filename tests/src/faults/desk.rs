//! One level against doubles: a stand-in of that level over a build of its own, a line before it, a phone, and the submissions that are sent
//! from its pages.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::{
    case::{Case, Event},
    dice::Dice,
    level::Level,
    line::{Line, LineFault},
    outcome::numbers,
    phone::Phone,
    tally::Tally,
};
use crate::{
    citizen::Citizen,
    office::Office,
    tool,
    wait::until,
    wrong::{Result, Wrong},
};

/// The service that is sent, and where it begins.
pub const SERVICE: &str = "/layanan/kios-baru";
/// The form that is typed while pages die.
pub const FORM: &str = "usaha-mikro-dari-sptu";
/// A backend that says nothing is given up after so many seconds.
const WAIT_SECONDS: u32 = 3;
/// Everything has to come to an end within this.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(400);
/// What the page says of what waits and of a phone without room.
const WAITS: &str = "Akan dikirim sendiri begitu ada sinyal.";
const FULL: &str = "Memori HP penuh, jadi isian tidak tersimpan.";

static N_PROFILES: AtomicUsize = AtomicUsize::new(0);

/// One submission.
#[derive(Clone)]
pub struct One {
    pub case: Case,
    /// The name that is written into it, by which it is found again.
    pub marker: String,
    number: usize,
    /// Whether it was typed through the page.
    pub typed: bool,
}

pub struct Desk {
    pub level: Level,
    pub office: Office,
    pub line: Line,
    pub phone: Phone,
    pub dice: Dice,
    // A frozen draft and its service, as the page has kept them; new ones are made after it.
    template: Vec<(String, String)>,
    n_made: usize,
    n_versions: usize,
}

impl Desk {
    /// A desk of which the service says `level`, and the backend does `done`.
    pub async fn open(level: Level, done: &str, seed: u64) -> Result<Desk> {
        let mut form: Value = tool::json(&format!("public/services/{FORM}/2026-11-24.json"))?;
        form["version"] = "2026-11-25".into();
        form["backend"]["once"] = level.once();
        let office = Office::own(done, &[service(level, "2026-11-24")?, form], WAIT_SECONDS).await?;
        let line = Line::to(office.addr).await?;
        line.is_to(office.pid());
        let phone = Phone::start(&office.file("profile"), &format!("http://{}", line.addr)).await?;
        let dice = Dice::new(seed, level as u64);
        let mut desk = Desk { level, office, line, phone, dice, template: Vec::new(), n_made: 0, n_versions: 0 };
        desk.learn().await?;
        Ok(desk)
    }

    pub async fn close(self) {
        self.phone.end().await;
    }

    pub fn citizen(&self) -> &Citizen {
        &self.phone.citizen
    }

    /// Begins anew after trouble, with a phone that knows nothing.
    pub async fn begin_anew(&mut self) -> Result {
        self.line.heal();
        self.office.revive().await?;
        self.line.is_to(self.office.pid());
        let n_profile = N_PROFILES.fetch_add(1, Ordering::Relaxed);
        self.phone.replace(self.office.file(&format!("profile-{n_profile}"))).await
    }

    // Freezes one without a network, and takes away what the page has kept of it.
    async fn learn(&mut self) -> Result {
        self.fill_in(&marker(0)).await?;
        self.line.strike(&[String::from("POST /api/services/")], LineFault::Refused, 1_000, self.dice.clone());
        self.has_network(false).await?;
        self.citizen().press("button", "Kirim permohonan").await?;
        self.citizen().see("Belum terkirim").await?;
        self.template = self.kept().await?;
        self.forget().await?;
        self.citizen().driver.goto("about:blank").await?;
        self.has_network(true).await?;
        self.line.heal();
        Ok(())
    }

    async fn has_network(&self, has: bool) -> Result {
        let line = json!({ "offline": !has, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.citizen().cdp()?.call("Network.emulateNetworkConditions", line).await.map(drop)
    }

    /// So many submissions that have a name of their own.
    pub fn make(&mut self, case: Case, n: usize, n_typed: usize) -> Vec<One> {
        let first = self.n_made + 1;
        self.n_made += n;
        let one = |at| One { case, marker: marker(first + at), number: first + at, typed: at < n_typed };
        (0..n).map(one).collect()
    }

    /// Sends these, some typed through the page and the rest from the outbox, while `event` happens; then counts.
    pub async fn batch(&mut self, event: Option<Event>, all: &[One]) -> Result<Vec<(Case, Tally)>> {
        self.phone.citizen.fresh_tab().await?;
        for one in all {
            // A phone without room and a backend that cannot tell one from two: what is not known then lies nowhere but in memory.
            let is_spared = event == Some(Event::QuotaCut) && (one.typed || self.level == Level::None);
            if let Some((fault, times)) = one.case.strike(&mut self.dice).filter(|_| !is_spared) {
                let words = [one.marker.clone(), format!("/references/{:08x}", one.number)];
                let dice = Dice::new(self.dice.below(usize::MAX) as u64, one.number as u64);
                self.line.strike(&words, fault, times, dice);
            }
        }
        let mut shown = Vec::new();
        for one in all.iter().filter(|one| one.typed) {
            self.typed(event, one).await?;
            shown.extend(numbers(&self.citizen().text().await?));
        }
        self.citizen().open("/").await?;
        self.put(all.iter().filter(|one| !one.typed)).await?;
        match event {
            Some(Event::ClockChanged) => {
                let source = "{ const now = Date.now; Date.now = () => now() + 40 * 86400000; }";
                let params = json!({ "source": source });
                self.citizen().cdp()?.call("Page.addScriptToEvaluateOnNewDocument", params).await?;
            }
            Some(Event::QuotaCut) => self.cut_quota(&format!("{}/", self.citizen().home)).await?,
            _ => {}
        }
        self.citizen().reload().await?;
        if let Some(event) = event {
            self.strike(event).await?;
        }
        if event == Some(Event::QuotaCut) {
            self.end_on_page().await?;
            shown.extend(numbers(&self.citizen().text().await?));
            self.phone.has_room(None).await?;
            self.citizen().reload().await?;
        }
        self.end().await?;
        self.line.heal();
        shown.extend(numbers(&self.citizen().text().await?));
        let tallies = self.count(all, &shown).await?;
        self.forget().await?;
        Ok(tallies)
    }

    // One that is typed, with the event in the middle where it is one of what the office does.
    async fn typed(&mut self, event: Option<Event>, one: &One) -> Result {
        // The one before may have had it killed.
        self.office.revive().await?;
        self.line.is_to(self.office.pid());
        self.begin_form().await?;
        match event {
            Some(Event::NewVersion) => {
                self.n_versions += 1;
                self.office.publish_own(&service(self.level, &format!("2026-12-{:02}", self.n_versions))?)?;
            }
            Some(Event::NewBuild) => self.office.renew()?,
            Some(Event::QuotaCut) => {
                let address = self.citizen().driver.current_url().await?.to_string();
                self.cut_quota(&address).await?;
                self.citizen().arrive("Siapa Anda?").await?;
            }
            _ => {}
        }
        self.end_form(&one.marker).await?;
        if event == Some(Event::QuotaCut) {
            // Or the test cuts nothing.
            self.citizen().driver.back().await?;
            self.citizen().see(FULL).await?;
            self.citizen().driver.forward().await?;
        }
        self.citizen().press("button", "Kirim permohonan").await?;
        if event == Some(Event::QuotaCut) {
            self.citizen().see("Nomor Anda:").await?;
            return self.phone.has_room(None).await;
        }
        sleep(LOOK).await;
        Ok(())
    }

    // In a browser that has just begun: one that has looked for room remembers for a while what it found.
    async fn cut_quota(&mut self, address: &str) -> Result {
        self.phone.kill()?;
        self.phone.again().await?;
        self.phone.has_room(Some(1)).await?;
        self.citizen().driver.goto(address).await?;
        self.citizen().ready().await
    }

    // Types an application, up to the last button.
    async fn fill_in(&self, name: &str) -> Result {
        self.begin_form().await?;
        self.end_form(name).await
    }

    async fn begin_form(&self) -> Result {
        let citizen = self.citizen();
        citizen.open(SERVICE).await?;
        citizen.press("button", "Mulai").await?;
        citizen.arrive("Apa nomor SPTU Anda?").await?;
        citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
        citizen.write("NIK pemilik SPTU", "6171051708900001").await?;
        citizen.press("button", "Lanjut").await?;
        citizen.arrive("Siapa Anda?").await
    }

    async fn end_form(&self, name: &str) -> Result {
        let citizen = self.citizen();
        citizen.write("Nama", name).await?;
        citizen.write("Nomor HP", "0812-3456-7890").await?;
        citizen.leave().await?;
        citizen.press("button", "Lanjut").await?;
        citizen.arrive("Periksa jawaban Anda").await
    }

    // Frozen drafts as the page itself keeps them, through its own door to the device.
    async fn put(&self, all: impl Iterator<Item = &One>) -> Result {
        let (drafts, services): (Vec<_>, Vec<_>) =
            self.template.iter().partition(|(name, _)| name.starts_with("draft."));
        let (_, text) = drafts.first().ok_or_else(|| Wrong(String::from("There is no draft to copy.")))?;
        let draft: Value = serde_json::from_str(text)?;
        let (id, key) = (word(&draft["id"]), word(&draft["sending"]["key"]));
        let mut texts: Vec<(String, String)> = services.into_iter().cloned().collect();
        for one in all {
            let fresh_id = format!("{:08x}", one.number);
            let fresh_key = [fresh_id.as_str(), key.get(8..).unwrap_or_default()].concat();
            let text = text.replace(&marker(0), &one.marker).replace(&key, &fresh_key).replace(&id, &fresh_id);
            texts.push((format!("draft.{fresh_id}"), text));
        }
        let script = "const vault = window.loket.vault; \
            return Promise.all(arguments[0].map(([name, text]) => vault.put(name, text, 0).catch(() => 0))).then(all => all.length)";
        self.citizen().driver.execute(script, vec![json!(texts)]).await?;
        Ok(())
    }

    async fn strike(&mut self, event: Event) -> Result {
        match event {
            Event::BackendKilled => {
                for _ in 0..30 {
                    self.office.revive().await?;
                    self.line.is_to(self.office.pid());
                    sleep(Duration::from_millis(100)).await;
                }
            }
            Event::Reloaded => {
                for _ in 0..3 {
                    self.pause(200, 1_000).await;
                    self.citizen().reload().await?;
                }
            }
            Event::TabCrashed => {
                let doomed = self.citizen().driver.window().await?;
                let spare = self.citizen().driver.new_tab().await?;
                self.citizen().driver.switch_to_window(doomed).await?;
                self.pause(100, 900).await;
                self.phone.crash(spare).await?;
                self.citizen().open("/").await?;
            }
            Event::BrowserKilled => {
                self.pause(100, 900).await;
                self.phone.kill()?;
                self.phone.again().await?;
                self.citizen().open("/").await?;
            }
            Event::TwoTabs => {
                self.citizen().new_tab().await?;
                self.citizen().open("/").await?;
            }
            Event::NewBuild => {
                self.office.renew()?;
                self.citizen().reload().await?;
            }
            Event::ClockChanged | Event::QuotaCut | Event::NewVersion => {}
        }
        Ok(())
    }

    /// A moment that the seed says, in milliseconds.
    pub async fn pause(&mut self, low: usize, high: usize) {
        sleep(Duration::from_millis(self.dice.between(low, high) as u64)).await;
    }

    // Until nothing goes out by itself any more, or patience ends with none of them coming to an end: what waits then counts as lost. The
    // browser says again and again that there is a network, so that no pause lasts.
    async fn end(&mut self) -> Result {
        let (mut end, mut least) = (Instant::now() + PATIENCE, usize::MAX);
        while Instant::now() < end {
            self.office.revive().await?;
            self.line.is_to(self.office.pid());
            self.hurry().await?;
            sleep(LOOK).await;
            let drafts = self.drafts().await?;
            let waits = |draft: &Value| matches!(draft["sending"]["fate"].as_str(), Some("unsent" | "unknown"));
            let n_waiting = drafts.values().filter(|draft| waits(draft)).count();
            if n_waiting == 0 && !self.is_sending().await? {
                return Ok(());
            }
            if n_waiting < least {
                (end, least) = (Instant::now() + PATIENCE, n_waiting);
            }
        }
        Ok(())
    }

    // The same, as the page tells it: the device may have had no room for what has become of it.
    async fn end_on_page(&self) -> Result {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            self.hurry().await?;
            sleep(LOOK).await;
            if !self.is_sending().await? && !self.citizen().text().await?.contains(WAITS) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The browser says that there is a network again.
    pub async fn hurry(&self) -> Result {
        self.citizen().run("window.dispatchEvent(new Event('online'))").await.map(drop)
    }

    async fn is_sending(&self) -> Result<bool> {
        let script = "return document.documentElement.hasAttribute('data-sending')";
        Ok(self.citizen().run(script).await? == Value::Bool(true))
    }

    /// Takes every draft off the device.
    pub async fn forget(&self) -> Result {
        let script = "const vault = window.loket.vault; return vault.open() \
            .then(all => Promise.all(all.filter(([name]) => name.startsWith('draft.')).map(([name]) => vault.remove(name)))) \
            .then(all => all.length)";
        until("the device to be empty", || async { Ok(self.citizen().run(script).await.is_ok()) }).await
    }
}

fn service(level: Level, version: &str) -> Result<Value> {
    let mut service = tool::json("tests/data/service/kios-baru.json")?;
    service["version"] = version.into();
    service["backend"]["once"] = level.once();
    Ok(service)
}

fn marker(number: usize) -> String {
    format!("Warga {number:06}")
}

/// A text; nothing when it is none.
pub fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().into()
}
