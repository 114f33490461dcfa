//! What the look-up of an SPTU may answer: each answer is a plain message, and the citizen can always go on by hand.

use std::sync::Arc;

use crate::{
    citizen::Citizen,
    network::{Fault, Network},
    office::Office,
    stage::Stage,
    wrong::{Result, same},
};

async fn ask(citizen: &Citizen, number: &str, nik: &str) -> Result {
    citizen.open("/layanan/usaha-mikro-dari-sptu").await?;
    citizen.press("button", "Mulai").await?;
    citizen.write("Nomor SPTU", number).await?;
    citizen.write("NIK pemilik SPTU", nik).await?;
    citizen.press("button", "Lanjut").await
}

pub async fn an_expired_one_offers_the_renewal(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    ask(&citizen, "511.2/0098/CMP/2025", "6171014107850002").await?;
    citizen.see("SPTU ini habis masa berlakunya pada 15 Oktober 2026.").await?;
    citizen.press("link", "Buka: Perpanjangan SPTU").await?;
    citizen.arrive("Perpanjangan SPTU").await?;
    citizen.driver.back().await?;
    citizen.arrive("Apa nomor SPTU Anda?").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.press("button", "Lanjutkan di sini").await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    let market = citizen.picked_when("Pasar", "Pasar Cempaka").await?;
    same("The market", market.as_str(), "Pasar Cempaka")
}

pub async fn another_one_brings_its_own_place(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    ask(&citizen, "511.2/0148/FLB/2026", "6171055708900002").await?;
    let stands = async |market: &str, block: &str| -> Result {
        citizen.arrive("Di mana Anda berjualan?").await?;
        same("The market", citizen.picked_when("Pasar", market).await?.as_str(), market)?;
        same("The block", citizen.picked_when("Blok", block).await?.as_str(), block)?;
        // Both have a number 3.
        let number = "Nomor kios atau los";
        same("The number", citizen.picked_when(number, "3").await?.as_str(), "3")
    };
    stands("Pasar Flamboyan", "Blok C").await?;
    citizen.press("link", "Kembali").await?;
    citizen.arrive("Apa nomor SPTU Anda?").await?;
    citizen.write("Nomor SPTU", "511.2/0211/DHL/2026").await?;
    citizen.write("NIK pemilik SPTU", "6171025503920003").await?;
    citizen.press("button", "Lanjut").await?;
    citizen.press("button", "Lanjutkan di sini").await?;
    stands("Pasar Dahlia", "Blok A").await
}

pub async fn arrears_are_said_and_do_not_stop(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let citizen = stage.citizen(office.addr).await?;
    ask(&citizen, "511.2/0211/DHL/2026", "6171025503920003").await?;
    citizen.see("Masih ada retribusi yang belum dibayar. Anda tetap boleh melanjutkan.").await?;
    citizen.focus_is("what the look-up says", "focused.innerText.includes('retribusi')").await?;
    citizen.press("button", "Lanjutkan di sini").await?;
    citizen.arrive("Di mana Anda berjualan?").await
}

pub async fn a_backend_that_is_down_can_be_asked_again_or_done_without(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 1).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    citizen.expect("status of 500");
    network.order("/api/lookup", Fault::Refuse, 1);
    network.order("/api/lookup", Fault::Reply(500, "text/html", String::from("<h1>Oops</h1>")), 1);
    network.order("/api/lookup", Fault::Cut, 1);
    ask(&citizen, "511.2/0147/FLB/2026", "6171051708900001").await?;
    for _ in 0..2 {
        citizen.see("Data tidak bisa dicari sekarang. Coba lagi, atau isi sendiri.").await?;
        citizen.press("button", "Lanjut").await?;
    }
    citizen.see("Data tidak bisa dicari sekarang. Coba lagi, atau isi sendiri.").await?;
    citizen.press("button", "Isi sendiri").await?;
    citizen.arrive("Di mana Anda berjualan?").await?;
    citizen.pick("Pasar", "Pasar Flamboyan").await
}

pub async fn a_list_that_does_not_come_can_be_asked_for_again(stage: Arc<Stage>) -> Result {
    let office = Office::open().await?;
    let network = Network::to(office.addr, 2).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    network.order("/api/options/markets", Fault::Refuse, 1);
    ask(&citizen, "511.2/0147/FLB/2026", "6171051708900001").await?;
    citizen.see("Daftar tidak bisa dimuat. Periksa sinyal, lalu coba lagi.").await?;
    citizen.press("button", "Coba lagi").await?;
    let market = citizen.picked_when("Pasar", "Pasar Flamboyan").await?;
    same("The market", market.as_str(), "Pasar Flamboyan")
}
