//! A lost reply before backends that know no keys: one can be asked whether it came, the other cannot, and the citizen chooses.

use std::{sync::Arc, time::Duration};

use super::{form, outbox::online};
use crate::{
    citizen::Citizen,
    city::{City, Origin},
    network::{Fault, Network},
    stage::Stage,
    tool,
    wait::until,
    wrong::{Result, same},
};

pub async fn by_its_reference_it_is_found(stage: Arc<Stage>) -> Result {
    let (citizen, network, _city) = lose_reply(&stage, "express", "/api/stalls").await?;
    citizen.arrive("Permohonan terkirim").await?;
    citizen.see("LAPAK-0001").await?;
    let asked = network.seen("/api/stalls/by-reference/").len();
    same("Sent and asked", (network.seen("/api/stalls").len() - asked, asked), (1, 1))
}

pub async fn without_any_the_citizen_is_told_and_chooses(stage: Arc<Stage>) -> Result {
    let (citizen, network, _city) = lose_reply(&stage, "laravel", "/api/permohonan").await?;
    citizen.see("Belum pasti terkirim").await?;
    citizen.see("Kami tidak tahu apakah permohonan ini sudah sampai. Dikirim lagi, bisa jadi dobel.").await?;
    citizen.see("Tanyakan dulu ke Mal Pelayanan Publik Kota Pontianak, 0561-000000. Sebut kode").await?;
    same("Tries before the citizen chose", network.seen("/api/permohonan").len(), 1)?;
    // It had come: the office would have known by the code.
    citizen.press("button", "Belum sampai, kirim lagi").await?;
    citizen.arrive("Permohonan terkirim").await?;
    citizen.see("PKL-0002").await
}

pub async fn what_another_tab_left_in_doubt_is_not_sent_by_itself(stage: Arc<Stage>) -> Result {
    let (citizen, network, _city) = begin(&stage, "laravel").await?;
    network.order("/api/permohonan", Fault::Hold, 1_000);
    online(&citizen, false).await?;
    form::fill(&citizen, &tool::json("tests/data/once.json")?["laravel"]).await?;
    citizen.see("Belum terkirim").await?;
    let first = citizen.driver.window().await?;
    // The second tab has a line; what it sends arrives, and the reply is lost.
    network.heal();
    network.order("/api/permohonan", Fault::LoseReply, 1);
    citizen.new_tab().await?;
    citizen.open("/").await?;
    until("the second tab to send", || async { Ok(network.seen("/api/permohonan").len() == 1) }).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    citizen.see("Perlu Anda lihat dulu.").await?;
    // The first one still knows it as not sent.
    citizen.driver.switch_to_window(first).await?;
    citizen.again().await?;
    online(&citizen, true).await?;
    citizen.run("window.dispatchEvent(new Event('online'))").await?;
    citizen.see("Kami tidak tahu apakah permohonan ini sudah sampai.").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    same("Tries of both", network.seen("/api/permohonan").len(), 1)
}

/// Fills in and sends; the backend does its work, and its reply is lost.
async fn lose_reply(stage: &Stage, name: &str, path: &str) -> Result<(Arc<Citizen>, Network, City)> {
    let (citizen, network, city) = begin(stage, name).await?;
    network.order(path, Fault::LoseReply, 1);
    form::fill(&citizen, &tool::json("tests/data/once.json")?[name]).await?;
    Ok((citizen, network, city))
}

/// Opens the form of a backend of `proof`.
async fn begin(stage: &Stage, name: &str) -> Result<(Arc<Citizen>, Network, City)> {
    let proof = tool::json(&format!("tests/data/proof/{name}.json"))?;
    let city = City::open(name, &proof, Origin::Own).await?;
    let network = Network::to(city.addr, 51).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    citizen.open(&format!("/layanan/{}", form::text(&city.service, "id")?)).await?;
    citizen.press("button", "Mulai").await?;
    Ok((citizen, network, city))
}
