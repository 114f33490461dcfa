//! A kiosk alone: a night without a network, and the power that goes and comes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::json;

use super::{conversion::trader, settings::settings};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, search},
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";
const SECRET: &str = "6171051708900001";

pub async fn a_night_without_a_network(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 61).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 6, "askSeconds": 2 }))?;
    let kiosk = Kiosk::start(network.addr, LANDSCAPE, &[]).await?;
    kiosk.is_kept().await?;
    network.heal();
    network.order("/", Fault::Refuse, usize::MAX);
    // Somebody comes, types and goes: the page that is fresh comes from the browser's own store, and so does the next one.
    for _ in 0..2 {
        kiosk.cdp.run("window.old = true").await?;
        kiosk.touch("link", "Surat keterangan usaha").await?;
        kiosk.touch("button", "Mulai").await?;
        kiosk.write_in("textbox", "NIK", SECRET).await?;
        kiosk.holds("!window.old && document.documentElement.hasAttribute('data-ready')").await?;
        kiosk.arrive(HOME).await?;
        kiosk.holds("!!document.querySelector('.kiosk-bar')").await?;
        same("left", search::quick(&kiosk, &[SECRET]).await?, Vec::new())?;
    }
    // A network that says nothing at all: whoever comes next waits for it once, and for a second only.
    network.heal();
    network.order("/", Fault::Hold, usize::MAX);
    let began = Instant::now();
    kiosk.wipe().await?;
    kiosk.arrive(HOME).await?;
    let seconds = began.elapsed().as_secs_f32();
    ensure(seconds < 3.0, || format!("The first page took {seconds} s."))?;
    network.heal();
    network.order("/", Fault::Refuse, usize::MAX);
    // Nobody comes for a while: it stays as it is, and its clock goes on.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let before = network.seen("/").len();
    kiosk.cdp.run("window.old = true").await?;
    tokio::time::sleep(Duration::from_secs(6)).await;
    kiosk.holds("window.old").await?;
    kiosk.arrive(HOME).await?;
    let minute =
        "Math.abs(Number(document.title.match(/\\[(\\d+)\\]/)[1]) - Math.floor(Date.now() / 60000) % 1000) <= 1";
    kiosk.holds(minute).await?;
    let asked = network.seen("/").len() - before;
    ensure(asked < 5, || format!("A kiosk that nobody touches asked {asked} times."))?;
    // In the morning the network is back.
    network.heal();
    settings(&network, "kiosk", json!({ "idleSeconds": 600 }))?;
    kiosk.wipe().await?;
    let trader = trader()?;
    kiosk.convert(&trader).await?;
    same("the answers", &office.only_row()?.answers, &trader["answers"])
}

pub async fn power_is_cut(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let mut kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    kiosk.convert(&trader()?).await?;
    kiosk.wipe().await?;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "NIK", SECRET).await?;
    kiosk.holds(&format!("document.activeElement.value.replace(/\\D/g, '') === '{SECRET}'")).await?;
    kiosk.cut_power(PORTRAIT).await?;
    kiosk.arrive(HOME).await?;
    same("left", search::search(&kiosk, &[SECRET]).await?, Vec::new())?;
    // What is counted is counted from here on.
    same("the tally", kiosk.cdp.run("JSON.parse(sessionStorage.getItem('loket-tally')).n").await?, json!(0))?;
    kiosk.convert(&trader()?).await?;
    same("the tally", kiosk.cdp.run("JSON.parse(sessionStorage.getItem('loket-tally')).n").await?, json!(1))?;
    same("submissions", office.rows()?.len(), 2)
}
