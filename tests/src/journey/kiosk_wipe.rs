//! The next visitor of a kiosk finds nothing of the one before.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::settings::{always, settings};
use crate::{
    kiosk::{Kiosk, LANDSCAPE, PORTRAIT, Start, Touch, search},
    network::Network,
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const HOME: &str = "Mau mengurus apa hari ini?";

/// What nobody else may find; each typed as a person types.
pub const SECRETS: [&str; 3] = ["6171051708900001", "Siti Aminah Melati", "Sungai Ambawang Jaya"];

pub async fn nothing_is_left_for_the_next(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 51).await?;
    settings(&network, "kiosk", json!({ "idleSeconds": 4, "askSeconds": 8 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // What is marked a mouse could paste, whatever becomes of the page.
    same("marked by two touches", kiosk.mark(Touch::Twice).await?, String::new())?;
    same("marked by a long one", kiosk.mark(Touch::Long).await?, String::new())?;
    let words: Vec<&str> = SECRETS.iter().flat_map(|secret| secret.split(' ')).collect();
    // While somebody is there, what was typed is where it must be, and only there: so each place is looked at in earnest.
    let before = search::quick(&kiosk, &SECRETS).await?;
    for place in ["page", "wasm"] {
        ensure(before.iter().any(|(found, _)| *found == place), || format!("Nothing of a visitor is in the {place}."))?;
    }
    let kept: Vec<_> = before.iter().filter(|(place, _)| !["page", "heap", "wasm"].contains(place)).collect();
    same("kept while somebody types", format!("{kept:?}"), String::from("[]"))?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.arrive(HOME).await?;
    same("left after the wipe", search::search(&kiosk, &words).await?, Vec::new())
}

pub async fn what_is_marked_with_keys_does_not_stay(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start_as(office.addr, PORTRAIT, Start::Kept(600)).await?;
    leave_secrets(&kiosk).await?;
    kiosk.press("Tab", 8).await?;
    kiosk.holds("document.activeElement.selectionEnd > 0 && document.activeElement.selectionStart === 0").await?;
    kiosk.wipe().await?;
    // The watchdog looks every second here.
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("in the clipboards", search::clipboards(&kiosk, &SECRETS).await?, Vec::new())
}

pub async fn what_is_left_would_be_found(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let kiosk = Kiosk::start(office.addr, PORTRAIT, &[]).await?;
    let secret = "Melati 6171051708900001";
    search::plant(&kiosk, secret).await?;
    let found = search::search(&kiosk, &[secret]).await?;
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    same("places", places, vec!["page", "storage", "wasm", "history", "heap", "profile", "clipboard", "selection"])
}

pub async fn without_the_wipe_the_answers_are_found(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 64).await?;
    always(&network, "kiosk", json!({ "idleSeconds": 86_400 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // Nobody is there for longer than a wipe takes elsewhere.
    tokio::time::sleep(Duration::from_secs(10)).await;
    let found = search::search(&kiosk, &SECRETS).await?;
    let mut places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    places.dedup();
    // What can hold them; nothing else of a kiosk does.
    same("places", places, vec!["page", "wasm", "heap"])
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

pub async fn a_form_on_the_first_page_is_not_left_there(_: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 69).await?;
    always(&network, "kiosk", json!({ "idleSeconds": 5, "askSeconds": 3 }))?;
    let kiosk = Kiosk::start(network.addr, PORTRAIT, &[]).await?;
    leave_secrets(&kiosk).await?;
    // Some pages lead there: a correction by way of the status, a service that cannot be opened.
    kiosk.cdp.run("(() => { const link = document.createElement('a'); link.href = '/'; document.body.append(link); link.click(); link.remove(); })()").await?;
    kiosk.see("Lanjutkan: Surat keterangan usaha").await?;
    kiosk.inspect("home with a form").await?;
    kiosk.see("Anda masih di sini?").await?;
    kiosk.touch("button", "Ya, lanjutkan").await?;
    kiosk.touch("button", "Selesai dan hapus data").await?;
    kiosk.holds("!document.body.innerText.includes('Lanjutkan: ')").await?;
    kiosk.arrive(HOME).await
}

/// Somebody types, and leaves.
pub async fn leave_secrets(kiosk: &Kiosk) -> Result {
    let [nik, name, city] = SECRETS;
    kiosk.touch("link", "Surat keterangan usaha").await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.write_in("textbox", "NIK", nik).await?;
    kiosk.write_in("textbox", "Nama lengkap", name).await?;
    kiosk.write_in("textbox", "Tempat lahir", city).await
}
