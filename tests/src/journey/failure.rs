//! When something is broken: a plain sentence and where to turn, never a white page; and what was typed is safe.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::load::{form_name, wasm_name};
use crate::{
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, same},
};

const OFFICE: [&str; 3] = ["Mal Pelayanan Publik Kota Pontianak", "Gedung Kapuas Indah lantai 3", "0561-000000"];

/// Goes to the front page without waiting for an app that may never come.
async fn go(citizen: &Citizen) -> Result {
    citizen.cdp()?.call("Page.navigate", json!({ "url": format!("{}/", citizen.home) })).await?;
    Ok(())
}

/// A sentence, the office, its address and its phone.
async fn says(citizen: &Citizen, sentence: &str) -> Result {
    citizen.see(sentence).await?;
    for line in OFFICE {
        citizen.see(line).await?;
    }
    Ok(())
}

pub async fn a_broken_service_file(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 9).await?;
    let citizen = stage.citizen(network.addr).await?;
    let broken =
        r#"{ "id": "usaha-mikro-dari-sptu", "version": "2026-11-24", "schema": { "type": "objekt" }, "uischema": 7 }"#;
    network.order("/services/usaha-mikro-dari-sptu", Fault::Reply(200, "application/json", broken.into()), 9);
    citizen.open("/").await?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    says(&citizen, "File layanan ini rusak. Beri tahu petugas: Mal Pelayanan Publik Kota Pontianak, 0561-000000.")
        .await?;
    citizen.press("link", "Ke halaman depan").await?;
    citizen.arrive("Mau mengurus apa hari ini?").await
}

pub async fn a_wrong_config(stage: Arc<Stage>) -> Result {
    for config in [r#"{"city":7}"#, "<!doctype html><title>Not found</title>"] {
        let office = Office::open().await?;
        let network = Network::to(office.addr, 10).await?;
        let citizen = stage.citizen(network.addr).await?;
        network.order("/config.json", Fault::Reply(200, "application/json", config.into()), 9);
        go(&citizen).await?;
        says(&citizen, "Loket di kota ini sedang ditata ulang dan belum bisa dibuka.").await?;
        citizen.find("button", "Muat ulang").await?;
    }
    Ok(())
}

pub async fn a_missing_wasm(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 11).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 404");
    network.order(&wasm_name(&office).await?, Fault::Reply(404, "text/plain", String::from("Not found")), 9);
    go(&citizen).await?;
    says(&citizen, "Sebagian halaman ini tidak sampai. Periksa sinyal").await?;
    citizen.title("Loket tidak bisa dibuka – Loket").await?;
    network.heal();
    citizen.press("button", "Muat ulang").await?;
    citizen.ready().await
}

pub async fn a_missing_form(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 13).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("status of 404");
    network.order(&form_name(&office).await?, Fault::Reply(404, "text/plain", String::from("Not found")), 9);
    citizen.open("/").await?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    says(&citizen, "Sebagian halaman ini tidak sampai. Periksa sinyal").await?;
    network.heal();
    citizen.press("button", "Muat ulang").await?;
    citizen.arrive("Usaha mikro dari SPTU").await
}

/// A form that comes slowly: the title says so, and has the focus when the page is there.
pub async fn a_slow_form(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 14).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(&form_name(&office).await?, Fault::Delay(Duration::from_secs(3)), 1);
    citizen.open("/").await?;
    citizen.press("link", "Usaha mikro dari SPTU").await?;
    citizen.title("Sedang dimuat… – Loket").await?;
    citizen.arrive("Usaha mikro dari SPTU").await?;
    citizen.focus_on("heading", "Usaha mikro dari SPTU").await
}

pub async fn a_weak_signal_is_tried_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 12).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    citizen.expect("preload");
    // Once for the preload, once for the loader.
    network.order(&wasm_name(&office).await?, Fault::Cut, 2);
    go(&citizen).await?;
    citizen.see("Sinyal lemah, mencoba lagi…").await?;
    citizen.ready().await?;
    citizen.see_no_more("Sinyal lemah, mencoba lagi…").await
}

pub async fn an_unsupported_browser(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let source = json!({ "source": "delete window.WebAssembly" });
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", source).await?;
    go(&citizen).await?;
    says(&citizen, "Browser ini terlalu lama untuk Loket.").await
}

pub async fn javascript_off(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let cdp = citizen.cdp()?;
    cdp.call("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
    go(&citizen).await?;
    says(&citizen, "JavaScript dimatikan di browser ini").await
}

pub async fn a_trap_at_the_start(stage: Arc<Stage>) -> Result {
    let office = Office::over("LOKET_DIST_TRAP").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.expect("Exception");
    citizen.open("/").await?;
    citizen.run("localStorage.setItem('loket.trap', 'start')").await?;
    citizen.driver.refresh().await?;
    says(&citizen, "Maaf, ada yang rusak di Loket. Isian Anda tetap ada di HP ini.").await
}

pub async fn a_trap_in_a_click_keeps_what_was_typed(stage: Arc<Stage>) -> Result {
    let office = Office::over("LOKET_DIST_TRAP").await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.expect("Exception");
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    citizen.press("button", "Mulai").await?;
    citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.run("localStorage.setItem('loket.trap', 'click')").await?;
    citizen.reload().await?;
    citizen.press("link", "Kembali").await?;
    says(&citizen, "Maaf, ada yang rusak di Loket. Isian Anda tetap ada di HP ini.").await?;
    citizen.title("Loket tidak bisa dibuka – Loket").await?;

    citizen.run("localStorage.removeItem('loket.trap')").await?;
    citizen.press("button", "Muat ulang").await?;
    citizen.ready().await?;
    citizen.open("/").await?;
    citizen.press("link", "Lanjutkan: Usaha mikro dari SPTU").await?;
    same("What was typed", citizen.value("textbox", "Nomor SPTU").await?.as_str(), "511.2/0147/FLB/2026")
}
