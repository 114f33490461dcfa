//! Where the form works, too: on an address without https, on a phone that keeps nothing, in Firefox, and in WebKit.

use std::sync::Arc;

use serde_json::json;

use super::conversion::{apply, trader};
use crate::{
    driver::Kind,
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const CANNOT_KEEP: &str = "Browser ini tidak menyimpan isian, mungkin karena mode pribadi.";
const FULL: &str = "Memori HP penuh, jadi isian tidak tersimpan.";

pub async fn an_address_without_https(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    // A name of the local network, which leads to the stand-in. No browser trusts it as it trusts localhost.
    let home = format!("http://loket.test:{}", office.addr.port());
    let extra = [String::from("--host-resolver-rules=MAP loket.test 127.0.0.1")];
    let citizen = stage.citizen_with(Kind::Chromium, &home, &extra).await?;
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    same("A secure context", citizen.run("return window.isSecureContext").await?, json!(false))?;
    citizen.see("Alamat ini tidak memakai https.").await?;
    let number = apply(&citizen, &trader()?).await?;
    same("The number", number, office.only_row()?.number)?;
    ensure(!citizen.has("button", "Bagikan").await?, || String::from("There is no share sheet without https."))?;
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    citizen.press("button", "Mulai").await?;
    citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
    citizen.see("Tersimpan di HP ini").await?;
    let offered = citizen.has("disclosure", "Kunci dengan PIN").await?;
    ensure(!offered, || String::from("A PIN is offered where nothing can be encrypted."))
}

pub async fn a_phone_that_forbids_storage(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let forbid = "for (const name of ['localStorage', 'indexedDB']) \
        Object.defineProperty(window, name, { get() { throw new DOMException('No', 'SecurityError') } })";
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": forbid })).await?;
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    citizen.see(CANNOT_KEEP).await?;
    let number = apply(&citizen, &trader()?).await?;
    same("The number", number, office.only_row()?.number)
}

pub async fn a_phone_whose_storage_is_full(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    // Before the first page: a browser that has looked for room remembers for a while what it found.
    let origin = format!("http://{}", office.addr);
    citizen.cdp()?.call("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": 1 })).await?;
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    citizen.press("button", "Mulai").await?;
    citizen.see(FULL).await?;
    let number = apply(&citizen, &trader()?).await?;
    same("The number", number, office.only_row()?.number)
}

pub async fn firefox(stage: Arc<Stage>) -> Result {
    elsewhere(stage, Kind::Firefox).await
}

pub async fn webkit(stage: Arc<Stage>) -> Result {
    elsewhere(stage, Kind::WebKit).await
}

async fn elsewhere(stage: Arc<Stage>, kind: Kind) -> Result {
    let (office, trader) = (Office::open().await?, trader()?);
    let citizen = stage.citizen_with(kind, &format!("http://{}", office.addr), &[]).await?;
    let number = apply(&citizen, &trader).await?;
    let row = office.only_row()?;
    same("The number", number, row.number)?;
    same("The answers", &row.answers, &trader["answers"])?;
    let others = "return performance.getEntries().map(entry => entry.name).filter(name => /^[a-z]+:\\/\\//.test(name)) \
        .filter(name => !name.startsWith(location.origin + '/'))";
    same("Requests to other addresses", citizen.run(others).await?, json!([]))
}
