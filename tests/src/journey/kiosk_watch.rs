//! What watches a kiosk while nobody is there: a page that stands still, a browser that has grown old, a new build.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    conversion::trader,
    kiosk_wipe::{SECRETS, leave_secrets},
    settings::always,
};
use crate::{
    kiosk::{Kiosk, PORTRAIT, Start, search},
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";

/// A minute of the page in three seconds.
const QUICK: &str = "(() => { const [now, began] = [Date.now, Date.now()]; Date.now = () => began + (now.call(Date) - began) * 20; })()";

/// What the title of the window counts.
const MINUTE: &str = "(/\\[(\\d+)\\]$/.exec(document.title) || [])[1]";

/// What the operator's page tells, to the minute.
const COUNTED: &str = "(({ since, n, last }) => ({ n, times: [since, ...last].map((at) => Math.floor(at / 60000)) }))\
    (JSON.parse(sessionStorage.getItem('loket-tally')))";

pub async fn a_page_that_stands_still_is_started_anew(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 55).await?;
    const STILL: u32 = 20;
    let mut kiosk = Kiosk::start_as(network.addr, PORTRAIT, Start::Kept(STILL)).await?;
    kiosk.is_kept().await?;
    kiosk.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": QUICK })).await?;
    // The night: no network, and a page that nobody has touched. It works, so it stays as it is.
    network.order("/", Fault::Refuse, usize::MAX);
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    kiosk.cdp.run("window.old = true").await?;
    let first = kiosk.cdp.run(MINUTE).await?;
    tokio::time::sleep(Duration::from_secs(u64::from(STILL + 5))).await;
    kiosk.holds("window.old === true").await?;
    let later = kiosk.cdp.run(MINUTE).await?;
    ensure(first.is_string() && later.is_string() && first != later, || {
        format!("The minute went from {first} to {later}.")
    })?;
    network.heal();

    leave_secrets(&kiosk).await?;
    kiosk.cdp.run("setTimeout(() => { for (;;); })").await?;
    let began = Instant::now();
    kiosk.another_browser().await?;
    kiosk.arrive(HOME).await?;
    let seconds = began.elapsed().as_secs();
    // The minute last changed within five seconds before; five seconds to end a browser that does not go; a start.
    ensure((u64::from(STILL) - 6..u64::from(STILL) + 25).contains(&seconds), || format!("It took {seconds} s."))?;
    same("left after the start", search::search(&kiosk, &SECRETS).await?, Vec::new())
}

pub async fn after_many_pages_the_browser_is_started_anew(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 63).await?;
    always(&network, "kiosk", json!({ "restartPages": 2, "renewSeconds": 3 }))?;
    let mut kiosk = Kiosk::start_as(network.addr, PORTRAIT, Start::Kept(60)).await?;
    kiosk.is_kept().await?;
    kiosk.convert(&trader()?).await?;
    let counted = kiosk.cdp.run(COUNTED).await?;
    same("The submissions", &counted["n"], &json!(1))?;
    kiosk.wipe().await?;
    // Not without a network: the new browser would have nothing.
    network.order("/", Fault::Refuse, usize::MAX);
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    let profiles = kiosk.profiles()?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    kiosk.holds(&format!("!!{MINUTE}")).await?;
    // The citizen who is there keeps it.
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    network.heal();
    always(&network, "kiosk", json!({ "restartPages": 2, "renewSeconds": 3 }))?;
    tokio::time::sleep(Duration::from_secs(8)).await;
    kiosk.arrive("Usaha mikro dari SPTU").await?;
    same("The profiles", kiosk.profiles()?, profiles)?;

    kiosk.wipe().await?;
    kiosk.another_browser().await?;
    kiosk.arrive(HOME).await?;
    // What the operator is told is counted from power-on, whatever the browsers since.
    same("The tally", kiosk.cdp.run(COUNTED).await?, counted)
}

/// The app's module that this page runs.
const BUILD: &str = "document.querySelector('script[data-wasm]').dataset.wasm";

pub async fn a_new_build_comes_while_nobody_is_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 56).await?;
    always(&network, "kiosk", json!({ "renewSeconds": 1 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.is_kept().await?;
    let old = kiosk.cdp.run(BUILD).await?;

    // The citizen who is there is neither asked nor disturbed, whatever the worker has heard.
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    office.deploy("LOKET_DIST_TRAP")?;
    kiosk
        .cdp
        .run("navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => 0)")
        .await?;
    kiosk.holds("navigator.serviceWorker.getRegistration().then(({ waiting }) => !!waiting)").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    kiosk.holds("!document.body.innerText.includes('Versi baru')").await?;
    same("The build", &kiosk.cdp.run(BUILD).await?, &old)?;
    kiosk.arrive("Usaha mikro dari SPTU").await?;

    // The page after a wipe is the new one.
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    let new = kiosk.cdp.run(BUILD).await?;
    ensure(new != old, || format!("Both builds run {old}."))?;

    // One that nobody has touched comes anew by itself: back to the other build, and then with other settings.
    office.deploy("LOKET_DIST")?;
    kiosk.holds(&format!("document.documentElement.hasAttribute('data-ready') && {BUILD} === {old}")).await?;
    kiosk.cdp.run("window.old = true").await?;
    // It has looked once, and stays as nothing has changed.
    tokio::time::sleep(Duration::from_secs(3)).await;
    kiosk.holds("window.old === true").await?;
    network.heal();
    always(&network, "notice", json!({ "text": "Loket tutup hari Jumat.", "closed": true }))?;
    kiosk.see("Loket tutup hari Jumat.").await?;
    same("Anew", kiosk.cdp.run("!window.old").await?, Value::Bool(true))
}

pub async fn nothing_is_touched_before_its_own_parts_are_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 57).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    // Somebody is there already while the new page comes: its parts do not.
    network.order("/kiosk-", Fault::Hold, usize::MAX);
    kiosk.cdp.call("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    kiosk.cdp.call("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
    kiosk.cdp.run("location.reload()").await?;
    kiosk.holds("performance.getEntriesByType('resource').some(({ name }) => name.includes('/app-') && name.endsWith('.wasm'))").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    kiosk
        .holds(
            "!document.documentElement.getClientRects().length && !document.documentElement.hasAttribute('data-ready')",
        )
        .await?;
    // They are asked for again.
    network.heal();
    kiosk.arrive(HOME).await
}

pub async fn a_page_that_cannot_begin_is_left_to_the_watchdog(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 58).await?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.holds(&format!("!!{MINUTE}")).await?;
    kiosk.cdp.call("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    network.order("/config.json", Fault::Reply(200, "application/json", String::from("{")), usize::MAX);
    kiosk.cdp.run("location.reload()").await?;
    kiosk.see("Loket di kota ini sedang ditata ulang").await?;
    // It offers nothing that does not work.
    let said = kiosk.cdp.run("document.body.innerText").await?;
    for offer in ["Sentuh untuk mulai", "English"] {
        ensure(!said.as_str().is_some_and(|said| said.contains(offer)), || {
            format!("A page that cannot begin says {offer:?}.")
        })?;
    }
    kiosk.holds(&format!("!{MINUTE}")).await
}
