//! Phones of 2020: the app opens under the shipped headers, and a step is completed.

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
    let office = Office::open().await?;
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
    same("What happened behind the citizen's back", browser.complaints(), Vec::new())
}
