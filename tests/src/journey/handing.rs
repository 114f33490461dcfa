//! What people do between a kiosk and a phone, as journeys need it again and again.

use std::time::Duration;

use serde_json::json;

use super::conversion;
use crate::{
    citizen::Citizen,
    kiosk::Kiosk,
    wrong::{Result, same},
};

pub const SERVICE: &str = "Usaha mikro dari SPTU";
pub const THIRD: &str = "Apa usaha Anda?";
pub const TO_PHONE: &str = "Lanjutkan di HP";
pub const FROM_PHONE: &str = "Lanjutkan dari HP";
pub const MOVED: &str = "Isian Anda sudah ada di HP";
pub const ASK: &str = "Ambil isian dari kiosk?";
pub const CHOOSE: &str = "Isian mana yang dilanjutkan di kiosk?";
pub const CONFIRM: &str = "Anda di depan kiosk ini?";
pub const DIGITS: &str = "Ketik angka di layar kiosk";
pub const UNANSWERED: &str = "Kiosk belum menjawab";
pub const GONE: &str = "Kode ini sudah dipakai atau habis waktunya";
pub const STORE: &str = "/api/handoff/";
/// A button sleeps for a second.
const AWAKE: Duration = Duration::from_millis(1_100);

/// To the third page of the form, with a name half typed.
pub async fn begin(kiosk: &Kiosk) -> Result {
    let trader = conversion::trader()?;
    kiosk.touch("link", SERVICE).await?;
    kiosk.touch("button", "Mulai").await?;
    kiosk.fill(&json!([trader["pages"][0], trader["pages"][1]])).await?;
    // Lists that come move the button under the finger: whoever sees that nothing happened touches once more.
    if kiosk.arrive(THIRD).await.is_err() {
        kiosk.touch("button", "Lanjut").await?;
        kiosk.arrive(THIRD).await?;
    }
    kiosk.write_in("textbox", "Nama usaha", "Toko Ka").await
}

/// Opens an address in a page that was at none before.
pub async fn go(citizen: &Citizen, address: &str) -> Result {
    citizen.driver.goto("about:blank").await?;
    Ok(citizen.driver.goto(address).await?)
}

/// Whether the phone has what `begin` has left.
pub async fn has_all(citizen: &Citizen) -> Result {
    citizen.arrive(THIRD).await?;
    same("The name half typed", citizen.value("textbox", "Nama usaha").await?.as_str(), "Toko Ka")
}

/// Takes what the kiosk whose code this is has, as somebody does who reads first.
pub async fn take(citizen: &Citizen, address: &str) -> Result {
    go(citizen, address).await?;
    citizen.arrive(ASK).await?;
    press(citizen, "Ambil isian").await
}

/// Presses a button that sleeps at first.
pub async fn press(citizen: &Citizen, name: &str) -> Result {
    citizen.find("button", name).await?;
    tokio::time::sleep(AWAKE).await;
    citizen.press("button", name).await
}

/// Chooses the phone's only form for the kiosk whose code this is, and says that this is the kiosk.
pub async fn choose(citizen: &Citizen, address: &str) -> Result {
    go(citizen, address).await?;
    citizen.arrive(CHOOSE).await?;
    press(citizen, SERVICE).await?;
    citizen.arrive(CONFIRM).await?;
    press(citizen, "Ya, saya di sini").await
}

/// The same, and types the digits of the kiosk.
pub async fn give(citizen: &Citizen, kiosk: &Kiosk, address: &str) -> Result {
    choose(citizen, address).await?;
    let digits = digits(kiosk).await?;
    citizen.arrive(DIGITS).await?;
    type_digits(citizen, &digits).await
}

/// The digits on the screen of a kiosk that a phone has greeted.
pub async fn digits(kiosk: &Kiosk) -> Result<String> {
    kiosk.see("Ketik angka ini di HP Anda").await?;
    let digits = kiosk.cdp.run("document.querySelector('#kiosk-handoff .kiosk-code').textContent").await?;
    Ok(digits.as_str().unwrap_or_default().into())
}

/// Types digits at the phone, and sends them.
pub async fn type_digits(citizen: &Citizen, digits: &str) -> Result {
    citizen.write("8 angka", digits).await?;
    press(citizen, "Pindahkan ke kiosk").await
}
