//! An officer at a kiosk: the door, the operator's page, helping one person.

use std::{io::Write, process::Stdio, sync::Arc, time::Duration};

use serde_json::{Value, json};

use super::{conversion::trader, settings::settings};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, search},
    network::{Fault, Network},
    office::{COUNTER, Office},
    stage::Stage,
    tool,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";
const NIK: &str = "6171051708900001";
const BAND: &str = "Dibantu petugas loket 3";
const TALLY: &str = "JSON.parse(sessionStorage.getItem('loket-tally'))";

pub async fn the_door_opens_to_officers_alone(_: Arc<Stage>) -> Result {
    for (screen, name) in [(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")] {
        let office = Office::open().await?;
        let network = Network::to(office.addr, 62).await?;
        settings(&network, "kiosk", json!({ "unlock": "kiosk/unlock", "paper": "80mm" }))?;
        let kiosk = Kiosk::start(network.addr, screen, &[]).await?;
        kiosk.convert(&trader()?).await?;
        kiosk.wipe().await?;
        // Who touches it by accident finds nothing.
        kiosk.hold_corner(Duration::from_secs(1)).await?;
        tokio::time::sleep(Duration::from_secs(5)).await;
        kiosk.holds("!document.querySelector('.kiosk-officer')").await?;
        kiosk.knock().await?;
        kiosk.inspect(&[name, " door"].concat()).await?;
        kiosk.type_pin("246811").await?;
        kiosk.see("PIN salah. Coba lagi.").await?;
        ensure(!kiosk.text().await?.contains("mpp-1"), || String::from("The page behind the door is seen."))?;
        kiosk.type_pin(COUNTER.1).await?;
        for part in ["Kiosk ini, petugas loket 3", "mpp-1", "1 sejak ", "Server Tersambung", "Bantu satu orang"] {
            kiosk.see(part).await?;
        }
        kiosk.inspect(&[name, " operator"].concat()).await?;
        // The printer prints the slip, and nothing of the page.
        let (pages, millimetres) = kiosk.print(&[name, " slip"].concat()).await?;
        same("pages", pages, 1)?;
        ensure((millimetres - 80.0).abs() < 1.0, || format!("The slip is {millimetres} mm wide."))?;
        let printed = kiosk.on_paper().await?;
        ensure(printed.contains("mpp-1") && printed.contains("80mm"), || format!("The slip says: {printed}"))?;
        ensure(!printed.contains(HOME), || format!("The slip says: {printed}"))?;
        ensure(!kiosk.text().await?.contains("Tiket keluar?"), || String::from("A slip is no ticket."))?;
        kiosk.touch("button", "Tutup").await?;
        kiosk.holds("!document.querySelector('.kiosk-officer')").await?;
        // By keys, too.
        kiosk.press("o", 3).await?;
        kiosk.see("Ketik 6 angka PIN petugas.").await?;
        kiosk.press("Escape", 0).await?;
        kiosk.holds("!document.querySelector('.kiosk-officer')").await?;
    }
    Ok(())
}

pub async fn an_officer_helps_one_person(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 63).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600, "unlock": "kiosk/unlock" }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "NIK", NIK).await?;
    kiosk.holds(&format!("document.activeElement.value.replace(/\\D/g, '') === '{NIK}'")).await?;
    kiosk.unlock(COUNTER.1).await?;
    ensure(!search::quick(&kiosk, &[NIK]).await?.is_empty(), || String::from("Nothing had been typed."))?;
    kiosk.cdp.run("window.old = true").await?;
    kiosk.touch("button", "Bantu satu orang").await?;
    kiosk.holds("!window.old").await?;
    kiosk.arrive(HOME).await?;
    kiosk.see(BAND).await?;
    kiosk.inspect("assisted").await?;
    // Nothing of whoever was there before can be opened.
    same("left", search::search(&kiosk, &[NIK]).await?, Vec::new())?;
    let history = kiosk.cdp.call("Page.getNavigationHistory", json!({})).await?;
    same("entries of the history", history["entries"].as_array().map_or(0, Vec::len), 1)?;
    // The first reply is lost: what is sent again is what was frozen.
    network.order("/api/services", Fault::LoseReply, 1);
    let trader = trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    kiosk.see(BAND).await?;
    kiosk.inspect("assisted review").await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.arrive("Permohonan terkirim").await?;
    ensure(network.seen("/api/services").len() >= 2, || String::from("It was sent once."))?;
    same("who helped", office.only_row()?.assisted.as_deref(), Some(COUNTER.0))?;
    same("the tally", kiosk.cdp.run(&format!("{TALLY}.n")).await?, json!(1))?;
    // It ends with that person.
    ensure(!kiosk.text().await?.contains(BAND), || String::from("It goes on after the receipt."))?;
    kiosk.wipe().await?;
    ensure(!kiosk.text().await?.contains(BAND), || String::from("It goes on after the wipe."))?;
    kiosk.convert(&trader).await?;
    let helped: Vec<Option<String>> = office.rows()?.into_iter().map(|row| row.assisted).collect();
    ensure(helped.len() == 2 && helped.contains(&None), || format!("{helped:?}"))?;
    same("the tally", kiosk.cdp.run(&format!("{TALLY}.n")).await?, json!(2))
}

pub async fn an_unlocked_kiosk_is_not_left_open(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 64).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 12, "askSeconds": 2, "unlock": "kiosk/unlock" }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.unlock(COUNTER.1).await?;
    kiosk.touch("button", "Bantu satu orang").await?;
    kiosk.see(BAND).await?;
    // Nobody touches it.
    kiosk.cdp.run("window.old = true").await?;
    kiosk.holds("!window.old && document.documentElement.hasAttribute('data-ready')").await?;
    kiosk
        .holds("!document.querySelector('.kiosk-assisted') && !('assisted' in document.documentElement.dataset)")
        .await?;
    // The operator's page idles out, too.
    kiosk.unlock(COUNTER.1).await?;
    kiosk.cdp.run("window.old = true").await?;
    kiosk.holds("!window.old && !document.querySelector('.kiosk-officer')").await
}

pub async fn without_a_network_a_pin_is_compared_with_the_settings(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 65).await?;
    let officers = [officer("2", "135790").await?, officer("Loket 4", "975310").await?];
    settings(&network, "kiosk", json!({ "officers": officers }))?;
    let kiosk = Kiosk::start(network.addr, LANDSCAPE, &[]).await?;
    kiosk.is_kept().await?;
    network.heal();
    network.order("/", Fault::Refuse, usize::MAX);
    kiosk.knock().await?;
    for n in 1..=4 {
        kiosk.type_pin("000000").await?;
        kiosk.holds(&format!("JSON.parse(sessionStorage.getItem('loket-wrong-pins')).n === {n}")).await?;
        kiosk.see("PIN salah. Coba lagi.").await?;
    }
    kiosk.type_pin("975310").await?;
    for part in ["petugas loket Loket 4", "Server Terputus"] {
        kiosk.see(part).await?;
    }
    kiosk.touch("button", "Bantu satu orang").await?;
    kiosk.see("Dibantu petugas loket Loket 4").await?;
    // After five in a row one waits, and a wipe does not end that.
    kiosk.wipe().await?;
    kiosk.knock().await?;
    for n in 1..=5 {
        kiosk.type_pin("000000").await?;
        kiosk.holds(&format!("JSON.parse(sessionStorage.getItem('loket-wrong-pins')).n === {n}")).await?;
        kiosk.see(if n < 5 { "PIN salah. Coba lagi." } else { "Terlalu sering salah. Tunggu " }).await?;
    }
    kiosk.wipe().await?;
    kiosk.knock().await?;
    kiosk.type_pin("135790").await?;
    kiosk.see("Terlalu sering salah. Tunggu ").await?;
    kiosk.inspect("door that waits").await?;
    // Where the backend is to be asked, the network is needed, and that is said.
    network.heal();
    let asked = Network::to(office.addr, 66).await?;
    let kiosk = Kiosk::start(asked.addr, PORTRAIT, &[]).await?;
    kiosk.knock().await?;
    asked.order("/", Fault::Refuse, usize::MAX);
    kiosk.type_pin(COUNTER.1).await?;
    kiosk.see("PIN diperiksa di server, dan jaringan sedang putus. Coba lagi nanti.").await
}

/// An entry of the settings, as `loket pin` makes it.
async fn officer(counter: &str, pin: &str) -> Result<Value> {
    let mut command = std::process::Command::new(tool::path("LOKET_AUTHOR")?);
    let mut made = command.args(["pin", counter]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut stdin) = made.stdin.take() {
        stdin.write_all(pin.as_bytes())?;
    }
    Ok(serde_json::from_slice(&made.wait_with_output()?.stdout)?)
}
