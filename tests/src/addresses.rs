//! Addresses that strangers send: a real browser with drafts on it opens one after another, and the line is looked at. An address shows and asks;
//! nothing leaves but requests for the app's own files and for public lists. Controls send on purpose, and must be found out.

mod book;
mod phone;

use std::{process::ExitCode, sync::Arc, time::Duration};

use serde_json::json;
use tokio::time::{Instant, sleep};

use crate::{
    citizen::Citizen,
    driver::Drivers,
    faults::Dice,
    journey::handing::{ASK, CHOOSE, FROM_PHONE, SERVICE, TO_PHONE},
    kiosk::page::KioskPage,
    network::{Network, Seen},
    office::Office,
    stage::Stage,
    tab::{Browser, Tab},
    wait::wait,
    watch,
    wrong::{Result, Wrong, ensure, same, wrong},
};
use book::{Address, Course, Known};

/// A page that has asked for nothing more for so long has asked for all; every so often it is waited longer than an outbox waits.
const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(10);
const EVERY: usize = 25;
/// The code of a kiosk is over after a quarter of an hour.
const FRESH: Duration = Duration::from_secs(8 * 60);
const READY: &str =
    "document.documentElement.hasAttribute('data-ready') || document.documentElement.hasAttribute('data-failed')";
const TITLE: &str = "(() => { const title = Array.from(document.querySelectorAll('h1')).find((title) => title.getClientRects().length); return title ? title.textContent.trim() : ''; })()";

/// What was seen at the line.
#[derive(Debug, Default)]
struct Sums {
    opened: usize,
    changed: usize,
    long: usize,
    /// Pages that asked whether to take something, or which form to give.
    asked: usize,
    /// Requests for the app's own files, and for public lists.
    files: usize,
    lists: usize,
    /// All others, each with its address.
    others: Vec<String>,
    /// To other hosts.
    elsewhere: Vec<String>,
}

/// Opens `--n N` addresses, chosen by `--seed N`.
pub async fn run() -> ExitCode {
    let number = |name: &str, usual: u64| {
        let mut arguments = std::env::args().skip_while(|argument| argument != name);
        arguments.nth(1).and_then(|number| number.parse().ok()).unwrap_or(usual)
    };
    let (n, seed) = (number("--n", 1_000), number("--seed", 1));
    let stage = Stage::new(Arc::new(Drivers::default()));
    let opened = open(&stage, usize::try_from(n).unwrap_or_default(), seed).await;
    let ended = stage.end(opened).await;
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(Wrong(sentence)) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Opens so many addresses and counts what leaves; fails when anything does that nobody has pressed for.
pub async fn open(stage: &Stage, n: usize, seed: u64) -> Result {
    let (office, began) = (Office::open().await?, Instant::now());
    let network = Network::to(office.addr, seed).await?;
    // Its browser is used, in profiles of their own.
    let citizen: Arc<Citizen> = stage.citizen(office.addr).await?;
    let mut walk = Walk::begin(Browser::of(citizen.debugger()?).await?, &office, network).await?;
    let (mut sums, mut dice) = (Sums::default(), Dice::new(seed, 3_000));
    for at in 0..n {
        let address = book::address(at, walk.known(&office).await?, &mut dice);
        walk.open(&address, at % EVERY == 0, &mut sums).await?;
        if (at + 1) % 100 == 0 {
            println!("{}: {} others, {} s", at + 1, sums.others.len(), began.elapsed().as_secs());
        }
    }
    walk.end(&mut sums).await?;
    let Sums { opened, changed, long, asked, files, lists, others, elsewhere } = &sums;
    println!(
        "addresses opened {opened}, fragments changed {changed}, of them watched for ten seconds {long}, that asked first {asked}"
    );
    println!(
        "requests for files {files}, for public lists {lists}, others {}, to other hosts {}",
        others.len(),
        elsewhere.len()
    );
    println!("seed {seed}, {} s", began.elapsed().as_secs());
    others.iter().chain(elsewhere).for_each(|other| println!("  {other}"));
    ensure(*asked > 1, || String::from("No code was genuine."))?;
    ensure(others.is_empty() && elsewhere.is_empty(), || {
        format!("{} requests left without a press: {others:?} {elsewhere:?}", others.len() + elsewhere.len())
    })?;
    walk.controls(&office).await
}

struct Walk {
    browser: Browser,
    network: Network,
    tab: Tab,
    profile: String,
    home: String,
    known: Known,
    kept: Vec<String>,
    kiosks: Vec<KioskPage>,
    since: Instant,
}

impl Walk {
    async fn begin(browser: Browser, office: &Office, network: Network) -> Result<Walk> {
        let profile = browser.profile().await?;
        let home = format!("http://{}", network.addr);
        let drafts = phone::fill(&browser, &profile, &home).await?;
        let tab = tab(&browser, &profile).await?;
        let known = Known { codes: Vec::new(), drafts };
        let kept = phone::kept(&browser, &profile, &home).await?;
        let since = Instant::now();
        let mut walk = Walk { browser, network, tab, profile, home, known, kept, kiosks: Vec::new(), since };
        walk.renew(office).await?;
        Ok(walk)
    }

    async fn known(&mut self, office: &Office) -> Result<&Known> {
        if self.since.elapsed() > FRESH {
            self.renew(office).await?;
        }
        Ok(&self.known)
    }

    // Codes that stand at kiosks now: one that has a form, and one that waits for a phone.
    async fn renew(&mut self, office: &Office) -> Result {
        for kiosk in std::mem::take(&mut self.kiosks) {
            kiosk.tab.close().await?;
        }
        let (profile, home) = (self.browser.profile().await?, format!("http://{}", office.addr));
        self.known.codes.clear();
        for button in [TO_PHONE, FROM_PHONE] {
            let kiosk = KioskPage::open(&self.browser, &profile, &home).await?;
            if button == TO_PHONE {
                kiosk.begin(SERVICE, "511.2/0147/FLB/2026", "6171051708900001").await?;
            }
            ensure(kiosk.tab.press("button", button).await?, || format!("The kiosk offers no “{button}”."))?;
            let code = wait(|| async { Ok(kiosk.look().await?.code) }).await?;
            let code = code.as_ref().and_then(|code| code.split_once('#')).map(|(_, fragment)| fragment.into());
            self.known.codes.push(code.ok_or_else(|| Wrong(format!("No code comes for “{button}”.")))?);
            self.kiosks.push(kiosk);
        }
        self.since = Instant::now();
        Ok(())
    }

    async fn open(&mut self, address: &Address, is_long: bool, sums: &mut Sums) -> Result {
        let before = self.network.n_seen();
        let Address { course, page, fragment } = address;
        match course {
            Course::Opened => {
                self.tab.go(&format!("{}{page}#{fragment}", self.home)).await?;
                sums.opened += 1;
            }
            Course::Changed => {
                self.tab.go(&format!("{}{page}", self.home)).await?;
                self.ready().await?;
                // The page may be loaded anew because of it.
                let _ = self.tab.run(&format!("location.hash = {}", json!(fragment))).await;
                sleep(SHORT).await;
                sums.changed += 1;
            }
        }
        self.ready().await?;
        if is_long {
            sleep(LONG).await;
        }
        self.still().await;
        sums.long += usize::from(is_long);
        // A kiosk that does not prove itself goes on to the first page.
        let title = self.tab.run(TITLE).await.unwrap_or_default();
        sums.asked += usize::from(title == ASK || title == CHOOSE);
        for seen in self.network.seen("").into_iter().skip(before) {
            match kind(&seen) {
                Request::File => sums.files += 1,
                Request::List => sums.lists += 1,
                Request::Other => {
                    let short: String = fragment.chars().take(60).collect();
                    sums.others.push(format!("{} {} at {page}#{short} ({course:?})", seen.method, seen.path));
                }
            }
        }
        let events = self.tab.cdp.events();
        let complaints = watch::complaints(&events, &self.home, &[]);
        sums.elsewhere.extend(complaints.into_iter().filter(|complaint| complaint.starts_with("Request to another")));
        self.tab.cdp.forget();
        Ok(())
    }

    async fn ready(&self) -> Result {
        let is_ready = wait(|| async { Ok(self.tab.run(READY).await.is_ok_and(|ready| ready == true).then_some(())) });
        match is_ready.await? {
            Some(()) => Ok(()),
            None => wrong(format!("The app does not begin at {}.", self.tab.run("location.href").await?)),
        }
    }

    // Waits until the line is still.
    async fn still(&self) {
        let mut n_before = usize::MAX;
        while n_before != self.network.n_seen() {
            n_before = self.network.n_seen();
            sleep(SHORT).await;
        }
    }

    // Nothing was taken, nothing given, nothing changed.
    async fn end(&mut self, sums: &mut Sums) -> Result {
        let before = self.network.n_seen();
        same(
            "What lies on the phone",
            phone::kept(&self.browser, &self.profile, &self.home).await?,
            self.kept.clone(),
        )?;
        sleep(LONG).await;
        let late = self.network.seen("").into_iter().skip(before).filter(|seen| kind(seen) == Request::Other);
        sums.others.extend(late.map(|seen| format!("{} {} in the end", seen.method, seen.path)));
        Ok(())
    }

    // What sends on purpose is found: a press, and a draft on which "Kirim" was pressed before.
    async fn controls(&mut self, office: &Office) -> Result {
        self.renew(office).await?;
        let code = self.known.codes.first().cloned().unwrap_or_default();
        self.tab.go(&format!("{}/lanjut#{code}", self.home)).await?;
        self.ready().await?;
        let n_pressed = self.found(async |walk: &Walk| walk.tab.press("button", "Ambil isian").await.map(drop)).await?;
        println!("control, a page that presses: {n_pressed} requests were found");
        ensure(n_pressed > 0, || String::from("A page that presses was not found out."))?;
        phone::leave_unsent(&self.browser, &self.profile, &self.home).await?;
        let n_sent = self.found(async |walk: &Walk| walk.tab.go(&format!("{}/", walk.home)).await).await?;
        println!("control, a form that was sent before: {n_sent} requests were found");
        ensure(n_sent > 0, || String::from("A form that was sent before was not found out."))
    }

    // How many other requests come while something is done again and again.
    async fn found(&self, act: impl AsyncFn(&Walk) -> Result) -> Result<usize> {
        let before = self.network.n_seen();
        for _ in 0..5 {
            act(self).await?;
            sleep(Duration::from_secs(2)).await;
        }
        let seen = self.network.seen("");
        Ok(seen.iter().skip(before).filter(|seen| kind(seen) == Request::Other).count())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Request {
    File,
    List,
    Other,
}

fn kind(seen: &Seen) -> Request {
    let reads = matches!(seen.method.as_str(), "GET" | "HEAD");
    match seen.path.as_str() {
        path if reads && path.starts_with("/api/options/") => Request::List,
        path if reads && !path.starts_with("/api") => Request::File,
        _ => Request::Other,
    }
}

async fn tab(browser: &Browser, profile: &str) -> Result<Tab> {
    let tab = browser.tab(profile).await?;
    watch::begin(&tab.cdp).await?;
    Ok(tab)
}
