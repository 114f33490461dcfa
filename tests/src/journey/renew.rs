//! A new version of a service while somebody fills in the old one: nothing is lost, and nothing goes without being named.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use crate::{
    access,
    citizen::Citizen,
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const RENEWED: &str = "Formulir ini diperbarui";

/// The form in its first version, filled in and not sent.
pub async fn filled_in(citizen: &Citizen) -> Result {
    citizen.open("/").await?;
    citizen.press("link", "Papan nama").await?;
    citizen.press("button", "Mulai").await?;
    citizen.write("Nomor HP", "081234567890").await?;
    citizen.write("Tulisan di papan", "Toko Kain Melati").await?;
    citizen.choose("radio", "Kain").await?;
    citizen.write("Lebar papan (cm)", "120").await?;
    citizen.leave().await?;
    citizen.see("Tersimpan di HP ini").await
}

pub async fn a_new_version_in_mid_form_leaves_the_form_as_it_is(stage: Arc<Stage>) -> Result {
    let office = Office::with_service("papan-nama").await?;
    let citizen = stage.citizen(office.addr).await?;
    filled_in(&citizen).await?;
    office.publish("papan-nama-baru")?;
    citizen.write("Lebar papan (cm)", "150").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let sent = json!({ "telepon": "+6281234567890", "tulisan": "Toko Kain Melati", "bahan": "Kain", "lebar": 150 });
    same("The answers", &office.only_row()?.answers, &sent)
}

pub async fn a_draft_goes_on_in_the_newer_version_and_says_what_it_leaves(stage: Arc<Stage>) -> Result {
    let office = Office::with_service("papan-nama").await?;
    let citizen = stage.citizen(office.addr).await?;
    filled_in(&citizen).await?;
    office.publish("papan-nama-baru")?;
    citizen.open("/").await?;
    citizen.press("link", "Lanjutkan: Papan nama").await?;
    citizen.arrive(RENEWED).await?;
    access::look_without_tree(&citizen).await?;
    let told = citizen.text().await?;
    for left in ["Bahan papan", "Kain", "Lebar papan (cm)", "120"] {
        ensure(told.contains(left), || format!("“{left}” is not named: {told}"))?;
    }
    ensure(!told.contains("Toko Kain Melati"), || String::from("An answer that goes over is named as left."))?;

    // A citizen who does not go on has lost nothing.
    citizen.reload().await?;
    citizen.arrive(RENEWED).await?;
    citizen.press("button", "English").await?;
    citizen.arrive("This form has been renewed").await?;
    citizen.press("button", "Bahasa Indonesia").await?;
    citizen.press("button", "Lanjutkan isian Anda").await?;
    citizen.arrive("Seperti apa papannya?").await?;
    same("The text", citizen.value("textbox", "Tulisan di papan").await?.as_str(), "Toko Kain Melati")?;
    citizen.choose("radio", "Besi").await?;
    citizen.choose("radio", "Ya").await?;
    citizen.see("Tersimpan di HP ini").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.reload().await?;
    citizen.arrive("Seperti apa papannya?").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let sent = json!({ "telepon": "+6281234567890", "tulisan": "Toko Kain Melati", "bahan": "Besi", "lampu": true });
    same("The answers", &office.only_row()?.answers, &sent)
}

pub async fn without_a_network_a_draft_stays_in_its_version(stage: Arc<Stage>) -> Result {
    let office = Office::with_service("papan-nama").await?;
    let citizen = stage.citizen(office.addr).await?;
    filled_in(&citizen).await?;
    office.publish("papan-nama-baru")?;
    // The index comes, the definition does not.
    std::fs::remove_file(office.file("services/papan-nama/2026-12-01.json"))?;
    citizen.expect("status of 404");
    citizen.open("/").await?;
    citizen.press("link", "Lanjutkan: Papan nama").await?;
    citizen.arrive("Seperti apa papannya?").await?;
    same("The width", citizen.value("textbox", "Lebar papan (cm)").await?.as_str(), "120")
}
