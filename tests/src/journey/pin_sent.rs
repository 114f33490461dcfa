//! A draft with a PIN is not sent while it is locked, and what came of it is locked, too: its receipt, its newer version, its correction.

use std::{sync::Arc, time::Duration};

use serde_json::json;

use super::{
    conversion::{self, officer_opens},
    form,
    outbox::online,
    pin::{CARD, CHANGE, LOCKED, PIN, away, enter, lock, tells_nothing},
    renew::filled_in,
};
use crate::{
    access::look_without_tree,
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, ensure, same},
};

const SUBMISSIONS: &str = "/api/services/";

/// Everything is filled in and ticked, and the draft has a PIN.
async fn ready_to_send(citizen: &Citizen) -> Result {
    let trader = conversion::trader()?;
    citizen.open("/").await?;
    citizen.press("link", form::text(&trader, "service")?).await?;
    citizen.press("button", "Mulai").await?;
    for (n_page, page) in form::list(&trader["pages"])?.iter().enumerate() {
        if n_page == 2 {
            citizen.arrive("Apa usaha Anda?").await?;
            lock(citizen).await?;
        }
        form::fill_page(citizen, page).await?;
    }
    Ok(())
}

pub async fn what_was_being_sent_out_of_sight_closes_at_its_end(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 43).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(SUBMISSIONS, Fault::Delay(Duration::from_secs(4)), 1);
    ready_to_send(&citizen).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Sedang mengirim").await?;
    away(&citizen, 6).await?;
    citizen.see("Sedang mengirim").await?;
    citizen.arrive(LOCKED).await?;
    let number = office.only_row()?.number;
    let shown = citizen.text().await?;
    ensure(!shown.contains(&number[4..]), || format!("The page shows the number: {shown}"))?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, number)
}

pub async fn the_outbox_waits_for_the_pin(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 41).await?;
    let citizen = stage.citizen(network.addr).await?;
    network.order(SUBMISSIONS, Fault::Refuse, 1_000);
    citizen.expect("net::ERR");
    ready_to_send(&citizen).await?;
    online(&citizen, false).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.see("Akan dikirim sendiri begitu ada sinyal. Kalau Loket ditutup, buka lagi nanti.").await?;
    let tags = "return navigator.serviceWorker.ready.then(ready => ready.sync ? ready.sync.getTags() : [])";
    same("What the worker is to send", citizen.run(tags).await?, json!([]))?;
    citizen.press("link", "Ke halaman depan").await?;
    let waits = "Belum terkirim. Buka dulu untuk mengirim.";
    citizen.see(waits).await?;
    ensure(!citizen.has("button", "Hapus").await?, || String::from("It can be deleted though it may have arrived."))?;
    look_without_tree(&citizen).await?;

    // There is a line again, and still nothing goes: not from here, and not from a page that is opened anew.
    network.heal();
    let n_refused = network.seen(SUBMISSIONS).len();
    online(&citizen, true).await?;
    tokio::time::sleep(Duration::from_secs(4)).await;
    citizen.open("/lacak").await?;
    citizen.open("/").await?;
    citizen.see(waits).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    same("What was sent while it was locked", network.seen(SUBMISSIONS).len() - n_refused, 0)?;

    citizen.press("link", CARD).await?;
    citizen.arrive(LOCKED).await?;
    citizen.see(waits).await?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Permohonan terkirim").await?;
    let number = office.only_row()?.number;
    same("The number", conversion::number(&citizen).await?, number.clone())?;
    same("What was sent", network.seen(SUBMISSIONS).len() - n_refused, 1)?;

    // What was sent is as closed as what was not.
    citizen.press("link", "Ke halaman depan").await?;
    citizen.find("link", CARD).await?;
    citizen.see("Terkunci").await?;
    let shown = citizen.text().await?;
    ensure(!shown.contains(&number[4..]), || format!("Beranda shows the number: {shown}"))?;
    tells_nothing(&citizen).await?;
    citizen.press("link", CARD).await?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Permohonan terkirim").await?;
    same("The number", conversion::number(&citizen).await?, number)
}

pub async fn a_newer_version_comes_after_the_pin(stage: Arc<Stage>) -> Result {
    let office = Office::with_service("papan-nama").await?;
    let citizen = stage.citizen(office.addr).await?;
    filled_in(&citizen).await?;
    lock(&citizen).await?;
    office.publish("papan-nama-baru")?;
    citizen.open("/").await?;
    citizen.press("link", "Buka: Papan nama").await?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Formulir ini diperbarui").await?;
    citizen.see("Lebar papan (cm)").await?;
    citizen.press("button", "Lanjutkan isian Anda").await?;
    citizen.arrive("Seperti apa papannya?").await?;
    citizen.choose("radio", "Besi").await?;
    citizen.choose("radio", "Ya").await?;
    citizen.see("Tersimpan di HP ini").await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.reload().await?;
    enter(&citizen, PIN).await?;
    citizen.arrive("Seperti apa papannya?").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.arrive("Periksa jawaban Anda").await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let sent = json!({ "telepon": "+6281234567890", "tulisan": "Toko Kain Melati", "bahan": "Besi", "lampu": true });
    same("The answers", &office.only_row()?.answers, &sent)
}

pub async fn a_correction_has_the_pin_of_its_copy(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    ready_to_send(&citizen).await?;
    citizen.press("button", "Kirim permohonan").await?;
    citizen.arrive("Permohonan terkirim").await?;
    let row = office.only_row()?;
    citizen.new_tab().await?;
    officer_opens(&citizen, &row.number).await?;
    citizen.write("Alamat rumah", "Tulis juga nomor rumah.").await?;
    citizen.press("button", "Minta perbaikan").await?;
    citizen.see("Diminta diperbaiki: Tulis juga nomor rumah.").await?;
    citizen.close_tab().await?;

    // From the receipt, which is open: so its copy is there for the correction.
    citizen.press("link", "Cek status permohonan").await?;
    citizen.write("Nomor permohonan", &row.number).await?;
    citizen.write("4 angka terakhir nomor HP", &row.digits).await?;
    citizen.press("button", "Cek status").await?;
    citizen.press("button", "Perbaiki sekarang").await?;
    let address = async || citizen.value("textbox", "Alamat rumah").await;
    same("The address", address().await?.as_str(), "Gang Kenanga 3")?;
    citizen.find("disclosure", CHANGE).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    citizen.reload().await?;
    citizen.arrive(LOCKED).await?;
    ensure(!citizen.text().await?.contains("Kenanga"), || String::from("The correction is open."))?;
    enter(&citizen, PIN).await?;
    same("The address", address().await?.as_str(), "Gang Kenanga 3")?;
    citizen.write("Alamat rumah", "Gang Kenanga 3 nomor 12").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.press("button", "Kirim perbaikan").await?;
    citizen.arrive("Perbaikan terkirim").await?;
    same("The address", &office.only_row()?.answers["pemilik"]["alamat"], &json!("Gang Kenanga 3 nomor 12"))
}
