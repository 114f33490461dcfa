//! How long a draft stays on the device: until its day, until it is deleted, or until the browser needs the room; each is told.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{
    conversion, form,
    keep::{half_way, is_half_way},
};
use crate::{
    access,
    citizen::Citizen,
    network::Network,
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, ensure, same},
};

const CARD: &str = "Lanjutkan: Usaha mikro dari SPTU";

pub const DAY: Duration = Duration::from_secs(86_400);

/// From the next page on it is so much later.
pub async fn later(citizen: &Citizen, by: Duration) -> Result {
    set_clock(citizen, i64::try_from(by.as_millis())?).await
}

/// From the next page on the phone's clock is changed by so many milliseconds.
pub async fn set_clock(citizen: &Citizen, shift: i64) -> Result {
    let source = format!(
        "(() => {{ const Before = Date, shift = {shift}; \
        window.Date = class extends Before {{ \
        constructor(...given) {{ if (given.length) super(...given); else super(Before.now() + shift); }} \
        static now() {{ return Before.now() + shift; }} }}; }})()"
    );
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
    Ok(())
}

/// The names of what lies on the device.
pub async fn names(citizen: &Citizen) -> Result<Vec<String>> {
    let script = "return new Promise(done => { indexedDB.open('loket').onsuccess = event => { \
        const asked = event.target.result.transaction('texts').objectStore('texts').getAllKeys(); \
        asked.onsuccess = () => { event.target.result.close(); done(asked.result); } } })";
    Ok(serde_json::from_value(citizen.run(script).await?)?)
}

pub async fn a_draft_says_until_when_it_is_kept_and_then_goes(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 50).await?;
    let citizen = stage.citizen(network.addr).await?;
    half_way(&citizen).await?;
    let day = "return new Date(Date.now() + 30 * 86400000).toLocaleDateString('id-ID', \
        { day: 'numeric', month: 'long', year: 'numeric' })";
    let day = citizen.run(day).await?;
    let told = format!("Disimpan sampai {}", day.as_str().unwrap_or_default());
    citizen.see(&told).await?;

    network.later(29 * DAY);
    later(&citizen, 29 * DAY).await?;
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    citizen.see(&told).await?;
    let beranda = citizen.text().await?;
    for private in ["Siti", "6171", "Toko Ka"] {
        ensure(!beranda.contains(private), || format!("Beranda shows “{private}”: {beranda}"))?;
    }

    network.later(31 * DAY);
    later(&citizen, 2 * DAY).await?;
    citizen.open("/").await?;
    citizen.find("link", "Perpanjangan SPTU").await?;
    ensure(!citizen.has("link", CARD).await?, || String::from("The draft is still there."))?;
    until("everything of it to be gone from the device", || async { Ok(names(&citizen).await?.is_empty()) }).await
}

pub async fn a_draft_is_deleted_when_asked_twice(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    citizen.open("/").await?;
    citizen.press("button", "Hapus").await?;
    citizen.see("Hapus isian ini dari HP? Tidak bisa dikembalikan.").await?;
    access::look_without_tree(&citizen).await?;
    citizen.press("button", "Tidak jadi").await?;
    citizen.find("link", CARD).await?;
    citizen.press("button", "Hapus").await?;
    citizen.press("button", "Ya, hapus").await?;
    until("the card to go", || async { Ok(!citizen.has("link", CARD).await?) }).await?;
    until("the draft to be gone from the device", || async {
        Ok(!names(&citizen).await?.iter().any(|name| name.starts_with("draft.")))
    })
    .await?;
    citizen.reload().await?;
    citizen.find("link", "Perpanjangan SPTU").await?;
    ensure(!citizen.has("link", CARD).await?, || String::from("The draft is there again."))
}

pub async fn a_definition_is_there_for_the_draft_of_another_tab(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    citizen.open("/").await?;
    citizen.find("link", CARD).await?;
    let take = "return loket.vault.open().then(all => Promise.all(all.filter(([name]) => name.startsWith('draft.')) \
        .map(([name, text]) => loket.vault.remove(name).then(() => [name, text]))))";
    let drafts = citizen.run(take).await?;
    ensure(drafts.as_array().is_some_and(|drafts| drafts.len() == 1), || format!("These were kept: {drafts}"))?;

    // This page has seen no draft; the other tab writes one while it is open.
    citizen.reload().await?;
    citizen.find("link", "Perpanjangan SPTU").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let give = "return Promise.all(arguments[0].map(([name, text]) => loket.vault.put(name, text, 0)))";
    citizen.driver.execute(give, vec![drafts]).await?;
    let kept = names(&citizen).await?;
    ensure(kept.iter().any(|name| name.starts_with("service.")), || format!("No definition stayed: {kept:?}"))?;
    citizen.reload().await?;
    citizen.find("link", CARD).await?;

    // One that went missing is fetched again.
    let lose = "return loket.vault.open().then(all => Promise.all(all.filter(([name]) => name.startsWith('service.')) \
        .map(([name]) => loket.vault.remove(name))))";
    citizen.run(lose).await?;
    citizen.reload().await?;
    citizen.press("link", CARD).await?;
    is_half_way(&citizen).await
}

pub async fn the_browser_is_asked_after_the_first_answer_and_its_no_is_told_once(stage: Arc<Stage>) -> Result {
    const TOLD: &str = "Bila memori HP penuh, isian ini bisa terhapus. Kirim secepatnya.";
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    let refuse =
        "window.asked = 0; StorageManager.prototype.persist = async () => { window.asked += 1; return false; }";
    citizen.cdp()?.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse })).await?;
    let asked = || citizen.run("return window.asked");
    let trader = conversion::trader()?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    citizen.find("textbox", "Nomor SPTU").await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    same("How often it was asked before an answer", asked().await?, json!(0))?;
    citizen.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
    citizen.see(TOLD).await?;
    access::look_without_tree(&citizen).await?;
    same("How often it was asked", asked().await?, json!(1))?;

    citizen.reload().await?;
    citizen.write("Nomor SPTU", "511.2/0147/FLB/2027").await?;
    until("the browser to be asked again", || async { Ok(asked().await? == json!(1)) }).await?;
    citizen.see("Tersimpan di HP ini").await?;
    ensure(!citizen.text().await?.contains(TOLD), || String::from("It is told again."))
}
