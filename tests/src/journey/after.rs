//! After the receipt: corrections that the officer asks for, taking it back, a refusal and its reason.

use std::sync::Arc;

use serde_json::json;

use super::conversion::{apply, officer_opens, track, trader};
use crate::{
    access::look,
    http::{self, Message},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same, wrong},
};

/// An application that came in another way: sent to the interface as it is.
async fn sent(office: &Office) -> Result<(String, String)> {
    let (answers, addr) = (trader()?["answers"].to_string(), office.addr);
    let head = format!(
        "POST /api/services/usaha-mikro-dari-sptu/2026-11-24/submissions HTTP/1.1\r\nHost: {addr}\r\n\
        Content-Type: application/json\r\nIdempotency-Key: 00112233445566778899aabbccddeeff\r\nContent-Length: {}\r\n\r\n",
        answers.len()
    );
    let reply = http::ask(addr, &Message { head, body: answers.into_bytes() }).await?;
    let body: serde_json::Value = serde_json::from_slice(&reply.body)?;
    match body["number"].as_str() {
        Some(number) => Ok((number.into(), office.only_row()?.digits)),
        None => wrong(format!("The application was not taken: {} {body}", reply.status())),
    }
}

pub async fn what_the_officer_asks_back_is_put_right_on_the_same_phone(stage: Arc<Stage>) -> Result {
    let (office, trader) = (Office::open().await?, trader()?);
    let citizen = stage.citizen(office.addr).await?;
    let number = apply(&citizen, &trader).await?;
    let before = office.only_row()?;

    citizen.new_tab().await?;
    officer_opens(&citizen, &number).await?;
    citizen.write("Alamat rumah", "Tulis juga nomor rumah.").await?;
    citizen.write("RT dan RW", "RW di KTP berbeda.").await?;
    citizen.press("button", "Minta perbaikan").await?;
    citizen.see("Diminta diperbaiki: Tulis juga nomor rumah.").await?;
    citizen.close_tab().await?;

    track(&citizen, &number, &before.digits).await?;
    citizen.see("Perlu diperbaiki").await?;
    citizen.see("Tulis juga nomor rumah.").await?;
    look(&citizen, "lacak-perbaikan").await?;
    citizen.press("button", "Perbaiki sekarang").await?;
    citizen.see("Petugas meminta perbaikan. Bagian lain tidak perlu diisi ulang.").await?;
    citizen.see("Disimpan sampai").await?;
    look(&citizen, "perbaikan").await?;
    // This phone still holds the sent copy, and only what was asked for is open.
    same("The address", citizen.value("textbox", "Alamat rumah").await?.as_str(), "Gang Kenanga 3")?;
    ensure(!citizen.has("textbox", "Nama lengkap").await?, || String::from("The name was not asked for."))?;
    citizen.write("Alamat rumah", "Gang Kenanga 3 nomor 12").await?;
    citizen.write("RT dan RW", "3/6").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.press("button", "Kirim perbaikan").await?;
    citizen.arrive("Perbaikan terkirim").await?;

    let after = office.only_row()?;
    let mut want = before.answers.clone();
    want["pemilik"]["alamat"] = json!("Gang Kenanga 3 nomor 12");
    want["pemilik"]["rt_rw"] = json!("003/006");
    same("The answers after the correction", &after.answers, &want)?;
    same("The number", &after.number, &number)?;
    same("The state", after.state.as_str(), "dikirim_ulang")?;
    same("What was before is kept", office.count("revision")?, 1)
}

pub async fn another_phone_corrects_without_the_old_answers(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let (number, digits) = sent(&office).await?;
    let citizen = stage.citizen(office.addr).await?;
    officer_opens(&citizen, &number).await?;
    citizen.write("Alamat rumah", "Tulis juga nomor rumah.").await?;
    citizen.press("button", "Minta perbaikan").await?;
    citizen.see("Diminta diperbaiki: Tulis juga nomor rumah.").await?;

    track(&citizen, &number, &digits).await?;
    citizen.press("button", "Perbaiki sekarang").await?;
    same("The address", citizen.value("textbox", "Alamat rumah").await?.as_str(), "")?;
    citizen.press("button", "Lanjut").await?;
    citizen.described("textbox", "Alamat rumah", "Alamat rumah belum diisi. Isi dulu, lalu lanjut.").await?;
    citizen.write("Alamat rumah", "Gang Kenanga 3 nomor 12").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.press("button", "Kirim perbaikan").await?;
    citizen.arrive("Perbaikan terkirim").await?;
    same("The address", &office.only_row()?.answers["pemilik"]["alamat"], &json!("Gang Kenanga 3 nomor 12"))
}

pub async fn taken_back(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let (number, digits) = sent(&office).await?;
    let citizen = stage.citizen(office.addr).await?;
    // As the QR code of the receipt opens it.
    citizen.open(&format!("/lacak#{number}")).await?;
    citizen.write("4 angka terakhir nomor HP", &digits).await?;
    citizen.press("button", "Cek status").await?;
    citizen.press("button", "Batalkan permohonan").await?;
    citizen.press("button", "Tidak jadi").await?;
    same("The state", office.only_row()?.state.as_str(), "terkirim")?;
    citizen.press("button", "Batalkan permohonan").await?;
    citizen.press("button", "Ya, batalkan").await?;
    citizen.see("Dibatalkan").await?;
    citizen.see("Permohonan dibatalkan.").await?;
    same("The state", office.only_row()?.state.as_str(), "dibatalkan")
}

pub async fn refused_with_its_reason(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let (number, digits) = sent(&office).await?;
    let citizen = stage.citizen(office.addr).await?;
    officer_opens(&citizen, &number).await?;
    look(&citizen, "petugas-permohonan").await?;
    citizen.write("Alasan", "Kios ini tercatat atas nama orang lain. Bawa SPTU asli ke loket.").await?;
    citizen.press("button", "Tolak permohonan").await?;
    citizen.see("Alasan: Kios ini tercatat atas nama orang lain.").await?;
    track(&citizen, &number, &digits).await?;
    citizen.see("Ditolak").await?;
    citizen.see("Kios ini tercatat atas nama orang lain. Bawa SPTU asli ke loket.").await
}

pub async fn wrong_digits_and_unknown_numbers_sound_alike(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let (number, _) = sent(&office).await?;
    let citizen = stage.citizen(office.addr).await?;
    citizen.expect("status of 404");
    for asked in [number.as_str(), "ZZZZ ZZZZ"] {
        track(&citizen, asked, "0000").await?;
        citizen.see("Nomor atau 4 angka HP tidak cocok. Periksa lagi keduanya.").await?;
        citizen.title("Kesalahan: Cek status permohonan – Loket").await?;
    }
    track(&citizen, "", "12").await?;
    citizen.described("textbox", "Nomor permohonan", "Nomor permohonan harus 8 huruf atau angka.").await?;
    citizen.described("textbox", "4 angka terakhir nomor HP", "Tulis 4 angka terakhir nomor HP.").await
}
