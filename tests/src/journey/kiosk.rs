//! The kiosk: whoever comes next finds nothing of whoever was there before; all is done with a finger.

use std::{sync::Arc, time::Instant};

use serde_json::json;

use super::{conversion, settings::settings};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Screen, search},
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

/// What nobody else may find; each typed as a person types.
const SECRETS: [&str; 3] = ["6171051708900001", "Siti Aminah Melati", "Sungai Ambawang Jaya"];
const HOME: &str = "Mau mengurus apa hari ini?";
/// The most touches that the conversion may take, those of the keyboard aside.
const MOST_TOUCHES: u32 = 25;

pub async fn a_trader_finishes_with_a_finger(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    let touches = kiosk.convert(&trader).await?;
    same("the answers", &office.only_row()?.answers, &trader["answers"])?;
    ensure(touches <= MOST_TOUCHES, || format!("The conversion took {touches} touches."))?;
    // Back does not lead to what was there.
    let history = kiosk.cdp.call("Page.getNavigationHistory", json!({})).await?;
    same("entries of the history", history["entries"].as_array().map_or(0, Vec::len), 1)?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    let began = Instant::now();
    kiosk.arrive(HOME).await?;
    let seconds = began.elapsed().as_secs_f32();
    ensure(seconds < 2.0, || format!("Wiping took {seconds} s."))?;
    same("What happened behind the citizen's back", kiosk.complaints(), Vec::new())
}

pub async fn every_page_fits_a_finger(_: Arc<Stage>) -> Result {
    every_page(PORTRAIT, "portrait").await
}

pub async fn every_page_fits_a_finger_across(_: Arc<Stage>) -> Result {
    every_page(LANDSCAPE, "landscape").await
}

async fn every_page(screen: Screen, name: &str) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, screen, &[]).await?;
    let trader = conversion::trader()?;
    kiosk.inspect(&[name, " home"].concat()).await?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.arrive("Usaha mikro dari SPTU").await?;
    kiosk.inspect(&[name, " service"].concat()).await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill_and_inspect(&trader["pages"]).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.arrive("Permohonan terkirim").await?;
    kiosk.inspect(&[name, " receipt"].concat()).await
}

pub async fn nothing_is_left_for_the_next(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 51).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 4, "askSeconds": 8 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // While somebody is there, what was typed is where it must be, and only there: so each place is looked at in earnest.
    let before = search::quick(&kiosk, &SECRETS).await?;
    for place in ["page", "wasm"] {
        ensure(before.iter().any(|(found, _)| *found == place), || format!("Nothing of a visitor is in the {place}."))?;
    }
    let kept: Vec<_> = before.iter().filter(|(place, _)| !["page", "heap", "wasm"].contains(place)).collect();
    same("kept while somebody types", format!("{kept:?}"), String::from("[]"))?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.arrive(HOME).await?;
    same("left after the wipe", search::search(&kiosk, &SECRETS).await?, Vec::new())
}

pub async fn what_is_left_would_be_found(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let secret = "Melati 6171051708900001";
    search::plant(&kiosk, secret).await?;
    let found = search::search(&kiosk, &[secret]).await?;
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    same("places", places, vec!["page", "storage", "wasm", "history", "heap", "profile"])
}

pub async fn who_is_still_there_goes_on(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 52).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 3, "askSeconds": 20 }))?;
    let kiosk = Kiosk::start(network.addr, LANDSCAPE, &[]).await?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "Nomor SPTU", "511.2/0147/FLB/2026").await?;
    kiosk.holds("document.activeElement.value === '511.2/0147/FLB/2026'").await?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    kiosk.holds("!document.querySelector('.kiosk-dialog') && document.querySelector('input').value === '511.2/0147/FLB/2026'").await
}

pub async fn without_a_network_nothing_is_said_to_be_sent(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 53).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 600 }))?;
    network.order("/api/services", Fault::Refuse, 9);
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&trader["pages"]).await?;
    kiosk.touch("button", "Kirim permohonan").await?;
    kiosk.holds("!!document.documentElement.dataset.fate").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.see("Belum pasti permohonan ini sampai.").await?;
    kiosk.inspect("unsure").await?;
    same("submissions", office.rows()?.len(), 0)?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    kiosk.see("Tetap di sini, Loket mencoba lagi sendiri.").await?;
    kiosk.inspect("unsent").await?;
    // Whoever stays gets the receipt; the next try comes within half a minute, which is longer than others are waited for.
    network.heal();
    if kiosk.arrive("Permohonan terkirim").await.is_err() {
        kiosk.arrive("Permohonan terkirim").await?;
    }
    same("submissions", office.rows()?.len(), 1)
}

pub async fn a_list_opens_as_rows_for_fingers(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let trader = conversion::trader()?;
    kiosk.touch("link", "Usaha mikro dari SPTU").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&json!([trader["pages"][0]])).await?;
    kiosk.arrive("Di mana Anda berjualan?").await?;
    kiosk
        .holds("Array.from(document.querySelectorAll('option'), (option) => option.text).includes('Pasar Dahlia')")
        .await?;
    kiosk.touch("combobox", "Pasar").await?;
    kiosk.inspect("list").await?;
    kiosk.touch("button", "Pasar Dahlia").await?;
    kiosk.holds("!document.querySelector('.kiosk-picker') && document.querySelector('option:checked').text === 'Pasar Dahlia'").await
}

pub async fn the_receipt_is_a_ticket_on_a_roll(_: Arc<Stage>) -> Result {
    for (paper, width) in [("80mm", 80.0), ("58mm", 58.0)] {
        let office = Office::open().await?;
        let network = Network::to(office.addr, 54).await?;
        settings(&network, "kiosk", json!({ "paper": paper }))?;
        let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
        kiosk.convert(&conversion::trader()?).await?;
        kiosk.holds("!!document.querySelector('.qr__code')").await?;
        let (pages, millimetres) = kiosk.print(paper).await?;
        same("pages", pages, 1)?;
        ensure((millimetres - width).abs() < 1.0, || format!("The ticket is {millimetres} mm wide."))?;
        kiosk.cdp.call("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let printed = kiosk.cdp.run("document.body.innerText").await?;
        let printed = printed.as_str().unwrap_or_default();
        for part in ["Permohonan terkirim", "SPTU asli", "24 November 2026"] {
            ensure(printed.contains(part), || format!("The ticket lacks “{part}”: {printed}"))?;
        }
        for secret in ["6171", "Siti Aminah", "Kenanga", "7890"] {
            ensure(!printed.contains(secret), || format!("The ticket says “{secret}”."))?;
        }
        kiosk.cdp.call("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        kiosk.see("Tiket keluar?").await?;
        kiosk.touch("button", "Tidak").await?;
        kiosk.see("Foto nomor di layar ini, atau panggil petugas.").await?;
        kiosk.inspect(&["ticket ", paper].concat()).await?;
    }
    Ok(())
}

async fn leave_secrets(kiosk: &Kiosk) -> Result {
    let [nik, name, city] = SECRETS;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "NIK", nik).await?;
    kiosk.write_in("textbox", "Nama lengkap", name).await?;
    kiosk.write_in("textbox", "Tempat lahir", city).await
}
