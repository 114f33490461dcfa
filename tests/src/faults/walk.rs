//! A citizen who fills in, sends and asks for the status while one request of it all is struck at one stage. What people do then is done: a
//! page that does not come is loaded anew, what did not work is pressed again.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::{Instant, sleep, timeout};

use super::{
    case::{Case, LINES},
    desk::{Desk, One, SERVICE},
    dice::Dice,
    level::Level,
    line::LineFault,
    outcome::numbers,
    tally::Tally,
};
use crate::{
    tool,
    wait::tidy,
    wrong::{Result, Wrong, ensure, wrong},
};

/// How long a citizen waits for one step.
const PATIENCE: Duration = Duration::from_secs(40);

/// What a browser asks for on the way, by the beginning of the request: the page, each hashed file by its stem and ending, data, the backend.
const REQUESTS: [&str; 15] = [
    "GET /layanan/kios-baru ",
    "GET /style-*.css",
    "GET /loader-*.js",
    "GET /app-*.js",
    "GET /app-*.wasm",
    "GET /form-*.wasm",
    "GET /offline-*.js",
    "GET /service-worker.js ",
    "GET /config.json ",
    "GET /services/index.json ",
    "GET /services/kios-baru/",
    "POST /api/lookup/sptu ",
    "GET /api/options/markets ",
    "POST /api/services/",
    "POST /api/status ",
];
/// Only where the backend is asked by a reference, which a lost reply leads to.
const BY_REFERENCE: &str = "GET /api/references/";

/// One request, and the stage at which it is struck.
#[derive(Clone, Copy)]
pub struct CutAt {
    request: &'static str,
    fault: LineFault,
}

/// Every stage of every request; mixed, so that the first few are of every kind.
pub fn stages(level: Level, dice: &mut Dice) -> Vec<CutAt> {
    let more = (level == Level::Reference).then_some(BY_REFERENCE);
    let requests = REQUESTS.into_iter().chain(more);
    let mut all: Vec<CutAt> = requests.flat_map(|request| LINES.map(|fault| CutAt { request, fault })).collect();
    for at in (1..all.len()).rev() {
        all.swap(at, dice.below(at + 1));
    }
    all
}

impl Desk {
    /// Walks once; what the citizen could not bring to an end counts as lost.
    pub async fn walk(&mut self, stage: CutAt) -> Result<(Case, Tally)> {
        let case = Case::Line(stage.fault);
        let all = self.make(case, 1, 1);
        let one = all.first().ok_or_else(|| Wrong(String::from("There is nothing to send.")))?;
        self.phone.citizen.fresh_tab().await?;
        self.phone.forget_app().await?;
        let dice = Dice::new(self.dice.below(usize::MAX) as u64, 0);
        if stage.request == BY_REFERENCE {
            self.line.strike(&[String::from("POST /api/services/")], LineFault::ReplyLost, 1, dice.clone());
        }
        self.line.strike(&[beginning(stage.request)?], stage.fault, 1, dice);
        let number = self.apply(one).await;
        let number = number
            .map_err(|Wrong(sentence)| Wrong(format!("{}, {}: {sentence}", stage.request, stage.fault.name())))?;
        // The worker of the page may not have asked for its own files yet.
        let n_unstruck = self.line.n_waiting();
        self.line.heal();
        if n_unstruck > 0 {
            println!("  {}, {}: was not asked for", stage.request, stage.fault.name());
        }
        let tallies = self.count(&all, &number.into_iter().collect::<Vec<String>>()).await?;
        let mut tally = Tally::default();
        tallies.into_iter().for_each(|(_, more)| tally.add(more));
        self.forget().await?;
        Ok((case, tally))
    }

    // Gives the number on the receipt; none when it is left to the citizen whether it goes again.
    async fn apply(&self, one: &One) -> Result<Option<String>> {
        let citizen = self.citizen();
        self.come(SERVICE).await?;
        self.reach("Apa nomor SPTU Anda?", &["Mulai", "Coba lagi", "Muat ulang"]).await?;
        citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
        citizen.write("NIK pemilik SPTU", "6171051708900001").await?;
        self.reach("Siapa Anda?", &["Lanjut"]).await?;
        self.market().await?;
        citizen.write("Nama", &one.marker).await?;
        citizen.write("Nomor HP", "0812-3456-7890").await?;
        citizen.leave().await?;
        self.reach("Periksa jawaban Anda", &["Lanjut"]).await?;
        citizen.press("button", "Kirim permohonan").await?;
        let Some(number) = self.receipt().await? else { return Ok(None) };
        self.come("/lacak").await?;
        citizen.write("Nomor permohonan", &number).await?;
        citizen.write("4 angka terakhir nomor HP", "7890").await?;
        let end = Instant::now() + PATIENCE;
        while !citizen.text().await?.contains("Terkirim 24 November 2026") {
            ensure(Instant::now() < end, || String::from("The status does not come."))?;
            let _ = timeout(Duration::from_secs(5), citizen.press("button", "Cek status")).await;
            sleep(Duration::from_millis(800)).await;
        }
        Ok(Some(number))
    }

    // Opens a page, as often as it takes.
    async fn come(&self, path: &str) -> Result {
        let citizen = self.citizen();
        let address = format!("{}{path}", citizen.home);
        let ready = "return document.documentElement.hasAttribute('data-ready')";
        for _ in 0..4 {
            let _ = timeout(Duration::from_secs(15), citizen.driver.goto(&address)).await;
            let end = Instant::now() + Duration::from_secs(9);
            while Instant::now() < end {
                if citizen.run(ready).await.is_ok_and(|ready| ready == true) {
                    return Ok(());
                }
                sleep(Duration::from_millis(50)).await;
            }
        }
        wrong(format!("{path} does not open."))
    }

    // Goes on to a page, pressing what leads there until it is there.
    async fn reach(&self, heading: &str, buttons: &[&str]) -> Result {
        let citizen = self.citizen();
        let script = "const h1 = Array.from(document.querySelectorAll('h1')).find(h => h.getClientRects().length); \
            return h1 ? h1.textContent : ''";
        let end = Instant::now() + PATIENCE;
        let mut pressed = None;
        loop {
            let present = tidy(citizen.run(script).await?.as_str().unwrap_or_default());
            if present == heading {
                return Ok(());
            }
            ensure(Instant::now() < end, || format!("The page should be “{heading}”; it is “{present}”."))?;
            // What was pressed gets its time.
            if pressed.is_none_or(|pressed: Instant| pressed.elapsed() > Duration::from_millis(2_500)) {
                for button in buttons {
                    if citizen.has("button", button).await? {
                        let _ = timeout(Duration::from_secs(5), citizen.press("button", button)).await;
                        pressed = Some(Instant::now());
                    }
                }
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    // The look-up has filled it in, as soon as the list has come.
    async fn market(&self) -> Result {
        let citizen = self.citizen();
        let end = Instant::now() + PATIENCE;
        loop {
            let list = citizen.has("combobox", "Pasar").await?;
            if list && citizen.picked("Pasar").await.is_ok_and(|picked| picked == "Pasar Flamboyan") {
                return Ok(());
            }
            ensure(Instant::now() < end, || String::from("The list of markets does not come."))?;
            if citizen.has("button", "Coba lagi").await? {
                let _ = timeout(Duration::from_secs(5), citizen.press("button", "Coba lagi")).await;
            }
            sleep(Duration::from_millis(100)).await;
        }
    }

    async fn receipt(&self) -> Result<Option<String>> {
        let end = Instant::now() + PATIENCE;
        loop {
            let text = self.citizen().text().await?;
            if let Some(number) = numbers(&text).pop() {
                return Ok(Some(number));
            }
            if self.is_left_to_citizen(&text) {
                return Ok(None);
            }
            ensure(Instant::now() < end, || format!("No receipt comes: {text}"))?;
            self.hurry().await?;
            sleep(Duration::from_millis(200)).await;
        }
    }
}

// A file's name with its hash, as the build that is served has it.
fn beginning(request: &str) -> Result<String> {
    let Some((before, ending)) = request.split_once('*') else { return Ok(request.into()) };
    let stem = before.trim_start_matches("GET /");
    let mut names = BTreeMap::new();
    for entry in std::fs::read_dir(tool::path("LOKET_DIST")?)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(stem) && name.ends_with(ending) {
            names.insert(name.clone(), format!("GET /{name} "));
        }
    }
    names.into_values().next().ok_or_else(|| Wrong(format!("The build has no {stem}*{ending}.")))
}
