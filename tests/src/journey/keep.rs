//! Nothing that was typed is lost: not by Back, not by a reload, not by a closed tab, and not by another language.

use std::sync::Arc;

use super::{conversion, form};
use crate::{
    citizen::Citizen,
    office::Office,
    stage::Stage,
    wrong::{Result, same},
};

/// To the third page, with a name half typed that was not left.
async fn half_way(citizen: &Citizen) -> Result {
    let trader = conversion::trader()?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    for page in form::list(&trader["pages"])?.iter().take(2) {
        form::fill_page(citizen, page).await?;
    }
    citizen.arrive("Apa usaha Anda?").await?;
    citizen.choose("radio", "Belum").await?;
    citizen.write("Nama usaha", "Toko Ka").await
}

async fn is_half_way(citizen: &Citizen) -> Result {
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

pub async fn another_language_keeps_the_answers(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    half_way(&citizen).await?;
    let lang = || citizen.run("return document.documentElement.lang");
    same("The language of the document", lang().await?, "id".into())?;

    citizen.press("button", "English").await?;
    citizen.arrive("What is your business?").await?;
    citizen.title("Step 3 of 5: What is your business? – Loket").await?;
    same("The language of the document", lang().await?, "en".into())?;
    same("The name", citizen.value("textbox", "Name of the business").await?.as_str(), "Toko Ka")?;

    citizen.reload().await?;
    citizen.arrive("What is your business?").await?;
    citizen.press("button", "Bahasa Indonesia").await?;
    is_half_way(&citizen).await?;
    citizen.title("Langkah 3 dari 5: Apa usaha Anda? – Loket").await
}
