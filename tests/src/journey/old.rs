//! Phones of 2020: the app opens under the shipped headers, a step is completed, and a list of the backend is searched.

use std::sync::Arc;

use crate::{
    office::Office,
    old::{CHROMIUM_83, CHROMIUM_90, Old, OldBrowser},
    stage::Stage,
    wrong::{Result, ensure, same},
};

pub async fn chromium_83(_: Arc<Stage>) -> Result {
    one_step(CHROMIUM_83, "HeadlessChrome/83.").await
}

pub async fn chromium_90(_: Arc<Stage>) -> Result {
    one_step(CHROMIUM_90, "HeadlessChrome/90.").await
}

async fn one_step(old: Old, product: &str) -> Result {
    let office = Office::with_service("pindah-rumah").await?;
    let browser = OldBrowser::start(old, format!("http://{}", office.addr)).await?;
    let got = browser.product().await?;
    ensure(got.starts_with(product), || format!("This should be {product}; it is {got}."))?;
    browser.open("/").await?;
    browser.press("link", "Usaha mikro dari SPTU").await?;
    browser.arrive("Usaha mikro dari SPTU").await?;
    browser.press("button", "Mulai").await?;
    browser.arrive("Apa nomor SPTU Anda?").await?;
    browser.write("Nomor SPTU", "511.2/0147/FLB/2026").await?;
    browser.write("NIK pemilik SPTU", "6171051708900001").await?;
    browser.press("button", "Lanjut").await?;
    browser.arrive("Di mana Anda berjualan?").await?;
    browser.holds("Array.from(document.querySelectorAll('option:checked'), option => option.text).includes('Pasar Flamboyan')").await?;
    // A list that the backend searches.
    browser.open("/layanan/pindah-rumah").await?;
    browser.press("button", "Mulai").await?;
    browser.arrive("Dari mana?").await?;
    browser.write_in("searchbox", "RT rumah lama", "akcaya 3").await?;
    browser.holds("document.querySelectorAll('input[type=radio]').length === 10").await?;
    browser.press("radio", "RT 003 / RW 001, Akcaya").await?;
    browser.holds("document.querySelectorAll('input[type=radio]').length === 0 && document.body.innerText.includes('RT 003 / RW 001, Akcaya')").await?;
    same("What happened behind the citizen's back", browser.complaints(), Vec::new())
}
