//! A lost reply before backends that know no keys: one can be asked whether it came, the other cannot, and the citizen chooses.

use std::sync::Arc;

use super::form;
use crate::{
    citizen::Citizen,
    city::{City, Origin},
    network::{Fault, Network},
    stage::Stage,
    tool,
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

/// Fills in and sends; the backend does its work, and its reply is lost.
async fn lose_reply(stage: &Stage, name: &str, path: &str) -> Result<(Arc<Citizen>, Network, City)> {
    let proof = tool::json(&format!("tests/data/proof/{name}.json"))?;
    let city = City::open(name, &proof, Origin::Own).await?;
    let network = Network::to(city.addr, 51).await?;
    let citizen = stage.citizen(network.addr).await?;
    citizen.expect("net::ERR");
    network.order(path, Fault::LoseReply, 1);
    citizen.open(&format!("/layanan/{}", form::text(&city.service, "id")?)).await?;
    citizen.press("button", "Mulai").await?;
    form::fill(&citizen, &tool::json("tests/data/once.json")?[name]).await?;
    Ok((citizen, network, city))
}
