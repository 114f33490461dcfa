//! The main road: a trader turns an SPTU into an entry as a micro business, an officer looks at it, and it is corrected,
//! withdrawn or refused.

use std::sync::Arc;

use serde_json::Value;

use super::form;
use crate::{
    citizen::Citizen,
    office::{Office, PASSWORD, Row},
    stage::Stage,
    tool,
    wrong::{Result, ensure, same, wrong},
};

/// The whole way, with the number of the receipt at its end.
pub async fn apply(citizen: &Citizen, trader: &Value) -> Result<String> {
    citizen.open("/").await?;
    citizen.arrive("Mau mengurus apa hari ini?").await?;
    citizen.press("link", form::text(trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    form::fill(citizen, &trader["pages"]).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    number(citizen).await
}

/// The number on the receipt, without its space.
pub async fn number(citizen: &Citizen) -> Result<String> {
    let text = citizen.text().await?;
    let mut words = text.split("Nomor Anda:").nth(1).unwrap_or_default().split_whitespace();
    match (words.next(), words.next()) {
        (Some(first), Some(second)) if first.len() == 4 && second.len() == 4 => Ok([first, second].concat()),
        _ => wrong("The receipt shows no number of twice four characters."),
    }
}

/// Looks up a number on Lacak.
pub async fn track(citizen: &Citizen, number: &str, digits: &str) -> Result {
    citizen.open("/lacak").await?;
    citizen.write("Nomor permohonan", number).await?;
    citizen.write("4 angka terakhir nomor HP", digits).await?;
    citizen.press("button", "Cek status").await
}

/// Signs in as the officer and opens a submission.
pub async fn officer_opens(citizen: &Citizen, number: &str) -> Result {
    citizen.driver.goto(format!("{}/petugas/masuk", citizen.home)).await?;
    citizen.write("Kata sandi", PASSWORD).await?;
    citizen.press("button", "Masuk").await?;
    let shown = format!("{} {}", &number[..4], &number[4..]);
    citizen.press("link", &shown).await
}

/// The data of the trader who is used on most journeys.
pub fn trader() -> Result<Value> {
    tool::json("tests/data/trader.json")
}

pub async fn from_sptu_to_receipt_and_status(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::open().await?, trader()?);
    let citizen = stage.citizen(office.addr).await?;
    let number = apply(&citizen, &trader).await?;

    let row = office.only_row()?;
    let want = Row {
        number: number.clone(),
        service: String::from("usaha-mikro-dari-sptu"),
        state: String::from("terkirim"),
        digits: String::from(form::text(&trader, "digits")?),
        promised: String::from("2026-11-24"),
        assisted: None,
        answers: trader["answers"].clone(),
    };
    same("The row in the database", &row, &want)?;
    for sentence in form::list(&trader["receipt"])? {
        citizen.see(sentence.as_str().unwrap_or_default()).await?;
    }
    let seed = seed(form::text(&trader["answers"]["sptu"], "nomor")?)?;
    for (ours, theirs) in [("pasar", "market"), ("blok", "block"), ("unit", "unit"), ("dagangan", "goods")] {
        same(ours, &row.answers["sptu"][ours], &seed[theirs])?;
    }

    citizen.new_tab().await?;
    officer_opens(&citizen, &number).await?;
    citizen.pick("Status baru", "Sedang diperiksa").await?;
    citizen.press("button", "Simpan status").await?;
    citizen.see("Sedang diperiksa, oleh").await?;

    track(&citizen, &number, &row.digits).await?;
    citizen.see("Sedang diperiksa").await?;
    citizen.see("Sedang diperiksa 24 November 2026").await?;
    let text = citizen.text().await?;
    let leaks = form::list(&trader["secrets"])?.iter().filter_map(Value::as_str).find(|secret| text.contains(secret));
    ensure(leaks.is_none(), || format!("The status shows an answer: {leaks:?}"))
}

/// The SPTU with this number, as the stand-in knows it.
fn seed(number: &str) -> Result<Value> {
    let seeds = tool::json("crates/standin/data/sptu.json")?;
    let found = form::list(&seeds["sptu"])?.iter().find(|seed| seed["number"] == number).cloned();
    found.map_or_else(|| wrong(format!("The stand-in has no SPTU {number}.")), Ok)
}
