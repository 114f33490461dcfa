//! What a kiosk says of a submission whose end is not known, before it wipes; its code is printed.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{conversion, settings::settings};
use crate::{
    kiosk::{Kiosk, PORTRAIT},
    network::{Fault, Network},
    office::{COUNTER, Office},
    stage::Stage,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";

/// How often the page has asked for paper. A printer of the harness's own (`Kiosk::print`) asks for it, too, but not in the page's name.
const COUNT_PRINTS: &str = "(() => {
    const print = window.print.bind(window);
    window.asked = 0;
    window.print = () => { window.asked += 1; print(); };
})()";

const PRINTED_ONCE: &str = "window.asked === 1";

pub async fn without_a_network_nothing_is_said_to_be_sent(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 53).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600, "unlock": "kiosk/unlock" }))?;
    network.order("/api/services", Fault::Refuse, 9);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.cdp.run(COUNT_PRINTS).await?;
    kiosk.fill_whole(&conversion::trader()?).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("!!document.documentElement.dataset.fate").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.see("Nomor ini juga dicetak.").await?;
    kiosk.inspect("unsure").await?;
    same("submissions", office.rows()?.len(), 0)?;
    // What is asked about at the counter is on paper, and nothing else.
    kiosk.holds(PRINTED_ONCE).await?;
    let code = kiosk.cdp.run("document.documentElement.dataset.reference").await?;
    let printed = kiosk.on_paper().await?;
    for part in [code.as_str().unwrap_or("a code"), "mpp-1", "Bawa nomor ini ke petugas."] {
        ensure(printed.contains(part), || format!("The slip lacks “{part}”: {printed}"))?;
    }
    for other in ["Siti Aminah", "6171", "Anda", "Kirim"] {
        ensure(!printed.replace("permohonan Anda", "").contains(other), || {
            format!("The slip says “{other}”: {printed}")
        })?;
    }
    same("pages of the slip", kiosk.print("slip unsure").await?.0, 1)?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    kiosk.holds(PRINTED_ONCE).await?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    // An officer who comes to help is asked, too.
    kiosk.unlock(COUNTER.1).await?;
    kiosk.touch("button", "Bantu satu orang").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.touch("button", "Belum, lanjutkan").await?;
    kiosk.see("Belum pasti terkirim").await?;
    kiosk.see("Mungkin sudah sampai. Tetap di sini, Loket mencoba lagi sendiri.").await?;
    kiosk.see(&["Sebut kode ", code.as_str().unwrap_or("?")].concat()).await?;
    kiosk.inspect("unsent").await?;
    // The citizen who stays gets the receipt; the next try comes within half a minute, which is longer than others are waited for.
    network.heal();
    if kiosk.arrive("Permohonan terkirim").await.is_err() {
        kiosk.arrive("Permohonan terkirim").await?;
    }
    same("submissions", office.rows()?.len(), 1)
}

pub async fn what_is_said_before_a_wipe_stays_true(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    kiosk.fill_whole(&conversion::trader()?).await?;
    let offline =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    kiosk.cdp.call("Network.emulateNetworkConditions", offline(true)).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.see("Belum terkirim. Tetap di sini,").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Permohonan ini belum terkirim.").await?;
    kiosk.inspect("not sent").await?;
    // It goes out while the question stands there.
    kiosk.cdp.call("Network.emulateNetworkConditions", offline(false)).await?;
    kiosk.arrive("Permohonan terkirim").await?;
    kiosk.holds("!document.querySelector('.kiosk-dialog')").await?;
    same("submissions", office.rows()?.len(), 1)
}

pub async fn a_broken_app_promises_nothing(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 70).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600 }))?;
    network.order("/api/services", Fault::LoseReply, 9);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    kiosk.cdp.run(COUNT_PRINTS).await?;
    kiosk.fill_whole(&conversion::trader()?).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("document.documentElement.dataset.fate === 'unknown'").await?;
    let code = kiosk.cdp.run("document.documentElement.dataset.reference").await?;
    // What a trap in the wasm ends in.
    kiosk.cdp.run("void Promise.reject(new WebAssembly.RuntimeError('unreachable'))").await?;
    kiosk.see("Isian di layar ini tidak bisa dilanjutkan.").await?;
    kiosk.see(code.as_str().unwrap_or("a code")).await?;
    ensure(!kiosk.text().await?.contains("aman"), || String::from("It says that all is safe."))?;
    kiosk.inspect("broken").await?;
    kiosk.holds(PRINTED_ONCE).await?;
    let printed = kiosk.on_paper().await?;
    ensure(printed.contains(code.as_str().unwrap_or("a code")), || format!("The slip says: {printed}"))?;
    kiosk.touch("button", "Muat ulang").await?;
    kiosk.arrive(HOME).await
}
