//! Nothing that was typed is lost: not by Back, not by a reload, not by a closed tab, and not by another language.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{conversion, form};
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    wait::until,
    wrong::{Result, same},
};

/// To the third page, with a name half typed that was not left.
pub async fn half_way(citizen: &Citizen) -> Result {
    let trader = conversion::trader()?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    for page in form::list(&trader["pages"])?.iter().take(2) {
        form::fill_page(citizen, page).await?;
    }
    citizen.arrive("Apa usaha Anda?").await?;
    citizen.choose("radio", "Belum").await?;
    citizen.write("Nama usaha", "Toko Ka").await?;
    // What was typed a second ago is on the device.
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(())
}

/// Whether everything is as `half_way` left it.
pub async fn is_half_way(citizen: &Citizen) -> Result {
    citizen.arrive("Apa usaha Anda?").await?;
    same("The name half typed", citizen.value("textbox", "Nama usaha").await?.as_str(), "Toko Ka")?;
    let chosen = citizen.find("radio", "Belum").await?.is_selected().await?;
    same("The choice", chosen, true)
}

pub async fn back_forward_and_reload_lose_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;

    citizen.driver.back().await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    same("The market", citizen.picked_when("Pasar", "Pasar Flamboyan").await?.as_str(), "Pasar Flamboyan")?;
    citizen.driver.back().await?;
    citizen.arrive("Apa nomor SPTU Anda?").await?;
    same("The number", citizen.value("textbox", "Nomor SPTU").await?.as_str(), "511.2/0147/FLB/2026")?;
    citizen.driver.forward().await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    citizen.driver.forward().await?;
    is_half_way(&citizen).await?;

    citizen.reload().await?;
    is_half_way(&citizen).await?;
    citizen.press("link", "Kembali").await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    same("The block", citizen.picked_when("Blok", "Blok A").await?.as_str(), "Blok A")
}

pub async fn a_closed_tab_loses_nothing(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    // A tab that stays open, so that the browser does not end.
    citizen.new_tab().await?;
    half_way(&citizen).await?;
    citizen.close_tab().await?;
    citizen.open("/").await?;
    citizen.press("link", "Lanjutkan: Usaha mikro dari SPTU").await?;
    is_half_way(&citizen).await
}

/// Two tabs on one draft: the one that comes second says so, and writes nothing over the other.
pub async fn two_tabs_do_not_overwrite_each_other(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let first = citizen.driver.window().await?;
    let address = citizen.run("return location.pathname").await?;
    let address = address.as_str().unwrap_or_default().to_owned();
    citizen.see("Tersimpan di HP ini").await?;
    let behind = citizen.cdp()?;

    citizen.new_tab().await?;
    citizen.open(&address).await?;
    citizen.write("Nama usaha", "Toko Kain Melati").await?;
    citizen.leave().await?;
    // The one behind is closed before anybody comes back to it: nothing can be typed there that would be lost.
    let is_closed = "document.querySelector('h1').textContent === 'Isian ini dibuka di jendela lain'";
    until("the tab behind to be closed", || async { Ok(behind.run(is_closed).await? == json!(true)) }).await?;
    citizen.driver.switch_to_window(first).await?;
    citizen.arrive("Isian ini dibuka di jendela lain").await?;
    citizen.press("button", "Muat ulang").await?;
    citizen.arrive("Apa usaha Anda?").await?;
    same("The name", citizen.value("textbox", "Nama usaha").await?.as_str(), "Toko Kain Melati")
}

/// What lies on the device cannot be read without the browser's key, and the key cannot be taken out.
pub async fn what_is_kept_is_encrypted(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    citizen.see("Tersimpan di HP ini").await?;
    let script = "return new Promise(done => { indexedDB.open('loket').onsuccess = event => { \
        const work = event.target.result.transaction(['texts', 'keys']); \
        const texts = work.objectStore('texts').getAll(), key = work.objectStore('keys').get('texts'); \
        work.oncomplete = () => done({ key: key.result.extractable, texts: texts.result.length, \
            plain: texts.result.filter(record => record.text !== undefined).length, \
            seen: texts.result.some(record => new TextDecoder().decode(record.bytes).includes('6171051708900001')) }) } })";
    same("What is kept", citizen.run(script).await?, json!({ "key": false, "texts": 2, "plain": 0, "seen": false }))
}

pub async fn another_language_keeps_the_answers(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let lang = || citizen.run("return document.documentElement.lang");
    same("The language of the document", lang().await?, "id".into())?;

    // On a device that is slow to take it, the language waits for what was typed.
    let slow = "(() => { const { put } = loket.vault; \
        const later = async (...given) => { \
            await new Promise(done => setTimeout(done, 700)); \
            const kept = await put(...given); window.__kept = true; return kept; }; \
        loket.vault = { ...loket.vault, put: later }; \
        new MutationObserver(() => { window.__before = !!window.__kept; }) \
            .observe(document.documentElement, { attributeFilter: ['lang'] }); })()";
    citizen.cdp()?.run(slow).await?;
    citizen.write("Nama usaha", "Toko Ka").await?;
    citizen.press("button", "English").await?;
    citizen.arrive("What is your business?").await?;
    same("What was typed is kept first", citizen.run("return window.__before").await?, true.into())?;
    citizen.title("Step 3 of 5: What is your business? – Loket").await?;
    same("The language of the document", lang().await?, "en".into())?;
    same("The name", citizen.value("textbox", "Name of the business").await?.as_str(), "Toko Ka")?;

    citizen.reload().await?;
    citizen.arrive("What is your business?").await?;
    citizen.press("button", "Bahasa Indonesia").await?;
    is_half_way(&citizen).await?;
    citizen.title("Langkah 3 dari 5: Apa usaha Anda? – Loket").await
}
